namespace VideoGen.Providers;

/// <summary>What a service says of a job in one answer. Null means that it did not say.</summary>
public sealed record JobSnapshot
{
    public required string Id { get; init; }

    public required VideoStatus Status { get; init; }

    public int? Progress { get; init; }

    public string? Model { get; init; }

    public string? Prompt { get; init; }

    public int? Duration { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long outputs are there after the end of the job, where the service says that instead of <see cref="ExpiresAt"/>.</summary>
    public TimeSpan? OutputLifetime { get; init; }

    public VideoOutputs? Outputs { get; init; }

    public VideoCost? Cost { get; init; }

    public JobError? Error { get; init; }

    /// <summary>When the service wants to be asked again, counted from this answer.</summary>
    public TimeSpan? PollAfter { get; init; }

    /// <summary>The answer as text, secrets removed.</summary>
    public string? Raw { get; init; }
}
