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
        if (current.Status == VideoStatus.Completed && entry?.Saved.Count is null or 0 && !force)
        {
            throw new VideoGenException(VideoErrors.NotSaved, $"{current.ShortId} is completed and was never saved.") { Job = current };
        }

        if (!journalOnly)
        {
            if (!current.Status.IsSettled() && current.Status != VideoStatus.Pending)
            {
                throw new VideoGenException(VideoErrors.CannotDelete, $"{current.ShortId} is {current.Status}; only a job that has ended can be deleted. Stop it first with Stop-VideoJob.") { Job = current };
            }

            if (current.Id is { } id && services.Providers.Get(current.Provider) is IJobDeletion deletion)
            {
                await deletion.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
            }
        }

        if (entry is { RowKey: { } rowKey, Job.Batch: { } batch })
        {
            // The row stays known, so that a rerun of its batch does not pay again.
            await services.Batches.MarkRemovedAsync(batch, rowKey, current.Key, CancellationToken.None).ConfigureAwait(false);
        }

        await services.Journal.RemoveAsync(current.Key, CancellationToken.None).ConfigureAwait(false);
    }
}
