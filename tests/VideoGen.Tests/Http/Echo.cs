using System.Text.Json.Serialization;

namespace VideoGen.Tests.Http;

/// <summary>A message of no service, for calls whose content does not matter.</summary>
internal sealed record Echo
{
    public required string Id { get; init; }

    public int? Seconds { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Echo))]
internal sealed partial class EchoJson : JsonSerializerContext;
