using System.Collections.Concurrent;
using VideoGen.Journal;
using VideoGen.Providers;

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
            _written[job.Key] = new Written(time.GetTimestamp(), job.Status, job.Progress, DigestOf(job.Raw));
        }
    }

    /// <summary>Whether the journal can do without what a service said of a job for now.</summary>
    /// <param name="known">As this client had it from the journal, or from the last answer; <see cref="VideoJob.Prompt"/> and <see cref="VideoJob.Raw"/> may be left out.</param>
    /// <param name="now">With what the service said.</param>
    public bool MayWait(VideoJob known, VideoJob now)
    {
        if (!_written.TryGetValue(known.Key, out Written written) || !now.Status.IsUnderWay())
        {
            return false;
        }

        bool isSame = known.Id is not null
            && (now with { Status = known.Status, Progress = known.Progress, StartedAt = known.StartedAt, Prompt = known.Prompt, Raw = known.Raw }) == known;
        return isSame && (written.Has(now, DigestOf(now.Raw)) || time.GetElapsedTime(written.At) < Pause);
    }

    /// <summary>Whether a service told of a job what the journal has already: then nothing has to be worked out of it.</summary>
    /// <param name="known">As for <see cref="MayWait"/>.</param>
    public bool Has(VideoJob known, JobSnapshot told) =>
        told.Raw is not null && known.Id is not null && told.Status.IsUnderWay()
        && _written.TryGetValue(known.Key, out Written written) && written.Has(known, DigestOf(told.Raw));

    /// <summary>Whether the journal has a job with just this answer, by what this client wrote there or found.</summary>
    public bool Has(VideoJob job) => _written.TryGetValue(job.Key, out Written written) && written.Has(job, DigestOf(job.Raw));

    /// <summary>The digest of the answer that the journal has of a job (<see cref="StableHash.OfUtf8"/>); null where that is not known.</summary>
    public ulong? AnswerOf(string key) => _written.TryGetValue(key, out Written written) && written.Answer != default ? written.Answer : null;

    /// <summary>Jobs that are remembered.</summary>
    internal int Count => _written.Count;

    private static ulong DigestOf(string? answer) => answer is null ? default : StableHash.OfUtf8(answer);

    /// <summary>What changes of a job from answer to answer.</summary>
    /// <param name="At">When this client wrote the job to the journal, or found there what it had to write.</param>
    /// <param name="Answer">A digest of <see cref="VideoJob.Raw"/>; 0 for none.</param>
    private readonly record struct Written(long At, VideoStatus Status, int? Progress, ulong Answer)
    {
        public bool Has(VideoJob job, ulong answer) => (Status, Progress, Answer) == (job.Status, job.Progress, answer);
    }
}
