namespace VideoGen.Providers.Local;

/// <summary>What is to be rendered, as it lies on disk. Written once, before anybody knows the order's id.</summary>
internal sealed record LocalOrder
{
    public required string Id { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public string? Model { get; init; }

    public string? Prompt { get; init; }

    /// <summary>Length of the clip.</summary>
    public required int Seconds { get; init; }

    /// <summary>Pixels, even.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels, even.</summary>
    public required int Height { get; init; }

    public long? Seed { get; init; }

    public AudioMode Audio { get; init; }

    /// <summary>Images that lie beside the order: none, the first frame, or the first and the last.</summary>
    public int Images { get; init; }

    /// <summary>False for an order that was damaged on disk or written by hand: nothing outside these bounds reaches FFmpeg.</summary>
    public bool IsValid =>
        Seconds is >= LocalLimits.MinimumSeconds and <= LocalLimits.MaximumSeconds
        && LocalLimits.IsSide(Width) && LocalLimits.IsSide(Height) && (long)Width * Height <= LocalLimits.MaximumPixels
        && Images is >= 0 and <= 2
        && Enum.IsDefined(Audio)
        && (Prompt?.Length ?? 0) <= LocalLimits.MaximumPromptLength;
}
