using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Dafty;

/// <summary>
/// The jobs, and the small pool they are made in: those beyond its places stay pending until one ends. Seen to at every request, so a
/// job that waits for a place takes it when somebody asks.
/// </summary>
internal sealed class DaftyPool(DaftySettings settings, TimeProvider time, Charges charges, MediaServer media)
{
    private readonly object _lock = new();
    private readonly List<DaftyJob> _jobs = [];
    private readonly Dictionary<(string Key, string Name), (DaftyJob Job, string Body, DateTimeOffset At)> _named = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Made
    {
        get
        {
            lock (_lock)
            {
                return _jobs.Count;
            }
        }
    }

    /// <summary>The job of a create, or of the same create that came before.</summary>
    /// <param name="job">Is kept when it is a new one.</param>
    /// <param name="key">The API key.</param>
    /// <param name="name">Idempotency-Key; null without one.</param>
    /// <param name="body">As it came.</param>
    /// <param name="refusal">Set instead of the job when there is none.</param>
    public DaftyJob? Create(DaftyJob job, string key, string? name, string body, out DaftyRefusal refusal)
    {
        lock (_lock)
        {
            Settle();
            refusal = DaftyRefusal.None;
            if (name is not null && _named.TryGetValue((key, name), out (DaftyJob Job, string Body, DateTimeOffset At) earlier)
                && time.GetUtcNow() < earlier.At + settings.IdempotencyKept)
            {
                refusal = settings.ComparesIdempotentBodies && earlier.Body != body ? DaftyRefusal.KeyReused : DaftyRefusal.None;
                return refusal == DaftyRefusal.None ? earlier.Job : null;
            }

            if (_jobs.Count(other => !other.IsEnded) >= settings.MaxInFlight)
            {
                refusal = DaftyRefusal.TooManyInFlight;
                return null;
            }

            if (!charges.TryTake(job.Id, job.Price))
            {
                refusal = DaftyRefusal.InsufficientCredits;
                return null;
            }

            _jobs.Add(job);
            job.Number = _jobs.Count;
            if (name is not null)
            {
                _named[(key, name)] = (job, body, time.GetUtcNow());
            }

            Settle();
            return job;
        }
    }

    public DaftyJob? Find(string id)
    {
        lock (_lock)
        {
            Settle();
            return _jobs.Find(job => job.Id == id);
        }
    }

    public IReadOnlyList<DaftyJob> NewestFirst()
    {
        lock (_lock)
        {
            Settle();
            return [.. Enumerable.Reverse(_jobs)];
        }
    }

    /// <summary>Free while it is pending, 1 CU once it is processing. False when it has ended.</summary>
    public bool Cancel(DaftyJob job)
    {
        lock (_lock)
        {
            Settle();
            if (job.IsEnded)
            {
                return false;
            }

            bool started = job.Clock?.Phase == JobPhase.Running;
            (job.IsCancelled, job.IsSettled) = (true, true);
            charges.Refund(job.Id, started ? job.Price - 1 : job.Price);
            _ = job.Clock?.End();
            Settle();
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    /// <summary>One read of the job, counted.</summary>
    public void Read(DaftyJob job)
    {
        lock (_lock)
        {
            _ = job.Clock?.Read();
            Settle();
        }
    }

    /// <summary>Ends when the job has, or after the longest time a request is held.</summary>
    public async Task WaitForEndAsync(DaftyJob job, CancellationToken cancellationToken)
    {
        DateTimeOffset deadline = time.GetUtcNow() + settings.Hold;
        while (true)
        {
            Task changed;
            TimeSpan pause;
            lock (_lock)
            {
                Settle();
                TimeSpan left = deadline - time.GetUtcNow();
                if (job.IsEnded || left <= TimeSpan.Zero)
                {
                    return;
                }

                if (job.Clock is not null && UntilNextPhase(job.Clock) <= TimeSpan.Zero)
                {
                    // Only reads are missing to the next phase, and a held request is one that looks.
                    Read(job);
                    continue;
                }

                (changed, pause) = (_changed.Task, UntilNextEvent() is { } next && next < left ? next : left);
            }

            using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _ = await Task.WhenAny(Task.Delay(pause, time, awake.Token), changed);
            await awake.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Until any job's next phase, as far as it depends on time.</summary>
    private TimeSpan? UntilNextEvent() => _jobs
        .Where(job => !job.IsEnded && job.Clock is not null)
        .Select(job => (TimeSpan?)UntilNextPhase(job.Clock!))
        .Where(pause => pause > TimeSpan.Zero)
        .Min();

    private TimeSpan UntilNextPhase(JobClock clock) =>
        (clock.Started is { } started ? started + settings.Pace.Running : clock.Created + settings.Pace.Queued) - time.GetUtcNow();

    /// <summary>Books what has ended and fills the places.</summary>
    public void Settle()
    {
        lock (_lock)
        {
            BookEnds();
            foreach (DaftyJob job in _jobs.Where(job => job.Clock is null && !job.IsCancelled).Take(settings.PoolSize - _jobs.Count(job => job.Clock is not null && !job.IsEnded)))
            {
                job.Clock = new JobClock(time, settings.Pace);
            }
        }
    }

    public byte[] ClipOf(DaftyJob job) => SampleClip.Mp4(settings.ClipSize, job.Number);

    private void BookEnds()
    {
        foreach (DaftyJob job in _jobs.Where(job => !job.IsSettled && job.IsEnded))
        {
            job.IsSettled = true;
            if (job.Fails)
            {
                charges.Refund(job.Id, job.Price);
                continue;
            }

            media.Put($"{job.Folder}/original.mp4", ClipOf(job));
            media.Put($"{job.Folder}/thumbnail.jpg", new MediaFile([0xFF, 0xD8, 0xFF, 0xD9]) { MediaType = "image/jpeg" });
        }
    }
}
