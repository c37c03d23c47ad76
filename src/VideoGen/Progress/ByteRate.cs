namespace VideoGen.Cmdlets.Progress;

/// <summary>Bytes a second over the last few seconds.</summary>
internal sealed class ByteRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>Shorter than this, it would be a guess.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Queue<(long At, long Bytes)> _received = new();
    private long? _start;
    private long _sum;

    public void Add(long bytes)
    {
        long now = time.GetTimestamp();
        _start ??= now;
        _received.Enqueue((now, bytes));
        _sum += bytes;
        Forget(now);
    }

    /// <summary>Forgets what was before.</summary>
    public void Restart()
    {
        _received.Clear();
        (_start, _sum) = (null, 0);
    }

    /// <summary>Null before there is enough to tell it from.</summary>
    public double? PerSecond
    {
        get
        {
            long now = time.GetTimestamp();
            Forget(now);
            TimeSpan seen = _start is { } start ? time.GetElapsedTime(start, now) : TimeSpan.Zero;
            return seen < Shortest ? null : _sum / Math.Min(seen.TotalSeconds, Window.TotalSeconds);
        }
    }

    private void Forget(long now)
    {
        while (_received.TryPeek(out (long At, long Bytes) oldest) && time.GetElapsedTime(oldest.At, now) > Window)
        {
            _ = _received.Dequeue();
            _sum -= oldest.Bytes;
        }
    }
}
