namespace VideoGen.Client;

/// <summary>How long and how often a wait asks.</summary>
public sealed record WaitOptions
{
    /// <summary>Counted from the last job's arrival; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long the service may tell the same status and progress of a job until it counts as stuck; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>
    /// for ever. Time in which it could not be asked does not count. The default is longer than any clip takes: it ends waits without
    /// <see cref="Timeout"/> for jobs that ended in a word that nobody knows.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Pause between two reads of a job, instead of what the provider or the service says.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Ends with the first job that ends.</summary>
    public bool Any { get; init; }
}
