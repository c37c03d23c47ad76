namespace VideoGen.Journal;

/// <summary>The process that is submitting a job.</summary>
/// <param name="Host">The machine, see <see cref="HostIdentity"/>.</param>
/// <param name="ProcessId">Its number there.</param>
/// <param name="ProcessStart">When it started, which tells it from a later process with the same number, see <see cref="ProcessClock"/>.</param>
internal sealed record JobOwner(string Host, int ProcessId, long ProcessStart)
{
    public static JobOwner Current { get; } =
        new(HostIdentity.Current, Environment.ProcessId, ProcessClock.StartOf(Environment.ProcessId) ?? 0);

    public bool IsThisProcess => this == Current;

    public bool IsOnThisHost => Host == Current.Host;

    /// <summary>Whether the process still runs. Only for an owner on this host.</summary>
    public bool IsRunning()
    {
        if (IsThisProcess)
        {
            return true;
        }

        // Not ours to look into: taken for alive, since the other way would risk paying twice.
        return ProcessClock.StartOf(ProcessId) is { } start && (start == ProcessStart || start == ProcessClock.Hidden);
    }
}
