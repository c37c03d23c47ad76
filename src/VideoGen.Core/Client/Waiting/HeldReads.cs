using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Reads that one service holds until their job ends, no more at once than it may be asked to. Of more jobs than that the oldest
/// are asked about: services work in the order of submission, so those end first. One that does not end all the same makes way for
/// the others.
/// </summary>
internal sealed class HeldReads(ILongPoll service, JobReader reader, TimeProvider time, Action<PollResult> done)
{
    /// <summary>Longer than most clips take.</summary>
    private static readonly TimeSpan Precedence = TimeSpan.FromMinutes(10);

    private readonly object _lock = new();
    private readonly PriorityQueue<WaitedJob, DateTimeOffset> _waiting = new();
    private int _held;

    /// <summary>Adds jobs that have ids and are under way. None is asked about before <see cref="Start"/>.</summary>
    public void Add(IEnumerable<WaitedJob> jobs)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            _waiting.EnqueueRange(jobs.Select(waited => (waited, waited.Held < Precedence ? waited.Job.SubmittedAt ?? waited.Job.CreatedAt : now)));
        }
    }

    /// <summary>
    /// Fills the places that are free. Not done by a read that ends: its job, if it still runs, comes back first and is older than
    /// those that wait.
    /// </summary>
    public void Start(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            while (_held < service.MostHeld && _waiting.TryDequeue(out WaitedJob? waited, out _))
            {
                _held++;
                _ = Task.Run(() => HoldAsync(waited, cancellationToken), CancellationToken.None);
            }
        }
    }

    private async Task HoldAsync(WaitedJob waited, CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        JobReading reading;
        TimeSpan? pollAfter = null;
        try
        {
            (reading, pollAfter) = await reader.AwaitAsync(service, waited.Job, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // A wait is long: one read that nobody foresaw must not lose the other jobs.
            reading = new JobReading(waited.Job, VideoGenException.Of(e));
        }

        TimeSpan held = time.GetElapsedTime(begun);
        waited.Held += held;
        lock (_lock)
        {
            _held--;
        }

        done(new PollResult(waited, reading, pollAfter, held));
    }
}
