namespace VideoGen.Providers.Local;

/// <summary>How an order ended. The file is created once and never changed, so whoever ends an order first decides how.</summary>
internal sealed record RenderResult
{
    /// <summary><see cref="VideoStatus.Completed"/>, <see cref="VideoStatus.Failed"/> or <see cref="VideoStatus.Cancelled"/>.</summary>
    public required VideoStatus Status { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset CompletedAt { get; init; }

    public JobError? Error { get; init; }

    public VideoOutput? Output { get; init; }
}
