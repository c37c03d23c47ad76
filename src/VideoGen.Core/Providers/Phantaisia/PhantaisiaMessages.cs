using System.Text.Json;
using System.Text.Json.Serialization;
using VideoGen.Http;

namespace VideoGen.Providers.Phantaisia;

/// <summary>Body of <c>POST /v1/run/single_frame_video</c> (page "Video Generation API", section 1). Every member but the ratio is required.</summary>
internal sealed record SingleFrameRun
{
    /// <summary>A data URI or a public address.</summary>
    public required string PromptImage { get; init; }

    public required string? Prompt { get; init; }

    public required string? Model { get; init; }

    /// <summary>Seconds with their unit: <c>4s</c>.</summary>
    public required string? Duration { get; init; }

    /// <summary>Anything but <c>auto</c> is for the model <c>performance</c>.</summary>
    public string? AspectRatio { get; init; }
}

/// <summary>Body of <c>POST /v1/run/first_last_frame_video</c> (section 2). All members are required; there is no ratio.</summary>
internal sealed record FirstLastFrameRun
{
    public required string FirstFrame { get; init; }

    public required string LastFrame { get; init; }

    public required string? Prompt { get; init; }

    public required string? Model { get; init; }

    public required string? Duration { get; init; }
}

/// <summary>What starting a job (<c>id</c>, <c>status</c>) and asking for its status answer.</summary>
/// <remarks>Only the id must have its form: once a job is made, nothing else of the answer is worth losing it for.</remarks>
internal sealed record PhantaisiaJob
{
    [JsonConverter(typeof(LooseWord))]
    public string? Id { get; init; }

    public JsonElement Status { get; init; }

    /// <summary><c>{}</c>, null or absent until the end; then <c>video_url</c>, <c>video_status</c>, <c>video_error</c>.</summary>
    public JsonElement Output { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SingleFrameRun))]
[JsonSerializable(typeof(FirstLastFrameRun))]
[JsonSerializable(typeof(PhantaisiaJob))]
internal sealed partial class PhantaisiaJson : JsonSerializerContext;
