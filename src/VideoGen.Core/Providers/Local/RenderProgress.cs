namespace VideoGen.Providers.Local;

/// <summary>Where a render stands. Replaced while it runs; means nothing once there is a <see cref="RenderResult"/>.</summary>
internal sealed record RenderProgress
{
    /// <summary>0 to 99.</summary>
    public int Percent { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How often the order was begun. It is begun again when a supervisor died over it.</summary>
    public int Attempt { get; init; }

    /// <summary>The process number of its FFmpeg; null before that has started.</summary>
    public int? ProcessId { get; init; }

    /// <summary>When that process started, which tells it from a later one with the same number.</summary>
    public DateTimeOffset? ProcessStart { get; init; }
}
