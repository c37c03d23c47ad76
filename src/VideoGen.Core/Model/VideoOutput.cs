namespace VideoGen;

/// <summary>One file that a job made. Only what the service said is set.</summary>
public sealed record VideoOutput
{
    /// <summary>Where the bytes are. May die at <see cref="VideoJob.ExpiresAt"/>.</summary>
    public Uri? Uri { get; init; }

    public string? MediaType { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Length of the clip in seconds.</summary>
    public double? Seconds { get; init; }

    public Uri? Thumbnail { get; init; }

    /// <summary>Where the bytes are: what is left of it in JSON that goes less deep.</summary>
    public override string ToString() => Uri?.OriginalString ?? "";
}
