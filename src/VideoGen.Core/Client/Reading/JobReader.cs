using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A job as it was read, and what went wrong with the reading.</summary>
public sealed record JobReading(VideoJob Job, VideoGenException? Error);

/// <summary>Asks services about jobs and writes what they say to the journal.</summary>
internal sealed class JobReader(ClientServices services)
{
    /// <summary>
    /// Reads entries of one provider, at most <see cref="ProviderDescriptor.ReadBatchSize"/> of them, in one go. The readings come
    /// in the same order. An error of the whole read is the error of each.
    /// </summary>
    public async Task<IReadOnlyList<(JobReading Reading, TimeSpan? PollAfter)>> ReadAsync(
        IVideoProvider provider, IReadOnlyList<VideoJob> jobs, CancellationToken cancellationToken)
    {
        IReadOnlyList<JobSnapshot?> snapshots;
        try
        {
            snapshots = await provider.ReadAsync([.. jobs.Select(job => job.Id!)], cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e)
        {
            return [.. jobs.Select(job => (new JobReading(job, e), (TimeSpan?)null))];
        }

        var readings = new (JobReading, TimeSpan?)[jobs.Count];
        for (int i = 0; i < jobs.Count; i++)
        {
            readings[i] = snapshots[i] is { } snapshot
                ? (await MergeAsync(jobs[i], snapshot, cancellationToken).ConfigureAwait(false), snapshot.PollAfter)
                : (new JobReading(jobs[i], NotFound(jobs[i])), null);
        }

        return readings;
    }

    /// <summary>Brings an entry whose sender is gone into the state that is true of it.</summary>
    public async Task<VideoJob> SettleAbandonedAsync(JournalEntry entry)
    {
        if (entry.Job.Status != VideoStatus.Sending || (entry.Owner is { } owner && services.Leases.IsAlive(owner)))
        {
            return entry.Job;
        }

        return await JobSender.MarkUnknownAsync(services, entry.Job.Key, "the process that sent it is gone.").ConfigureAwait(false) ?? entry.Job;
    }

    /// <summary>Writes what a service said of a job to its entry.</summary>
    public async Task<JobReading> MergeAsync(VideoJob job, JobSnapshot snapshot, CancellationToken cancellationToken)
    {
        JournalEntry? entry = await services.Journal.UpdateAsync(
            job.Key,
            current => SnapshotMerge.Apply(current, snapshot, services.Time.GetUtcNow()),
            durable: snapshot.Status.IsSettled(),
            cancellationToken).ConfigureAwait(false);
        return new JobReading(entry?.Job ?? job, null);
    }

    private static VideoGenException NotFound(VideoJob job) =>
        new(VideoErrors.NotFoundAtService, $"{job.Provider} does not know the job {job.Id}.") { Job = job };
}
