using System.Collections.Concurrent;

namespace VideoGen.Client;

/// <summary>
/// Which answers of services have to be written to the journal at once. A job that goes on is asked about every few seconds, and all that
/// most answers bring is another percentage: others may read that a little later. Whatever settles a job, gives it an id, a price or a
/// file is written in any case.
/// </summary>
internal sealed class JournalNews(TimeProvider time)
{
    /// <summary>So much later others may see that a job has left the queue, or how far it is.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Jobs whose writing is remembered; those of more are written each time.</summary>
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, Written> _written = new();

    /// <summary>The journal has the job as it is known here.</summary>
    public void Wrote(VideoJob job)
    {
        if (!job.Status.IsUnderWay())
        {
            _ = _written.TryRemove(job.Key, out _);
        }
        else if (_written.Count < Most || _written.ContainsKey(job.Key))
        {
            _written[job.Key] = new Written(time.GetTimestamp(), HashOf(job));
        }
    }

    /// <summary>Whether the journal can do without what a service said of a job for now.</summary>
    /// <param name="known">As this client had it from the journal, or from the last answer.</param>
    /// <param name="now">With what the service said.</param>
    public bool MayWait(VideoJob known, VideoJob now)
    {
        if (!_written.TryGetValue(known.Key, out Written? written) || !now.Status.IsUnderWay())
        {
            return false;
        }

        bool isSame = known.Id is not null
            && (now with { Status = known.Status, Progress = known.Progress, StartedAt = known.StartedAt, Raw = known.Raw }) == known;
        return isSame && (written.Answer == HashOf(now) || time.GetElapsedTime(written.At) < Pause);
    }

    /// <summary>Jobs that are remembered.</summary>
    internal int Count => _written.Count;

    private static int HashOf(VideoJob job) => HashCode.Combine(job.Status, job.Progress, job.Raw);

    /// <param name="At">When this client wrote the job to the journal, or found there what it had to write.</param>
    /// <param name="Answer">What of it changes from answer to answer, as a hash.</param>
    private sealed record Written(long At, int Answer);
}
