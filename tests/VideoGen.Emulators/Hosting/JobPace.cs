namespace VideoGen.Emulators.Hosting;

/// <summary>How long jobs take. A phase ends when both its time has passed and it has been shown to so many reads.</summary>
public sealed record JobPace
{
    /// <summary>For tests that ask again and again: each phase is shown once, and no time passes.</summary>
    public static JobPace OneReadEach { get; } = new() { Queued = TimeSpan.Zero, Running = TimeSpan.Zero, QueuedReads = 1, RunningReads = 1 };

    /// <summary>Ended as soon as it is asked for.</summary>
    public static JobPace AtOnce { get; } = new() { Queued = TimeSpan.Zero, Running = TimeSpan.Zero };

    public TimeSpan Queued { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Running { get; init; } = TimeSpan.FromSeconds(6);

    public int QueuedReads { get; init; }

    public int RunningReads { get; init; }
}
