namespace VideoGen.Client;

/// <summary>Which of the journal's jobs are wanted. Null and false do not narrow.</summary>
public sealed record JobQuery
{
    public string? Provider { get; init; }

    public IReadOnlyList<VideoStatus> Status { get; init; } = [];

    /// <summary>With the wildcards * and ?.</summary>
    public string? Batch { get; init; }

    /// <summary>With the wildcards * and ?; where a job has no name, its prompt counts, as in the table.</summary>
    public string? Name { get; init; }

    public DateTimeOffset? Before { get; init; }

    public DateTimeOffset? After { get; init; }

    /// <summary>Completed and not saved, or not all of it.</summary>
    public bool Unclaimed { get; init; }

    /// <summary>As <see cref="Unclaimed"/>, and the link dies within this time.</summary>
    public TimeSpan? ExpiringWithin { get; init; }

    /// <summary>Only so many of the newest.</summary>
    public int? Newest { get; init; }

    /// <summary>True when a settled and saved job cannot be meant, so that only the open entries need to be read.</summary>
    internal bool ConcernsOpenOnly =>
        Unclaimed || ExpiringWithin is not null || (Status.Count > 0 && Status.All(status => !status.IsSettled()));

    /// <summary>The one batch that is meant; null where that may be several.</summary>
    internal string? ExactBatch => Batch is { } batch && !string.IsNullOrWhiteSpace(batch) && batch.IndexOfAny(['*', '?', '\\']) < 0 ? batch : null;

    /// <param name="isSaved">Every output is a file of the user's.</param>
    internal bool Matches(VideoJob job, bool isSaved, DateTimeOffset now) =>
        (Provider is null || job.Provider.Equals(Provider, StringComparison.OrdinalIgnoreCase))
        && (Status.Count == 0 || Status.Contains(job.Status))
        && (Batch is null || Like(job.Batch, Batch))
        && (Name is null || Like(job.Name ?? job.Prompt, Name))
        && (Before is null || job.CreatedAt < Before)
        && (After is null || job.CreatedAt >= After)
        && (!Unclaimed || (job.Status == VideoStatus.Completed && !isSaved))
        && (ExpiringWithin is null || (job.Status == VideoStatus.Completed && !isSaved && job.ExpiresAt - now <= ExpiringWithin));

    private static bool Like(string? text, string pattern) =>
        text is not null && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);
}
