using System.Runtime.CompilerServices;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Jobs out of the journal, and what of it could not be read.</summary>
public sealed record JobListing(IReadOnlyList<JobReading> Jobs, IReadOnlyList<VideoGenException> Damaged);

/// <summary>Lists the journal, freshly read where that is asked for or costs nothing.</summary>
internal sealed class JobList(ClientServices services, JobReader reader)
{
    /// <param name="refresh">Asks the services about the jobs that are under way; those whose reading is free are always asked.</param>
    public async Task<JobListing> ListAsync(JobQuery query, bool refresh, CancellationToken cancellationToken)
    {
        var jobs = new List<JobReading>();
        var damaged = new List<VideoGenException>();
        await foreach (JobReading reading in StreamAsync(query, refresh, damaged.Add, refreshed: null, cancellationToken).ConfigureAwait(false))
        {
            jobs.Add(reading);
        }

        return new JobListing(jobs, damaged);
    }

    /// <param name="refresh">Asks the services about the jobs that are under way; those whose reading is free are always asked.</param>
    /// <param name="damaged">Told of what cannot be read.</param>
    /// <param name="refreshed">Told of each job that was asked about, and how many there are; null for nobody.</param>
    public IAsyncEnumerable<JobReading> StreamAsync(
        JobQuery query, bool refresh, Action<VideoGenException> damaged, Action<JobReading, int>? refreshed, CancellationToken cancellationToken) =>
        query.Newest is { } newest && !query.ConcernsOpenOnly
            ? NewestAsync(query, newest, refresh, damaged, refreshed, cancellationToken)
            : OldestFirstAsync(query, refresh, damaged, refreshed, cancellationToken);

    private async IAsyncEnumerable<JobReading> OldestFirstAsync(
        JobQuery query, bool refresh, Action<VideoGenException> damaged, Action<JobReading, int>? refreshed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Open ones first: a job that settles in between is then found twice, and not missed.
        (List<JobReading> open, HashSet<string> keys) = await ReadOpenAsync(query, refresh, damaged, refreshed, cancellationToken).ConfigureAwait(false);
        var left = new Queue<JobReading>(open);
        if (!query.ConcernsOpenOnly)
        {
            await foreach (JobReading settled in SettledAsync(query, newestFirst: false, keys, damaged, cancellationToken).ConfigureAwait(false))
            {
                while (left.TryPeek(out JobReading? first) && first.Job.CreatedAt < settled.Job.CreatedAt)
                {
                    yield return left.Dequeue();
                }

                yield return settled;
            }
        }

        // What was told is not held: whoever takes it may be done with it.
        while (left.TryDequeue(out JobReading? reading))
        {
            yield return reading;
        }
    }

    /// <summary>Reads from the newest on, and only as many as are wanted.</summary>
    private async IAsyncEnumerable<JobReading> NewestAsync(
        JobQuery query, int count, bool refresh, Action<VideoGenException> damaged, Action<JobReading, int>? refreshed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (List<JobReading> found, HashSet<string> keys) = await ReadOpenAsync(query, refresh, damaged, refreshed, cancellationToken).ConfigureAwait(false);
        int settled = 0;
        await foreach (JobReading reading in SettledAsync(query, newestFirst: true, keys, damaged, cancellationToken).ConfigureAwait(false))
        {
            found.Add(reading);
            if (++settled == count)
            {
                break;
            }
        }

        foreach (JobReading reading in found.OrderBy(reading => reading.Job.CreatedAt).TakeLast(count))
        {
            yield return reading;
        }
    }

    /// <summary>The open jobs that match, in the order in which they are told; and the keys of all.</summary>
    private async Task<(List<JobReading> Matching, HashSet<string> Keys)> ReadOpenAsync(
        JobQuery query, bool refresh, Action<VideoGenException> damaged, Action<JobReading, int>? refreshed, CancellationToken cancellationToken)
    {
        // Of an entry its job is kept alone: what was asked for is as much again, and there may be many.
        var keys = new HashSet<string>();
        HashSet<string> saved = [];
        var readings = new List<JobReading>();
        await foreach (JournalItem item in services.Journal.ReadOpenAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Entry is not { } entry)
            {
                damaged(item.Damaged!.Error);
                continue;
            }

            _ = keys.Add(entry.Job.Key);
            _ = entry.IsSaved && saved.Add(entry.Job.Key);
            readings.Add(await reader.SettleAbandonedAsync(entry).ConfigureAwait(false));
        }

        readings = await RefreshAsync([.. readings.OrderBy(reading => reading.Job.CreatedAt)], refresh, refreshed, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = services.Time.GetUtcNow();
        IEnumerable<JobReading> matching = readings.Where(reading => query.Matches(reading.Job, saved.Contains(reading.Job.Key), now));
        if (query.Newest is { } newest)
        {
            matching = matching.TakeLast(newest);
        }

        if (query.Unclaimed || query.ExpiringWithin is not null)
        {
            matching = matching.OrderBy(reading => reading.Job.ExpiresAt ?? DateTimeOffset.MaxValue);
        }

        return ([.. matching], keys);
    }

    private async IAsyncEnumerable<JobReading> SettledAsync(
        JobQuery query, bool newestFirst, HashSet<string> open, Action<VideoGenException> damaged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var range = new SettledRange(query.After, query.Before, query.ExactBatch, newestFirst);
        await foreach (JournalItem item in services.Journal.ListSettledAsync(range, cancellationToken).ConfigureAwait(false))
        {
            if (item.Damaged is { } entry)
            {
                damaged(entry.Error);
            }
            else if (!open.Contains(item.Entry!.Job.Key) && query.Matches(item.Entry.Job, item.Entry.IsSaved, services.Time.GetUtcNow()))
            {
                yield return new JobReading(item.Entry.Job, null);
            }
        }
    }

    private async Task<List<JobReading>> RefreshAsync(List<JobReading> readings, bool refresh, Action<JobReading, int>? refreshed, CancellationToken cancellationToken)
    {
        var fresh = new Dictionary<string, JobReading>();
        VideoJob[] underWay = [.. readings.Select(reading => reading.Job).Where(job => job.Id is not null && job.Status.IsUnderWay())];
        foreach (IGrouping<string, VideoJob> group in underWay.GroupBy(job => job.Provider, StringComparer.OrdinalIgnoreCase))
        {
            if (services.Providers.TryGet(group.Key, out VideoGenException? unknown) is not { } provider)
            {
                // Jobs of a provider that is not registered any more; a plain listing shows them all the same.
                Array.ForEach(refresh ? [.. group] : Array.Empty<VideoJob>(), job => fresh[job.Key] = new JobReading(job, unknown));
                continue;
            }

            if (!refresh && !provider.Descriptor.ReadsAreFree)
            {
                continue;
            }

            foreach (VideoJob[] chunk in group.Chunk(provider.Descriptor.ReadBatchSize))
            {
                foreach ((JobReading reading, _) in await reader.ReadAsync(provider, chunk, cancellationToken).ConfigureAwait(false))
                {
                    fresh[reading.Job.Key] = reading;
                    refreshed?.Invoke(reading, underWay.Length);
                }
            }
        }

        return fresh.Count == 0 ? readings : [.. readings.Select(reading => fresh.GetValueOrDefault(reading.Job.Key, reading))];
    }
}
