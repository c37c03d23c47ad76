using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Takes jobs that were made elsewhere into the journal; one that is there already is read afresh.</summary>
internal sealed class JobAdoption(ClientServices services, JobFinder finder, JobRefresh refresh)
{
    /// <exception cref="VideoGenException"><c>NotFoundAtService</c>, or what the service said.</exception>
    public async Task<JobReading> AdoptAsync(string id, string provider, CancellationToken cancellationToken)
    {
        if (await finder.FindExactIdAsync(id, provider, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return await refresh.ReadAsync(known.Job, cancellationToken).ConfigureAwait(false);
        }

        IVideoProvider service = services.Providers.Get(provider);
        JobSnapshot snapshot = (await JobReader.AskAsync(service, [id], cancellationToken).ConfigureAwait(false))[0]
            ?? throw new VideoGenException(VideoErrors.NotFoundAtService, $"{service.Descriptor.Name} does not know the job '{DisplayText.OneLine(id, 60)}'.") { Provider = service.Descriptor.Name };
        DateTimeOffset now = services.Time.GetUtcNow();
        var entry = new JournalEntry
        {
            Job = new VideoJob { Key = JobKey.New(), Provider = service.Descriptor.Name, Status = VideoStatus.Running, CreatedAt = snapshot.CreatedAt ?? now },
            Request = new VideoRequest { Provider = service.Descriptor.Name, Prompt = snapshot.Prompt },
            Fingerprint = "",
        };
        entry = SnapshotMerge.Apply(entry, snapshot, now);
        VideoJob adopted = (await services.Journal.AdoptAsync(entry, cancellationToken).ConfigureAwait(false)).Job;
        if (service.Descriptor.ReadSpacing is not null)
        {
            new ReadTurns(services).Note([adopted]);
        }

        return new JobReading(adopted, null);
    }
}
