using System.Text.Json;
using System.Text.Json.Serialization;
using VideoGen.Http;

namespace VideoGen.Providers.Artnex;

/// <summary>Body of <c>POST /v1/video</c> (docs.artnex.app/api/generate-video).</summary>
internal sealed record ArtnexOrder
{
    /// <summary>At most 4,000 characters.</summary>
    public required string? Prompt { get; init; }

    public required string? Model { get; init; }

    /// <summary><c>text-to-video</c> (the service's default) or <c>image-to-video</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>A public https address, or a data URI; with the mode <c>image-to-video</c>.</summary>
    public string? Image { get; init; }

    /// <summary>The service's default is <c>16:9</c>; a ratio that a model does not have is replaced without an error.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>Whole seconds; the default depends on the model.</summary>
    public int? Duration { get; init; }
}

/// <summary>What creating a job and asking for its status answer.</summary>
/// <remarks>
/// Once a job is made, nothing else of the answer is worth losing its id for, and no other form of the id either. <c>success</c> is false in
/// errors and for a job that failed.
/// </remarks>
internal sealed record ArtnexJob
{
    [JsonConverter(typeof(LooseWord))]
    public string? RequestId { get; init; }

    /// <summary><c>pending</c>, <c>completed</c> or <c>error</c>.</summary>
    public JsonElement Status { get; init; }

    public JsonElement Success { get; init; }

    /// <summary>Only when completed; there for 24 hours.</summary>
    public JsonElement VideoUrl { get; init; }

    /// <summary>Credits, taken when the job completes.</summary>
    public JsonElement CreditsUsed { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArtnexOrder))]
[JsonSerializable(typeof(ArtnexJob))]
internal sealed partial class ArtnexJson : JsonSerializerContext;
