namespace VideoGen.Gallery;

/// <summary>What the page shows of one clip, or of a job that has none. Written into the page as JSON; all texts are clean of control characters.</summary>
internal sealed record GalleryCard
{
    /// <summary>The job's; a job of several clips has a card for each.</summary>
    public required string Key { get; init; }

    public required string ShortId { get; init; }

    /// <summary>The service's.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Prompt { get; init; }

    public required string Provider { get; init; }

    public string? Model { get; init; }

    public string? Batch { get; init; }

    /// <summary>The job's status, or <see cref="NextStep.NotSaved"/>.</summary>
    public required string State { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>Length of the clip, or what was asked for.</summary>
    public double? Seconds { get; init; }

    /// <summary>What the whole job costs.</summary>
    public decimal? Cost { get; init; }

    public string? Unit { get; init; }

    /// <summary>The cost in words.</summary>
    public string? CostText { get; init; }

    public bool Charged { get; init; }

    /// <summary>Size, ratio, seed and the like.</summary>
    public string? Details { get; init; }

    /// <summary>Why there is no clip.</summary>
    public string? Reason { get; init; }

    /// <summary>The command to run next.</summary>
    public string? Command { get; init; }

    /// <summary>Relative URL of the clip; null where there is none.</summary>
    public string? Source { get; init; }

    public string? File { get; init; }

    /// <summary>The file's length in words.</summary>
    public string? Size { get; init; }

    /// <summary>Which of the job's clips, where it has several: <c>2 of 4</c>.</summary>
    public string? Part { get; init; }

    /// <summary>Clips with the same number are worth comparing.</summary>
    public int? Group { get; init; }
}
