using System.Collections.Concurrent;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// What the journal had of jobs when it was looked at last, for who asks about the same jobs again and again: an answer that brings
/// nothing new then costs a look at the entry's file, and neither a lock nor the reading of it.
/// </summary>
internal sealed class SeenEntries(JobJournal journal)
{
    private readonly ConcurrentDictionary<string, (EntryStamp Stamp, VideoJob Job)> _seen = new(StringComparer.Ordinal);

    /// <summary>Whether the entry is still what <paramref name="job"/> was read from.</summary>
    public bool IsCurrent(VideoJob job) =>
        _seen.TryGetValue(job.Key, out (EntryStamp Stamp, VideoJob Job) seen) && ReferenceEquals(seen.Job, job) && journal.StampOf(job.Key) == seen.Stamp;

    /// <summary>Notes what was read from an entry.</summary>
    /// <param name="before">The stamp from before it was read; one that a later writing could have as well is not noted.</param>
    /// <param name="job">Null where nothing is known any more.</param>
    public void Note(string key, EntryStamp? before, VideoJob? job)
    {
        if (job is not null && before is { } stamp && stamp.IsUnique(TimeProvider.System.GetUtcNow()))
        {
            _seen[key] = (stamp, job);
        }
        else
        {
            _ = _seen.TryRemove(key, out _);
        }
    }
}
