using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.Tests.Emulators;

/// <summary>An answer of the emulated gateway.</summary>
internal sealed record PhaseoReply(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? this[string member] => Json[member]?.ToString();
}
