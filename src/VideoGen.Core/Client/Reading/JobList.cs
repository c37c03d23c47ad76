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
        JournalListing listing = query.ConcernsOpenOnly
            ? await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false)
            : await services.Journal.ListAsync(cancellationToken).ConfigureAwait(false);
        var readings = new List<JobReading>(listing.Entries.Count);
        foreach (JournalEntry entry in listing.Entries)
        {
            readings.Add(await reader.SettleAbandonedAsync(entry).ConfigureAwait(false));
        }

        HashSet<string> saved = [.. listing.Entries.Where(entry => entry.IsSaved).Select(entry => entry.Job.Key)];
        readings = await RefreshAsync(readings, refresh, cancellationToken).ConfigureAwait(false);
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

        return new JobListing([.. matching], [.. listing.Damaged.Select(damaged => damaged.Error)]);
    }

    private async Task<List<JobReading>> RefreshAsync(List<JobReading> readings, bool refresh, CancellationToken cancellationToken)
    {
        var fresh = new Dictionary<string, JobReading>();
        IEnumerable<IGrouping<string, VideoJob>> byProvider = readings.Select(reading => reading.Job)
            .Where(job => job.Id is not null && job.Status.IsUnderWay()).GroupBy(job => job.Provider, StringComparer.OrdinalIgnoreCase);
        foreach (IGrouping<string, VideoJob> group in byProvider)
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
                }
            }
        }

        return [.. readings.Select(reading => fresh.GetValueOrDefault(reading.Job.Key, reading))];
    }
}
