namespace VideoGen.Client;

/// <summary>How long and how often a wait asks.</summary>
public sealed record WaitOptions
{
    /// <summary>Counted from the last job's arrival; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Pause between two reads of a job, instead of what the provider or the service says.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Ends with the first job that ends.</summary>
    public bool Any { get; init; }
}
