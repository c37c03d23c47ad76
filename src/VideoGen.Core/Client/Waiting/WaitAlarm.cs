using System.Threading.Channels;

namespace VideoGen.Client;

/// <summary>Lets a wait sleep until something happens or its next job is due, with one timer for all jobs.</summary>
internal sealed class WaitAlarm(TimeProvider time)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    /// <summary>What is due within that is started together: of thousands of jobs one is due every few milliseconds.</summary>
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(20);

    /// <summary>Of the system's timers.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _asleep;
    private volatile int _turns;

    /// <summary>How often the wait has woken up.</summary>
    public int Turns => _turns;

    /// <summary>Whether the wait sleeps and nothing has happened since.</summary>
    public bool IsQuiet => _asleep && _news.Reader.Count == 0;

    /// <summary>Something has happened. On any thread.</summary>
    public void Wake()
    {
        _asleep = false;
        _ = _news.Writer.TryWrite(true);
    }

    /// <summary>The timer for <see cref="SleepAsync"/>, whose owner ends it.</summary>
    public ITimer CreateTimer() => time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Until something happens, a job is due, or the time is up.</summary>
    /// <param name="timer">Of <see cref="CreateTimer"/>.</param>
    /// <param name="due">When the next job is due; null for none.</param>
    public async Task SleepAsync(ITimer timer, DateTimeOffset? due, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        TimeSpan sleep = timeLeft < LongestSleep ? timeLeft : LongestSleep;
        if (due - time.GetUtcNow() is { } until && until < sleep)
        {
            sleep = until <= TimeSpan.Zero || until > ShortestSleep ? until : ShortestSleep;
        }

        if (sleep <= TimeSpan.Zero)
        {
            _ = _news.Reader.TryRead(out _);
            return;
        }

        // A fraction too early would be once more.
        _ = timer.Change(Tick * Math.Ceiling(sleep / Tick), Timeout.InfiniteTimeSpan);
        _asleep = true;
        _ = await _news.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);

        // Awake before the news is taken: at no moment does it look as if nothing had come.
        _asleep = false;
        _turns++;
        _ = _news.Reader.TryRead(out _);
        _ = timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
