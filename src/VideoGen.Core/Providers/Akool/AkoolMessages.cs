using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VideoGen.Http;

namespace VideoGen.Providers.Akool;

/// <summary>One clip (page "Create image to video"). The first eight are required there.</summary>
internal sealed record AkoolClipOrder
{
    public required string ImageUrl { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Empty for none.</summary>
    public required string NegativePrompt { get; init; }

    public required string Resolution { get; init; }

    /// <summary>1 made by the service, 2 <see cref="AudioUrl"/>, 3 none.</summary>
    public required int AudioType { get; init; }

    /// <summary>Seconds: 5 or 10.</summary>
    public required int VideoLength { get; init; }

    public bool? ExtendPrompt { get; init; }

    public string? AudioUrl { get; init; }

    public bool? IsPremiumModel { get; init; }

    public string? EffectCode { get; init; }

    [JsonPropertyName("webhookurl")]
    public string? WebhookUrl { get; init; }
}

/// <summary>Up to ten clips of one request (page "Create batch").</summary>
internal sealed record AkoolBatchOrder
{
    public required string ImageUrl { get; init; }

    public required string Prompt { get; init; }

    /// <summary>The <c>value</c> of a model; null leaves it to the service.</summary>
    public string? ModelName { get; init; }

    public string? NegativePrompt { get; init; }

    public bool? ExtendPrompt { get; init; }

    public required string Resolution { get; init; }

    /// <summary>Seconds.</summary>
    public required int VideoLength { get; init; }

    public string? LastImageUrl { get; init; }

    /// <summary>False when left out.</summary>
    public bool? GenerateAudio { get; init; }

    public required int Count { get; init; }

    [JsonPropertyName("webhookurl")]
    public string? WebhookUrl { get; init; }
}

/// <summary>Sound for a finished clip (page "Update audio").</summary>
internal sealed record AkoolAudioOrder
{
    public required string PreVideoId { get; init; }

    /// <summary>1 made by the service, 2 <see cref="AudioUrl"/>.</summary>
    public required int AudioType { get; init; }

    /// <summary>The page calls it required, and required with type 2: empty with type 1.</summary>
    public required string AudioUrl { get; init; }
}

/// <summary>Jobs to read or delete.</summary>
/// <param name="Ids">With commas between them; a list is refused (seen live).</param>
internal sealed record AkoolIds([property: JsonPropertyName("_ids")] string Ids);

/// <summary>What getToken takes.</summary>
internal sealed record AkoolTokenOrder([property: JsonPropertyName("clientId")] string ClientId, [property: JsonPropertyName("clientSecret")] string ClientSecret);

/// <summary>What is around every answer.</summary>
internal sealed record AkoolEnvelope
{
    /// <summary>1000 for success. A number; text with a number is taken too.</summary>
    public JsonElement Code { get; init; }

    public string? Msg { get; init; }

    public JsonElement Data { get; init; }

    /// <summary>Of getToken alone, which has it beside <see cref="Data"/> or, as some clients read it, inside.</summary>
    public string? Token { get; init; }
}

/// <summary>A clip as the answers to creating, reading and listing have it. Null for what one of them leaves out.</summary>
internal sealed record AkoolVideo
{
    [JsonPropertyName("_id")]
    public string? Id { get; init; }

    /// <summary>1 queueing, 2 processing, 3 completed, 4 failed.</summary>
    public decimal? Status { get; init; }

    public string? Prompt { get; init; }

    /// <summary>Of the batch call alone.</summary>
    public string? ModelName { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public decimal? CreateTime { get; init; }

    /// <summary>Milliseconds since 1970; of an ended job its end.</summary>
    public decimal? UpdateTime { get; init; }

    /// <summary>Seconds, with a fraction.</summary>
    public decimal? VideoDuration { get; init; }

    public decimal? DeductionCredit { get; init; }

    public string? VideoUrl { get; init; }

    /// <summary>Not documented; read by the service's own demo.</summary>
    public string? CoverUrl { get; init; }

    /// <summary>Of the list alone: 15 for image to video.</summary>
    public decimal? Type { get; init; }

    /// <summary>Of the list alone: as <see cref="Status"/>.</summary>
    public decimal? VideoStatus { get; init; }

    /// <summary>Of the list alone: the link.</summary>
    public string? Video { get; init; }

    /// <summary>Of the list alone: the link.</summary>
    public string? ExternalVideo { get; init; }

    /// <summary>Of a webhook alone: the link.</summary>
    public string? Url { get; init; }
}

/// <summary>An effect.</summary>
internal sealed record AkoolEffect(string? EffectCode, string? Name, string? Logo, string? VideoUrl);

/// <summary>What is left of the account.</summary>
internal sealed record AkoolQuota(decimal? Credit);

/// <summary>A clip that was not deleted.</summary>
internal sealed record AkoolKept([property: JsonPropertyName("_id")] string? Id, string? Msg);

/// <summary>What became of a deletion.</summary>
internal sealed record AkoolDeletion(
    [property: JsonPropertyName("successIds")] IReadOnlyList<string?>? SuccessIds,
    [property: JsonPropertyName("noPermissionItems")] IReadOnlyList<AkoolKept?>? NoPermissionItems);

/// <summary>What became of a batch: two lists. The items of <c>errorList</c> are not documented; whatever it is must not lose those of the other.</summary>
internal sealed record AkoolBatchResult(
    [property: JsonPropertyName("successList")] JsonElement SuccessList,
    [property: JsonPropertyName("errorList")] JsonElement ErrorList);

/// <summary>A webhook as it comes in. Time and nonce are signed as the text they are written in.</summary>
internal sealed record AkoolReport(
    [property: JsonPropertyName("signature")] string? Signature,
    [property: JsonPropertyName("dataEncrypt")] string? DataEncrypt,
    [property: JsonPropertyName("timestamp")] string? Timestamp,
    [property: JsonPropertyName("nonce")] string? Nonce);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AkoolClipOrder))]
[JsonSerializable(typeof(AkoolBatchOrder))]
[JsonSerializable(typeof(AkoolAudioOrder))]
[JsonSerializable(typeof(AkoolIds))]
[JsonSerializable(typeof(AkoolTokenOrder))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AkoolOrderJson : JsonSerializerContext;

/// <summary>Answers are read with tolerance: an odd member must not lose a clip that was paid for.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(LooseWord), typeof(LooseNumber), typeof(LooseFlag)])]
[JsonSerializable(typeof(AkoolEnvelope))]
[JsonSerializable(typeof(AkoolVideo))]
[JsonSerializable(typeof(AkoolEffect))]
[JsonSerializable(typeof(AkoolModel))]
[JsonSerializable(typeof(AkoolQuota))]
[JsonSerializable(typeof(AkoolDeletion))]
[JsonSerializable(typeof(AkoolBatchResult))]
[JsonSerializable(typeof(AkoolReport))]
internal sealed partial class AkoolAnswerJson : JsonSerializerContext;
