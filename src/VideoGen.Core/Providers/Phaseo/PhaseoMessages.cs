using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>The part of <c>POST /videos</c> that parameters stand for (page, section 3). The rest comes from <see cref="VideoRequest.Option"/>.</summary>
internal sealed record PhaseoCreate
{
    public string? Model { get; init; }

    public string? Prompt { get; init; }

    /// <summary>Seconds.</summary>
    public int? Duration { get; init; }

    public string? Size { get; init; }

    public string? Resolution { get; init; }

    public string? AspectRatio { get; init; }

    public long? Seed { get; init; }

    public int? SampleCount { get; init; }

    public string? NegativePrompt { get; init; }

    public bool? GenerateAudio { get; init; }

    public bool? EnhancePrompt { get; init; }

    public IReadOnlyList<PhaseoReference>? InputReferences { get; init; }

    public PhaseoCallback? Webhook { get; init; }
}

/// <summary>An image in a request.</summary>
internal sealed record PhaseoReference(string Type, string Role, string? ReferenceType, PhaseoLink ImageUrl);

internal sealed record PhaseoLink(string Url);

/// <summary>Where the service reports to, in the April contract; that of August takes an <c>endpoint_id</c> instead, through Option.</summary>
internal sealed record PhaseoCallback(string Url, string? Secret, IReadOnlyList<string>? Events);

/// <summary><c>GET /videos</c>. <see cref="HasMore"/> and <see cref="LastId"/> are the August contract's; that of April has one page.</summary>
internal sealed record PhaseoPage
{
    /// <summary>Each read by itself, so that its text is known.</summary>
    public required IReadOnlyList<JsonElement>? Data { get; init; }

    public bool? HasMore { get; init; }

    public string? LastId { get; init; }
}

internal sealed record PhaseoDeleted(bool? Deleted);

/// <summary><c>POST /videos/{id}/download_url</c>, of the August contract.</summary>
internal sealed record PhaseoLinkRequest(int Index);

internal sealed record PhaseoSignedLink
{
    [JsonConverter(typeof(LooseText))]
    public string? DownloadUrl { get; init; }

    [JsonConverter(typeof(LooseTime))]
    public DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed record PhaseoModelPage
{
    public required IReadOnlyList<PhaseoModel?>? Data { get; init; }
}

/// <summary>What a model can do; the two names of each table of details are those of the August contract.</summary>
internal sealed record PhaseoModel
{
    public required string Model { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<string>? InputTypes { get; init; }

    public IReadOnlyList<string>? SupportedParams { get; init; }

    public IReadOnlyList<PhaseoModelProvider?>? Providers { get; init; }

    public JsonElement? SupportedParamsDetail { get; init; }

    public JsonElement? SupportedParametersDetail { get; init; }
}

internal sealed record PhaseoModelProvider
{
    [JsonConverter(typeof(LooseText))]
    public string? Id { get; init; }
}

internal sealed record PhaseoCreditsAnswer
{
    public required PhaseoCredits? Credits { get; init; }
}

/// <summary>Billionths of a dollar.</summary>
internal sealed record PhaseoCredits
{
    [JsonConverter(typeof(LooseNumber))]
    public decimal? Remaining { get; init; }

    /// <summary>August: the balance without what running jobs hold.</summary>
    [JsonConverter(typeof(LooseNumber))]
    public decimal? AvailableNanos { get; init; }
}

/// <summary>What is sent to a webhook; both contracts have more around it.</summary>
internal sealed record PhaseoReport
{
    [JsonConverter(typeof(LooseText))]
    public string? Type { get; init; }

    public PhaseoVideo? Data { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PhaseoCreate))]
[JsonSerializable(typeof(PhaseoVideo))]
[JsonSerializable(typeof(PhaseoPage))]
[JsonSerializable(typeof(PhaseoDeleted))]
[JsonSerializable(typeof(PhaseoLinkRequest))]
[JsonSerializable(typeof(PhaseoSignedLink))]
[JsonSerializable(typeof(PhaseoModelPage))]
[JsonSerializable(typeof(PhaseoCreditsAnswer))]
[JsonSerializable(typeof(PhaseoReport))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PhaseoJson : JsonSerializerContext;
