using VideoGen.Http;

namespace VideoGen.Client;

/// <summary>What holds for all rows of one run of submissions.</summary>
public sealed record SubmitOptions
{
    /// <summary>Makes the run rerunnable; null submits every row anew.</summary>
    public string? Batch { get; init; }

    /// <summary>Submits although the journal has an equal job that is not settled. Without a batch only.</summary>
    public bool AllowDuplicate { get; init; }

    /// <summary>Submits rows anew whose job failed, was cancelled, or expired unsaved.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>Leaves what depends on the catalogue unchecked.</summary>
    public bool SkipValidation { get; init; }

    /// <summary>What the run may cost; null for any.</summary>
    public CostLimit? MaxCost { get; init; }

    /// <summary>Submits rows whose price is not known although there is a limit.</summary>
    public bool AllowUnknownCost { get; init; }

    /// <summary>The idempotency key of the one row of the run; null for keys of our own.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What services are to sign their reports with. It is written nowhere.</summary>
    public Secret? WebhookSecret { get; init; }

    /// <summary>Nothing is to be submitted: the rows are checked and priced only.</summary>
    public bool IsPlan { get; init; }

    /// <summary>Told what the run waits for, one sentence, the same again and again; on any thread.</summary>
    public Action<string>? Waiting { get; init; }

    /// <summary>Submissions under way at once.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottle;

    public const int DefaultThrottle = 8;
}

/// <summary>What became of one clip of a row.</summary>
/// <param name="Job">The job, new or known; null where the row made none.</param>
/// <param name="Error">Why there is no job, or what is wrong with it.</param>
/// <param name="IsNew">True when this run submitted it.</param>
/// <param name="Warnings">One sentence each.</param>
public sealed record SubmitResult(VideoJob? Job, VideoGenException? Error, bool IsNew, IReadOnlyList<string> Warnings);
