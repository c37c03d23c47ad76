namespace VideoGen;

/// <summary>A job as it was known at one moment. A refresh gives a new one.</summary>
public sealed record VideoJob
{
    /// <summary>The service's id; null until the service has answered.</summary>
    public string? Id { get; init; }

    /// <summary>Our key, made before anything is sent; unique in the journal. Empty for a job the journal does not have.</summary>
    public required string Key { get; init; }

    /// <summary>The catalogue name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The user's label.</summary>
    public string? Name { get; init; }

    public string? Batch { get; init; }

    public string? Model { get; init; }

    public VideoStatus Status { get; init; }

    /// <summary>0 to 100, or null where the service does not say.</summary>
    public int? Progress { get; init; }

    public string? Prompt { get; init; }

    /// <summary>Seconds asked for.</summary>
    public int? Duration { get; init; }

    /// <summary>When the intent was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the service took the job.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the links of <see cref="Outputs"/> die; null where that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public VideoOutputs Outputs { get; init; } = VideoOutputs.None;

    public VideoCost? Cost { get; init; }

    public JobError? Error { get; init; }

    /// <summary>Full path of the first saved file.</summary>
    public string? File { get; init; }

    /// <summary>The text of the service's last answer, without secrets.</summary>
    public string? Raw { get; init; }

    /// <summary>The beginning of <see cref="Key"/> that tables and file names show; <c>-Id</c> takes it.</summary>
    public string ShortId => Key.Length > 0 ? Key[..Math.Min(Key.Length, 8)] : DisplayText.OneLine(Id);

    public override string ToString() => Key.Length > 0 ? Key : Id ?? "";
}
