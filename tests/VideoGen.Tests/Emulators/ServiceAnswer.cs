using System.Text.Json.Nodes;

namespace VideoGen.Tests.Emulators;

/// <summary>One answer: its status, its body as JSON where it is some, and as bytes.</summary>
internal sealed record ServiceAnswer(int Status, JsonNode? Json, byte[] Bytes)
{
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Compares status and the whole body.</summary>
    public void MustBe(int status, string json)
    {
        Assert.Equal((status, JsonNode.Parse(json)?.ToJsonString()), (Status, Json?.ToJsonString()));
    }
}
