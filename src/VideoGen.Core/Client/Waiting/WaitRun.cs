using System.Collections.Concurrent;
using System.Threading.Channels;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Waits for many jobs over all providers from one queue ordered by when each is due. A job that cannot change is told at
/// once, the others the moment they end.
/// </summary>
public sealed class WaitRun
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly ClientServices _services;
    private readonly JobReader _reader;
    private readonly WaitOptions _options;
    private readonly Random _random;
    private readonly PollReads _reads;
    private readonly ConcurrentQueue<VideoJob> _arrived = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly PriorityQueue<WaitedJob, DateTimeOffset> _due = new();
    private readonly Dictionary<string, WaitedJob?> _jobs = [];
    private int _open;
    private volatile bool _complete;
    private DateTimeOffset _lastArrival;

    internal WaitRun(ClientServices services, JobReader reader, WaitOptions options, Random random)
    {
        (_services, _reader, _options, _random) = (services, reader, options, random);
        _reads = new PollReads(services, reader, Wake);
        _lastArrival = services.Time.GetUtcNow();
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

    /// <summary>Runs until every job is told.</summary>
    /// <param name="emit">Called once a job. With an error: the job could not be read, or still runs at the end of the time.</param>
    /// <param name="progress">Told after every reading.</param>
    public async Task RunAsync(Action<JobReading> emit, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                // Looked at before the arrivals: what is added before Complete has then been taken, and its time has begun.
                bool complete = _complete;
                bool ended = await TakeArrivedAsync(emit, progress, cancellationToken).ConfigureAwait(false);
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
                await SleepAsync(TimeLeft(complete), cancellationToken).ConfigureAwait(false);
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

            JobReading known = await RecallAsync(job, cancellationToken).ConfigureAwait(false);
            VideoJob current = known.Job;
            progress?.Report(new JobUpdate(current));
            if (HasEnded(current) || known.Error is not null)
            {
                emit(known);
                ended = true;
                continue;
            }

            var waited = new WaitedJob(current);
            _jobs[job.Key] = waited;
            _open++;
            _due.Enqueue(waited, _lastArrival);
        }

        return ended;
    }

    /// <summary>The job as the journal has it, which may know more than the object that came down the pipeline.</summary>
    private async Task<JobReading> RecallAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            JournalEntry? entry = await _services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);

            // Or less, where the disk was full when the service answered.
            JobReading reading = entry is null || (entry.Job.Id is null && job.Id is not null)
                ? new JobReading(job, null)
                : await _reader.SettleAbandonedAsync(entry).ConfigureAwait(false);
            _ = _services.Providers.Get(reading.Job.Provider);
            return reading with { Error = reading.Error ?? (HasEnded(reading.Job) ? null : _reader.WhyNothingComes(reading.Job, entry)) };
        }
        catch (VideoGenException e)
        {
            // One job that cannot be waited for must not end the wait for the others.
            return new JobReading(job, e);
        }
    }

    /// <summary>Deals with finished reads. True when a job has ended.</summary>
    private bool TakeRead(Action<JobReading> emit, IProgress<JobUpdate>? progress)
    {
        bool ended = false;
        while (_reads.TryTake(out PollResult? read))
        {
            (WaitedJob waited, JobReading reading, TimeSpan? pollAfter, TimeSpan? heldFor) = read;
            waited.Take(reading, _services.Time.GetUtcNow());
            progress?.Report(new JobUpdate(reading.Job));
            if (End(waited) is { } end)
            {
                _jobs[reading.Job.Key] = null;
                _open--;
                ended = true;
                emit(end);
                continue;
            }

            TimeSpan pause = _services.Providers.TryGet(reading.Job.Provider, out _) is not { } provider
                ? TimeSpan.Zero
                : PollPlan.NextPause(provider.Descriptor, pollAfter, _options.PollInterval, heldFor, waited.Failures, _random.NextDouble());
            _due.Enqueue(waited, _services.Time.GetUtcNow() + pause);
        }

        return ended;
    }

    /// <summary>What is told of a job that is waited for no longer; null while it is.</summary>
    private JobReading? End(WaitedJob waited)
    {
        VideoJob job = waited.Job;
        if (HasEnded(job) || (waited.Error is { } error && PollPlan.IsFinal(error, _services.Time.GetUtcNow() - (job.SubmittedAt ?? job.CreatedAt))))
        {
            return new JobReading(job, waited.Error);
        }

        return job.Status.IsUnderWay() && _options.StallTimeout != Timeout.InfiniteTimeSpan && waited.Unchanged >= _options.StallTimeout
            ? new JobReading(job, OpenJobErrors.Stalled(job, waited.Unchanged, _services.Providers.TryGet(job.Provider, out _) as IJobCancellation))
            : null;
    }

    private List<WaitedJob> TakeDue()
    {
        DateTimeOffset now = _services.Time.GetUtcNow();
        var due = new List<WaitedJob>();
        while (_due.TryPeek(out _, out DateTimeOffset at) && at <= now)
        {
            due.Add(_due.Dequeue());
        }

        return due;
    }

    /// <summary>Until something arrives, a read is done, a job is due, or the time is up.</summary>
    private async Task SleepAsync(TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        TimeSpan sleep = timeLeft < LongestSleep ? timeLeft : LongestSleep;
        if (_due.TryPeek(out _, out DateTimeOffset due) && due - _services.Time.GetUtcNow() is var until && until < sleep)
        {
            sleep = until;
        }

        if (sleep > TimeSpan.Zero)
        {
            using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task news = _news.Reader.WaitToReadAsync(awake.Token).AsTask();
            _ = await Task.WhenAny(news, Task.Delay(sleep, _services.Time, awake.Token)).ConfigureAwait(false);
            await awake.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        _ = _news.Reader.TryRead(out _);
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

    private void Wake() => _ = _news.Writer.TryWrite(true);

    private static bool HasEnded(VideoJob job) => job.Status.IsSettled() || job.Status == VideoStatus.Unknown;
}
