namespace VideoGen.Emulators.Hosting;

/// <summary>The age of one job, which began when this was made. Safe to ask from several requests at once.</summary>
public sealed class JobClock(TimeProvider time, JobPace pace)
{
    private readonly object _lock = new();
    private JobPhase _phase = JobPhase.Queued;
    private int _reads;

    public DateTimeOffset Created { get; } = time.GetUtcNow();

    /// <summary>When it left the queue; null while it is there.</summary>
    public DateTimeOffset? Started { get; private set; }

    /// <summary>When it ended; null until then.</summary>
    public DateTimeOffset? Ended { get; private set; }

    /// <summary>The phase as of now, not counted as a read.</summary>
    public JobPhase Phase
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return _phase;
            }
        }
    }

    /// <summary>From 0 to 100: the share of the running time that has passed.</summary>
    public int Progress
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return _phase switch
                {
                    JobPhase.Queued => 0,
                    JobPhase.Ended => 100,
                    _ when pace.Running == TimeSpan.Zero => 50,
                    _ => (int)Math.Min(99, 100 * (time.GetUtcNow() - Started!.Value) / pace.Running),
                };
            }
        }
    }

    /// <summary>What a status request is shown; it counts as one of the reads the phase waits for.</summary>
    public JobPhase Read()
    {
        lock (_lock)
        {
            Advance();
            _reads++;
            return _phase;
        }
    }

    /// <summary>Ends the job now, as a cancellation does. False when it had ended before.</summary>
    public bool End()
    {
        lock (_lock)
        {
            Advance();
            if (_phase == JobPhase.Ended)
            {
                return false;
            }

            (_phase, Ended) = (JobPhase.Ended, time.GetUtcNow());
            return true;
        }
    }

    private void Advance()
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_phase == JobPhase.Queued && now >= Created + pace.Queued && _reads >= pace.QueuedReads)
        {
            // A phase that waits for reads ends when it is seen to; one of time alone ends on the dot.
            (_phase, _reads) = (JobPhase.Running, 0);
            Started = pace.QueuedReads > 0 ? now : Created + pace.Queued;
        }

        if (_phase == JobPhase.Running && now >= Started!.Value + pace.Running && _reads >= pace.RunningReads)
        {
            _phase = JobPhase.Ended;
            Ended = pace.RunningReads > 0 ? now : Started.Value + pace.Running;
        }
    }
}
