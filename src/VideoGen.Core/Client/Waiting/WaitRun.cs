using System.Collections.Concurrent;
using System.Threading.Channels;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Waits for many jobs over all providers from one queue ordered by when each is due. A job that cannot change is told at
/// once, the others the moment they end.
/// </summary>
public sealed class WaitRun
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    /// <summary>What is due within that is started together: of thousands of jobs one is due every few milliseconds.</summary>
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(20);

    /// <summary>Of the system's timers.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly ClientServices _services;
    private readonly WaitArrivals _arrivals;
    private readonly WaitOptions _options;
    private readonly Random _random;
    private readonly PollReads _reads;
    private readonly ConcurrentQueue<VideoJob> _arrived = new();
    private readonly ConcurrentQueue<JobReading> _reported = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly DueJobs _due = new();
    private readonly Dictionary<string, WaitedJob?> _jobs = [];
    private int _open;
    private volatile bool _complete;
    private volatile bool _listening;
    private volatile bool _asleep;
    private volatile int _turns;
    private DateTimeOffset _lastArrival;

    internal WaitRun(ClientServices services, JobReader reader, WaitOptions options, Random random)
    {
        (_services, _options, _random) = (services, options, random);
        _arrivals = new WaitArrivals(services, reader);
        _reads = new PollReads(services, reader, Wake);
        _lastArrival = services.Time.GetUtcNow();
    }

    /// <summary>
    /// Whether nothing happens before time passes: every reading but those of <paramref name="held"/> jobs is taken, and no job is due. For who
    /// moves the clock.
    /// </summary>
    /// <param name="held">Jobs whose service holds reads of them, or would.</param>
    internal bool IsIdle(int held)
    {
        int turns = _turns;
        return _asleep && _news.Reader.Count == 0 && _arrived.IsEmpty && _reported.IsEmpty && _reads.UnderWay <= held && _turns == turns;
    }

    /// <summary>Adds a job. On any thread, until <see cref="Complete"/>.</summary>
    public void Add(VideoJob job)
    {
        _arrived.Enqueue(job);
        Wake();
    }

    /// <summary>Says that no more jobs come, so that the wait ends with the last.</summary>
    public void Complete()
    {
        _complete = true;
        Wake();
    }

    /// <summary>
    /// Whether services report what becomes of jobs (<see cref="Take"/>). Those that were submitted with a webhook are asked about less
    /// often then. On any thread.
    /// </summary>
    public bool IsListening { get => _listening; set => _listening = value; }

    /// <summary>Takes what a service reported of a job, as the journal has it now. On any thread; of jobs that are not waited for it is ignored.</summary>
    public void Take(JobReading reading)
    {
        _reported.Enqueue(reading);
        Wake();
    }

    /// <summary>Runs until every job is told.</summary>
    /// <param name="emit">Called once a job. With an error: the job could not be read, or still runs at the end of the time.</param>
    /// <param name="progress">Told after every reading.</param>
    public async Task RunAsync(Action<JobReading> emit, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer alarm = _services.Time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                // Looked at before the arrivals: what is added before Complete has then been taken, and its time has begun.
                bool complete = _complete;
                bool ended = await TakeArrivedAsync(emit, progress, cancellationToken).ConfigureAwait(false);
                ended |= TakeReported(emit, progress);
                ended |= TakeRead(emit, progress);
                if ((ended && _options.Any) || (complete && _open == 0))
                {
                    return;
                }

                if (TimeLeft(complete) <= TimeSpan.Zero)
                {
                    ReportUnfinished(emit);
                    return;
                }

                _reads.Start(TakeDue(), reads.Token);
                await SleepAsync(alarm, TimeLeft(complete), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await reads.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>True when one of the jobs that came cannot change any more.</summary>
    private async Task<bool> TakeArrivedAsync(Action<JobReading> emit, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        bool ended = false;
        while (_arrived.TryDequeue(out VideoJob? job))
        {
            _lastArrival = _services.Time.GetUtcNow();
            if (!_jobs.TryAdd(job.Key, null))
            {
                continue;
            }

            (JobReading known, bool reported) = await _arrivals.RecallAsync(job, cancellationToken).ConfigureAwait(false);
            VideoJob current = known.Job;
            progress?.Report(new JobUpdate(current));
            if (HasEnded(current) || known.Error is not null)
            {
                emit(known);
                ended = true;
                continue;
            }

            var waited = new WaitedJob(current) { IsReported = reported };
            _jobs[job.Key] = waited;
            _open++;
            _due.Add(waited, _services.Providers.Get(current.Provider).Descriptor.ReadBatchSize, TimeSpan.Zero, isLeast: true, _lastArrival);
        }

        return ended;
    }

    /// <summary>Deals with reports. True when a job has ended.</summary>
    private bool TakeReported(Action<JobReading> emit, IProgress<JobUpdate>? progress)
    {
        bool ended = false;
        while (_reported.TryDequeue(out JobReading? reading))
        {
            if (_jobs.GetValueOrDefault(reading.Job.Key) is { } waited)
            {
                ended |= TakeState(waited, reading, emit, progress);
            }
        }

        return ended;
    }

    /// <summary>Deals with finished reads. True when a job has ended.</summary>
    private bool TakeRead(Action<JobReading> emit, IProgress<JobUpdate>? progress)
    {
        bool ended = false;
        while (_reads.TryTake(out PollResult? read))
        {
            (WaitedJob waited, JobReading reading, TimeSpan? pollAfter, TimeSpan? heldFor) = read;
            if (!IsOpen(waited))
            {
                // Its end was reported while it was read.
                continue;
            }

            if (TakeState(waited, reading, emit, progress))
            {
                ended = true;
                continue;
            }

            TimeSpan? chosen = _options.PollInterval ?? (_listening && waited.IsReported ? PollPlan.ReportedPause : null);
            ProviderDescriptor? provider = _services.Providers.TryGet(reading.Job.Provider, out _)?.Descriptor;
            TimeSpan pause = provider is null ? TimeSpan.Zero : PollPlan.NextPause(provider, pollAfter, chosen, heldFor, waited.Failures, _random.NextDouble());
            bool isLeast = (pollAfter ?? chosen ?? provider?.ReadSpacing) is not null;
            _due.Add(waited, provider?.ReadBatchSize ?? 1, pause, isLeast, _services.Time.GetUtcNow());
        }

        return ended;
    }

    /// <summary>Takes what is known of a job now. True when it is waited for no longer.</summary>
    private bool TakeState(WaitedJob waited, JobReading reading, Action<JobReading> emit, IProgress<JobUpdate>? progress)
    {
        waited.Take(reading, _services.Time.GetUtcNow());
        progress?.Report(new JobUpdate(reading.Job));
        if (waited.End(_options.StallTimeout, _services.Time.GetUtcNow(), () => _services.Providers.TryGet(waited.Job.Provider, out _) as IJobCancellation) is not { } end)
        {
            return false;
        }

        _jobs[waited.Job.Key] = null;
        _open--;
        _services.Traces.Forget(waited.Job.Key);
        emit(end);
        return true;
    }

    private bool IsOpen(WaitedJob waited) => _jobs.GetValueOrDefault(waited.Job.Key) is not null;

    private List<WaitedJob> TakeDue()
    {
        List<WaitedJob> due = _due.Take(_services.Time.GetUtcNow());

        // The end of some may have been reported meanwhile.
        _ = due.RemoveAll(waited => !IsOpen(waited));
        return due;
    }

    /// <summary>Until something arrives, a read is done, a job is due, or the time is up.</summary>
    /// <param name="alarm">Makes news when it rings.</param>
    private async Task SleepAsync(ITimer alarm, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        TimeSpan sleep = timeLeft < LongestSleep ? timeLeft : LongestSleep;
        if (_due.Next is { } due && due - _services.Time.GetUtcNow() is var until && until < sleep)
        {
            sleep = until <= TimeSpan.Zero || until > ShortestSleep ? until : ShortestSleep;
        }

        if (sleep <= TimeSpan.Zero)
        {
            _ = _news.Reader.TryRead(out _);
            return;
        }

        // A fraction too early would be once more.
        _ = alarm.Change(Tick * Math.Ceiling(sleep / Tick), Timeout.InfiniteTimeSpan);
        _asleep = true;
        _ = await _news.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        _turns++;
        _ = alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan TimeLeft(bool complete) => _options.Timeout == Timeout.InfiniteTimeSpan || !complete
        ? TimeSpan.MaxValue
        : _options.Timeout - (_services.Time.GetUtcNow() - _lastArrival);

    private void ReportUnfinished(Action<JobReading> emit)
    {
        foreach (WaitedJob waited in _jobs.Values.OfType<WaitedJob>())
        {
            emit(new JobReading(waited.Job, OpenJobErrors.TimeIsUp(waited.Job, _options.Timeout, waited.Error)));
        }
    }

    private void Wake()
    {
        _asleep = false;
        _ = _news.Writer.TryWrite(true);
    }

    internal static bool HasEnded(VideoJob job) => job.Status.IsSettled() || job.Status == VideoStatus.Unknown;
}
