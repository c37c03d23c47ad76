namespace VideoGen.Faults.Running;

/// <summary>
/// A clock that goes a number of times faster than the real one, from a moment on. A service and its clients have the same one, so
/// limits a minute, pauses between reads and timeouts are what they are, and only the waiting is shorter.
/// </summary>
internal sealed class QuickTime(double speed, DateTimeOffset since) : TimeProvider
{
    /// <summary>One that starts now.</summary>
    public QuickTime(double speed)
        : this(speed, System.GetUtcNow())
    {
    }

    public double Speed => speed;

    /// <summary>When it showed the real time: with <see cref="Speed"/>, what another process needs to have the same clock.</summary>
    public DateTimeOffset Since => since;

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>So long a time here is so long a time there.</summary>
    public TimeSpan OfReal(TimeSpan real) => real * speed;

    public override DateTimeOffset GetUtcNow() => since + ((System.GetUtcNow() - since) * speed);

    public override long GetTimestamp() => (long)((System.GetTimestamp() - Origin) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    // Small, so that the product keeps its precision.
    private static long Origin { get; } = System.GetTimestamp();

    private TimeSpan Real(TimeSpan time) => time <= TimeSpan.Zero ? time : time / speed;

    private sealed class Timer(ITimer timer, QuickTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
