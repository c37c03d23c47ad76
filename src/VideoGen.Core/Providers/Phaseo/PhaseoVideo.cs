using System.Text.Json.Serialization;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// A video as every answer has it: to a create (three forms), a read, a list and in a webhook (page, sections 4, 5 and 15). Only
/// <see cref="Id"/> is needed.
/// </summary>
internal sealed record PhaseoVideo
{
    [JsonConverter(typeof(LooseText))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? Status { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? OutputAccess { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? Progress { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? PollAfterSeconds { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? Model { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? Prompt { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? Seconds { get; init; }

    [JsonConverter(typeof(LooseTime))]
    public DateTimeOffset? CreatedAt { get; init; }

    [JsonConverter(typeof(LooseTime))]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonConverter(typeof(LooseTime))]
    public DateTimeOffset? CompletedAt { get; init; }

    [JsonConverter(typeof(LooseAsset))]
    public PhaseoAsset? Asset { get; init; }

    /// <summary>Empty for providers that give an address only, also of a completed job (recorded).</summary>
    [JsonConverter(typeof(LooseOutputs))]
    public IReadOnlyList<PhaseoOutput>? Outputs { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? ContentUrl { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? DownloadUrl { get; init; }

    /// <summary>When <see cref="DownloadUrl"/> dies.</summary>
    [JsonConverter(typeof(LooseTime))]
    public DateTimeOffset? ExpiresAt { get; init; }

    [JsonConverter(typeof(LooseUsage))]
    public PhaseoUsage? Usage { get; init; }

    [JsonConverter(typeof(LooseBilling))]
    public PhaseoBilling? Billing { get; init; }

    [JsonConverter(typeof(LooseFailure))]
    public PhaseoFailure? Error { get; init; }
}

/// <summary>What is known of the first file.</summary>
internal sealed record PhaseoAsset
{
    [JsonConverter(typeof(LooseText))]
    public string? MimeType { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? Bytes { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? Sha256 { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? Width { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? Height { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? DurationSeconds { get; init; }
}

internal sealed record PhaseoOutput
{
    [JsonConverter(typeof(LooseNumber))]
    public decimal? Index { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? MimeType { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? ContentUrl { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? DownloadUrl { get; init; }

    [JsonConverter(typeof(LooseTime))]
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Money by usage, in US dollars, not rounded.</summary>
internal sealed record PhaseoUsage
{
    [JsonConverter(typeof(LooseNumber))]
    public decimal? Cost { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? CostUsd { get; init; }
}

/// <summary>Money as it is taken: texts with two decimals, and in the August contract billionths of a dollar.</summary>
internal sealed record PhaseoBilling
{
    [JsonConverter(typeof(LooseText))]
    public string? Currency { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? EstimatedUserCost { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? SettledUserCost { get; init; }

    /// <summary><c>estimated</c>, then <c>settled</c> or <c>void</c>.</summary>
    [JsonConverter(typeof(LooseText))]
    public string? State { get; init; }

    [JsonConverter(typeof(LooseNumber))]
    public decimal? TotalNanos { get; init; }
}

internal sealed record PhaseoFailure
{
    [JsonConverter(typeof(LooseText))]
    public string? Code { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? Message { get; init; }
}
