namespace VideoGen.Providers;

/// <summary>What of a service's list is wanted. A provider passes on what its service can filter by; the rest is filtered by <see cref="Matches"/> in the client.</summary>
public sealed record JobListingQuery
{
    /// <summary>Empty for all.</summary>
    public IReadOnlyList<VideoStatus> Statuses { get; init; } = [];

    public DateTimeOffset? Before { get; init; }

    public DateTimeOffset? After { get; init; }

    /// <summary>The newest jobs only, this many; null for all pages. For the size of a page: what is yielded beyond it is not read.</summary>
    public int? Newest { get; init; }

    internal bool Matches(JobSnapshot job) =>
        (Statuses.Count == 0 || Statuses.Contains(job.Status))
        && (Before is null || job.CreatedAt is null || job.CreatedAt < Before)
        && (After is null || job.CreatedAt is null || job.CreatedAt >= After);
}
