using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>Stops jobs at their service.</summary>
internal sealed class JobStopper(ClientServices services)
{
    /// <summary>The job as it is afterwards. One that has ended is left as it is.</summary>
    /// <exception cref="VideoGenException"><c>CannotStop</c> where the service has no way to.</exception>
    public async Task<VideoJob> StopAsync(VideoJob job, CancellationToken cancellationToken)
    {
        job = await new JobFinder(services.Journal).RecallAsync(job, cancellationToken).ConfigureAwait(false) ?? job;
        if (job.Status.IsSettled())
        {
            return job;
        }

        if (job.Status == VideoStatus.Pending)
        {
            // Nothing was sent, so there is nobody to tell. The check is repeated under the entry's lock.
            JournalEntry? unsent = await services.Journal.UpdateAsync(
                job.Key, entry => entry.Job.Status == VideoStatus.Pending ? Cancelled(entry) : entry, durable: true, cancellationToken).ConfigureAwait(false);
            job = unsent?.Job ?? job;
            if (unsent is { SentAt: null, Job: { Id: null, Status: VideoStatus.Cancelled } })
            {
                await ReleaseAsync(unsent).ConfigureAwait(false);
            }
        }

        if (job.Status.IsSettled())
        {
            return job;
        }

        if (job.Id is null)
        {
            throw new VideoGenException(VideoErrors.CannotStop, $"{job.ShortId} is {job.Status}: without the service's id there is nothing to stop.") { Job = job };
        }

        if (services.Providers.Get(job.Provider) is not IJobCancellation cancellation)
        {
            throw new VideoGenException(VideoErrors.CannotStop, $"{job.Provider} has no way to stop a job; {job.ShortId} goes on.") { Job = job };
        }

        using TraceScope? trace = services.Traces.Begin(TracePurpose.Stop, [job]);
        JobSnapshot snapshot = await cancellation.CancelAsync(job.Id, cancellationToken).ConfigureAwait(false);
        await services.NoteChargeAsync(job, snapshot.Cost, snapshot.Status, CancellationToken.None).ConfigureAwait(false);
        DateTimeOffset now = services.Time.GetUtcNow();
        JournalEntry? stopped = await services.Journal.UpdateAsync(
            job.Key,
            entry => snapshot.Status is VideoStatus.Failed or VideoStatus.Cancelled && !entry.Job.Status.IsSettled()
                ? Cancelled(SnapshotMerge.Apply(entry, snapshot with { Status = VideoStatus.Cancelled, Error = null }, now))
                : SnapshotMerge.Apply(entry, snapshot, now),
            durable: true,
            CancellationToken.None).ConfigureAwait(false);
        return stopped?.Job ?? SnapshotMerge.Apply(job, snapshot, now);
    }

    private async Task ReleaseAsync(JournalEntry unsent)
    {
        try
        {
            await services.Budgets.ReleaseAsync(unsent, CancellationToken.None).ConfigureAwait(false);
        }
        catch (VideoGenException)
        {
            // It is stopped all the same, and given back when somebody misses it.
        }
    }

    private JournalEntry Cancelled(JournalEntry entry) => entry with
    {
        Owner = null,
        Job = entry.Job with { Status = VideoStatus.Cancelled, CompletedAt = entry.Job.CompletedAt ?? services.Time.GetUtcNow() },
    };
}
