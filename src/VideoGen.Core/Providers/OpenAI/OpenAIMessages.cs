using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Providers.OpenAI;

/// <summary>The body of <c>POST /videos</c> (API reference, Create video). Its last two members are those of SGLang and vLLM-Omni.</summary>
internal sealed record OpenAICreateMessage
{
    public string? Prompt { get; init; }

    public string? Model { get; init; }

    /// <summary>A string, as the reference has it; SGLang, which has a number, takes it too.</summary>
    public string? Seconds { get; init; }

    /// <summary>Pixels as <c>1280x720</c>.</summary>
    public string? Size { get; init; }

    public OpenAIImageReference? InputReference { get; init; }

    public string? NegativePrompt { get; init; }

    public long? Seed { get; init; }
}

/// <summary>An image that is not sent along: the one or the other.</summary>
internal sealed record OpenAIImageReference
{
    public string? ImageUrl { get; init; }

    public string? FileId { get; init; }
}

/// <summary>
/// A video job as any of the servers answers it. Members whose types differ between servers (seconds as number or text, times
/// as whole seconds, fractions or milliseconds) are read by <see cref="OpenAIValues"/>.
/// </summary>
internal sealed record OpenAIVideo
{
    public JsonElement Id { get; init; }

    public JsonElement Status { get; init; }

    /// <summary>0 to 100; some servers leave it out.</summary>
    public JsonElement Progress { get; init; }

    public JsonElement Model { get; init; }

    public JsonElement Prompt { get; init; }

    public JsonElement Seconds { get; init; }

    public JsonElement Size { get; init; }

    public JsonElement CreatedAt { get; init; }

    public JsonElement CompletedAt { get; init; }

    /// <summary>When the content goes away, not the job.</summary>
    public JsonElement ExpiresAt { get; init; }

    /// <summary><c>{code, message}</c>; the code is a number or missing with some servers.</summary>
    public JsonElement Error { get; init; }

    /// <summary>SGLang with cloud storage: the only place of the file, whose content endpoint answers 400 then.</summary>
    public JsonElement Url { get; init; }
}

/// <summary>A page of <c>GET /videos</c>. SGLang answers <see cref="Data"/> alone.</summary>
internal sealed record OpenAIPage
{
    public IReadOnlyList<JsonElement>? Data { get; init; }

    public string? LastId { get; init; }

    public bool? HasMore { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenAICreateMessage))]
[JsonSerializable(typeof(OpenAIVideo))]
[JsonSerializable(typeof(OpenAIPage))]
internal sealed partial class OpenAIMessages : JsonSerializerContext;
