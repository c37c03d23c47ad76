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

    // When this client wrote the job to the journal, or found there what it had to write.
    private readonly ConcurrentDictionary<string, long> _written = new();

    /// <summary>The journal has the job as it is known here.</summary>
    public void Wrote(VideoJob job)
    {
        if (!job.Status.IsUnderWay())
        {
            _ = _written.TryRemove(job.Key, out _);
        }
        else if (_written.Count < Most || _written.ContainsKey(job.Key))
        {
            _written[job.Key] = time.GetTimestamp();
        }
    }

    /// <summary>Whether the journal can do without what a service said of a job for now.</summary>
    /// <param name="known">As this client had it from the journal, or from the last answer.</param>
    /// <param name="now">With what the service said.</param>
    public bool MayWait(VideoJob known, VideoJob now)
    {
        if (!_written.TryGetValue(known.Key, out long written) || !now.Status.IsUnderWay())
        {
            return false;
        }

        bool isSame = known.Id is not null
            && (now with { Status = known.Status, Progress = known.Progress, StartedAt = known.StartedAt, Raw = known.Raw }) == known;
        return isSame && ((now.Status == known.Status && now.Progress == known.Progress && now.Raw == known.Raw) || time.GetElapsedTime(written) < Pause);
    }
}
