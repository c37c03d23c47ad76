using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Deletes jobs at their service and from the journal.</summary>
internal sealed class JobRemover(ClientServices services)
{
    /// <param name="journalOnly">Leaves the service alone.</param>
    /// <param name="force">Gives up a clip that was made and not saved.</param>
    public async Task RemoveAsync(VideoJob job, bool journalOnly, bool force, CancellationToken cancellationToken)
    {
        JournalEntry? entry = await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);
        VideoJob current = entry?.Job ?? job;
        if (current.Status == VideoStatus.Completed && entry?.IsSaved != true && !force)
        {
            throw new VideoGenException(VideoErrors.NotSaved, $"{current.ShortId} is completed and was never saved.") { Job = current };
        }

        if (!journalOnly)
        {
            if (!current.Status.IsSettled() && current.Status != VideoStatus.Pending)
            {
                throw NotEnded(current);
            }

            if (current.Id is { } id && services.Providers.Get(current.Provider) is IJobDeletion deletion)
            {
                IReadOnlyList<VideoGenException?> refusals = await deletion.DeleteAsync([id], cancellationToken).ConfigureAwait(false);
                if (refusals[0] is { } refusal)
                {
                    throw refusal;
                }
            }
        }

        // The row stays known, so that a rerun of its batch does not pay again; said first, in case this process dies in between.
        await MarkRowAsync(entry, removed: true).ConfigureAwait(false);
        if (!await services.Journal.RemoveAsync(current.Key, now => journalOnly || now.Job.Status == current.Status, CancellationToken.None).ConfigureAwait(false))
        {
            await MarkRowAsync(entry, removed: false).ConfigureAwait(false);
            throw new VideoGenException(VideoErrors.CannotDelete, $"{current.ShortId} has changed while it was being removed.") { Job = current };
        }
    }

    private static VideoGenException NotEnded(VideoJob job) => job.Status == VideoStatus.Unknown
        ? new VideoGenException(VideoErrors.CannotDelete, $"{job.ShortId} is Unknown: whether {job.Provider} has it, and under which id, nobody knows.")
        {
            Job = job,
            Remedy = "Use -JournalOnly to forget it here; what the service may have made of it stays there.",
        }
        : new VideoGenException(VideoErrors.CannotDelete, $"{job.ShortId} is {job.Status}; only a job that has ended can be deleted. Stop it first with Stop-VideoJob.") { Job = job };

    private Task MarkRowAsync(JournalEntry? entry, bool removed) => entry is { RowKey: { } rowKey } && (entry.RowBatch ?? entry.Job.Batch) is { } batch
        ? services.Batches.MarkRemovedAsync(batch, rowKey, entry.Job.Key, removed, CancellationToken.None)
        : Task.CompletedTask;
}
