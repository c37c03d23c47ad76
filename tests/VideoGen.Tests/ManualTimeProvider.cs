namespace VideoGen.Tests;

/// <summary>A clock that moves only when a test says so. Timers fire within <see cref="Advance"/>, in the order they are due.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Func<ManualTimer, bool> Fits, TaskCompletionSource Seen)> _waiters = [];
    private DateTimeOffset _now;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero))
    {
    }

    public ManualTimeProvider(DateTimeOffset now) => _now = now;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        DateTimeOffset end = GetUtcNow() + span;
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                if (next is null)
                {
                    _now = end;
                    return;
                }

                _now = next.Due > _now ? next.Due : _now;
                next.Due += next.Period;
                if (next.Period == TimeSpan.Zero)
                {
                    _ = _timers.Remove(next);
                }
            }

            next.Fire();
        }
    }

    /// <summary>Ends as soon as some code has set a timer of exactly <paramref name="span"/>, or has done so already and it has not fired.</summary>
    public Task WaitForTimerAsync(TimeSpan span) => WaitForAsync(timer => timer.Set == span);

    /// <summary>As <see cref="WaitForTimerAsync"/>, for a timer that fires at exactly <paramref name="due"/>.</summary>
    public Task WaitForTimerDueAsync(DateTimeOffset due) => WaitForAsync(timer => timer.Due == due);

    private Task WaitForAsync(Func<ManualTimer, bool> fits)
    {
        lock (_lock)
        {
            if (_timers.Exists(timer => fits(timer)))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((fits, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, Action callback) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Set { get; private set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                _ = owner._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                (Set, Due, Period) = (dueTime, owner._now + dueTime, period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period);
                owner._timers.Add(this);
                foreach ((Func<ManualTimer, bool> fits, TaskCompletionSource seen) in owner._waiters)
                {
                    if (fits(this))
                    {
                        _ = seen.TrySetResult();
                    }
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (owner._lock)
            {
                _ = owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
