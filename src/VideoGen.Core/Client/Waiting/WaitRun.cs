using System.Collections.Concurrent;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Waits for many jobs over all providers from one queue ordered by when each is due. A job that cannot change is told at
/// once, the others the moment they end.
/// </summary>
public sealed class WaitRun
{
    private readonly ClientServices _services;
    private readonly WaitArrivals _arrivals;
    private readonly WaitOptions _options;
    private readonly Random _random;
    private readonly PollReads _reads;
    private readonly ConcurrentQueue<VideoJob> _arrived = new();
    private readonly ConcurrentQueue<JobReading> _reported = new();
    private readonly WholeJobs _whole;
    private readonly WaitAlarm _alarm;
    private readonly DueJobs _due = new();
    private readonly Dictionary<string, WaitedJob?> _jobs = [];
    private int _open;
    private volatile bool _complete;
    private volatile bool _listening;
    private DateTimeOffset _lastArrival;

    internal WaitRun(ClientServices services, JobReader reader, WaitOptions options, Random random)
    {
        (_services, _options, _random) = (services, options, random);
        _arrivals = new WaitArrivals(services, reader);
        _whole = new WholeJobs(services.Journal);
        _alarm = new WaitAlarm(services.Time);
        _reads = new PollReads(services, reader, _alarm.Wake);
        _lastArrival = services.Time.GetUtcNow();
    }

    /// <summary>
    /// Whether nothing happens before time passes: every reading but those of <paramref name="held"/> jobs is taken, and no job is due. For who
    /// moves the clock.
    /// </summary>
    /// <param name="held">Jobs whose service holds reads of them, or would.</param>
    internal bool IsIdle(int held)
    {
        int turns = _alarm.Turns;
        return _alarm.IsQuiet && _arrived.IsEmpty && _reported.IsEmpty && _reads.UnderWay <= held && _alarm.Turns == turns;
    }

    /// <summary>Adds a job. On any thread, until <see cref="Complete"/>.</summary>
    public void Add(VideoJob job)
    {
        _arrived.Enqueue(job);
        _alarm.Wake();
    }

    /// <summary>Says that no more jobs come, so that the wait ends with the last.</summary>
    public void Complete()
    {
        _complete = true;
        _alarm.Wake();
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
        _alarm.Wake();
    }

    /// <summary>Runs until every job is told.</summary>
    /// <param name="emit">Called once a job. With an error: the job could not be read, or still runs at the end of the time.</param>
    /// <param name="progress">Told after every reading.</param>
    public async Task RunAsync(Action<JobReading> emit, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        // What led here is left: a caller that has listed thousands of jobs would hold them as long as all goes on without a pause.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = _alarm.CreateTimer();
        try
        {
            while (true)
            {
                // Looked at before the arrivals: what is added before Complete has then been taken, and its time has begun.
                bool complete = _complete;
                bool ended = await TakeArrivedAsync(emit, progress, cancellationToken).ConfigureAwait(false);
                ended |= await TakeReportedAsync(emit, progress, cancellationToken).ConfigureAwait(false);
                ended |= await TakeReadAsync(emit, progress, cancellationToken).ConfigureAwait(false);
                if ((ended && _options.Any) || (complete && _open == 0))
                {
                    return;
                }

                if (TimeLeft(complete) <= TimeSpan.Zero)
                {
                    await ReportUnfinishedAsync(emit, cancellationToken).ConfigureAwait(false);
                    return;
                }

                _reads.Start(TakeDue(), reads.Token);
                await _alarm.SleepAsync(timer, _due.Next, TimeLeft(complete), cancellationToken).ConfigureAwait(false);
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

            var waited = new WaitedJob(current, _services.News.Has(current)) { IsReported = reported };
            _jobs[job.Key] = waited;
            _open++;
            _due.Add(waited, _services.Providers.Get(current.Provider).Descriptor.ReadBatchSize, TimeSpan.Zero, isLeast: true, _lastArrival);
        }

        return ended;
    }

    /// <summary>Deals with reports. True when a job has ended.</summary>
    private async Task<bool> TakeReportedAsync(Action<JobReading> emit, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        bool ended = false;
        while (_reported.TryDequeue(out JobReading? reading))
        {
            if (_jobs.GetValueOrDefault(reading.Job.Key) is { } waited)
            {
                ended |= await TakeStateAsync(waited, reading, emit, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        return ended;
    }

    /// <summary>Deals with finished reads. True when a job has ended.</summary>
    private async Task<bool> TakeReadAsync(Action<JobReading> emit, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
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

            if (await TakeStateAsync(waited, reading, emit, progress, cancellationToken).ConfigureAwait(false))
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
    private async Task<bool> TakeStateAsync(
        WaitedJob waited, JobReading reading, Action<JobReading> emit, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _services.Time.GetUtcNow();
        waited.Take(reading, _services.News.Has(reading.Job), now);
        progress?.Report(new JobUpdate(reading.Job));
        if (!waited.IsOver(_options.StallTimeout, now))
        {
            return false;
        }

        VideoJob whole = await _whole.FindAsync(reading.Job, cancellationToken).ConfigureAwait(false);
        _jobs[whole.Key] = null;
        _open--;
        _services.Traces.Forget(whole.Key);
        emit(waited.End(whole, _services.Providers.TryGet(whole.Provider, out _) as IJobCancellation, now));
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

    private TimeSpan TimeLeft(bool complete) => _options.Timeout == Timeout.InfiniteTimeSpan || !complete
        ? TimeSpan.MaxValue
        : _options.Timeout - (_services.Time.GetUtcNow() - _lastArrival);

    private async Task ReportUnfinishedAsync(Action<JobReading> emit, CancellationToken cancellationToken)
    {
        foreach (WaitedJob waited in _jobs.Values.OfType<WaitedJob>())
        {
            VideoJob whole = await _whole.FindAsync(waited.Job, cancellationToken).ConfigureAwait(false);
            emit(new JobReading(whole, OpenJobErrors.TimeIsUp(whole, _options.Timeout, waited.Error)));
        }
    }

    internal static bool HasEnded(VideoJob job) => job.Status.IsSettled() || job.Status == VideoStatus.Unknown;
}
