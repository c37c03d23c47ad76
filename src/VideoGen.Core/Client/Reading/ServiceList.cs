using System.Runtime.CompilerServices;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Lists what a service itself holds.</summary>
internal sealed class ServiceList(ClientServices services, JobReader reader)
{
    public async IAsyncEnumerable<VideoJob> ListAsync(string provider, JobListingQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IVideoProvider service = services.Providers.Get(provider);
        if (service is not IJobListing listing)
        {
            throw new VideoGenException(VideoErrors.CannotList, $"{service.Descriptor.Name} has no list of its jobs.");
        }

        // Open ones first: a job that settles in between is then found all the same.
        JournalListing journal = await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        var open = journal.Entries
            .Where(entry => entry.Job.Id is not null && entry.Job.Provider.Equals(service.Descriptor.Name, StringComparison.OrdinalIgnoreCase))
            .ToLookup(entry => entry.Job.Id!);
        int left = query.Newest ?? int.MaxValue;
        await foreach (JobSnapshot snapshot in listing.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (!query.Matches(snapshot))
            {
                continue;
            }

            JournalEntry? known = open[snapshot.Id].FirstOrDefault()
                ?? await FindSettledAsync(snapshot.Id, service.Descriptor.Name, cancellationToken).ConfigureAwait(false);
            if (known is { } entry)
            {
                yield return (await reader.MergeAsync(entry.Job, snapshot, cancellationToken).ConfigureAwait(false)).Job;
            }
            else
            {
                yield return reader.ToForeignJob(service.Descriptor.Name, snapshot);
            }

            if (--left == 0)
            {
                yield break;
            }
        }
    }

    private async Task<JournalEntry?> FindSettledAsync(string id, string provider, CancellationToken cancellationToken)
    {
        try
        {
            return await services.Journal.FindSettledByIdAsync(id, provider, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.DamagedEntry)
        {
            // What the service says of it can be told all the same.
            return null;
        }
    }
}
