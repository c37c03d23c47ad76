using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>Deletes jobs at their service, as many in one request as it takes, and from the journal.</summary>
internal sealed class JobRemover(ClientServices services, bool journalOnly, bool force)
{
    private const int RequestsAtOnce = 8;

    /// <param name="tell">Told once a job, on any thread: null where it is gone, else why it is not.</param>
    public Task RemoveAsync(IReadOnlyList<VideoJob> jobs, Action<VideoJob, VideoGenException?> tell, CancellationToken cancellationToken)
    {
        IEnumerable<VideoJob[]> requests = jobs
            .GroupBy(job => job.Provider, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Chunk(DeletionOf(group.Key)?.DeleteBatchSize ?? 1));
        return Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken },
            async (request, stopping) => await RemoveTogetherAsync(request, tell, stopping).ConfigureAwait(false));
    }

    /// <summary>Null also where nothing is to be deleted, or the provider is gone: what that is worth is told of each job.</summary>
    private IJobDeletion? DeletionOf(string provider) => journalOnly ? null : services.Providers.TryGet(provider, out _) as IJobDeletion;

    /// <summary>Jobs of one provider, in one request.</summary>
    private async Task RemoveTogetherAsync(VideoJob[] jobs, Action<VideoJob, VideoGenException?> tell, CancellationToken cancellationToken)
    {
        var removable = new List<(VideoJob Job, JournalEntry? Entry, VideoJob Current)>();
        foreach (VideoJob job in jobs)
        {
            try
            {
                JournalEntry? entry = await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);
                VideoJob current = entry?.Job ?? job;
                Check(entry, current);
                removable.Add((job, entry, current));
            }
            catch (VideoGenException e)
            {
                tell(job, e);
            }
        }

        VideoGenException?[] refusals = await DeleteAsync([.. removable.Select(item => item.Current)], cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < removable.Count; i++)
        {
            VideoGenException? refusal = refusals[i];
            try
            {
                if (refusal is null)
                {
                    await ForgetAsync(removable[i].Entry, removable[i].Current).ConfigureAwait(false);
                }
            }
            catch (VideoGenException e)
            {
                refusal = e;
            }

            tell(removable[i].Job, refusal);
        }
    }

    private void Check(JournalEntry? entry, VideoJob current)
    {
        if (current.Status == VideoStatus.Completed && entry?.IsSaved != true && !force)
        {
            throw new VideoGenException(VideoErrors.NotSaved, $"{current.ShortId} is completed and was never saved.") { Job = current };
        }

        if (!journalOnly)
        {
            _ = services.Providers.Get(current.Provider);
            if (!current.Status.IsSettled() && current.Status != VideoStatus.Pending)
            {
                throw NotEnded(current);
            }
        }
    }

    /// <summary>Why each is not deleted at the service; null for those that are, and for those it has nothing of.</summary>
    private async Task<VideoGenException?[]> DeleteAsync(VideoJob[] jobs, CancellationToken cancellationToken)
    {
        var refusals = new VideoGenException?[jobs.Length];
        int[] there = [.. Enumerable.Range(0, jobs.Length).Where(index => jobs[index].Id is not null)];
        if (there.Length == 0 || DeletionOf(jobs[0].Provider) is not { } deletion)
        {
            return refusals;
        }

        using TraceScope? trace = services.Traces.Begin(TracePurpose.Delete, jobs);
        try
        {
            IReadOnlyList<VideoGenException?> told = await deletion.DeleteAsync([.. there.Select(index => jobs[index].Id!)], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < there.Length; i++)
            {
                refusals[there[i]] = told[i];
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Trouble with the request is the trouble of each: none is forgotten here that may still be there.
            foreach (int index in there)
            {
                refusals[index] = VideoGenException.Of(e);
            }
        }

        return refusals;
    }

    private async Task ForgetAsync(JournalEntry? entry, VideoJob current)
    {
        // The row stays known, so that a rerun of its batch does not pay again; said first, in case this process dies in between.
        await MarkRowAsync(entry, removed: true).ConfigureAwait(false);
        await CountForGoodAsync(entry, current).ConfigureAwait(false);
        JournalEntry? gone = null;
        if (!await services.Journal.RemoveAsync(current.Key, now => (gone = now).Job.Status == current.Status || journalOnly, CancellationToken.None).ConfigureAwait(false))
        {
            await MarkRowAsync(entry, removed: false).ConfigureAwait(false);
            throw new VideoGenException(VideoErrors.CannotDelete, $"{current.ShortId} has changed while it was being removed.") { Job = current };
        }

        services.Traces.Remove(current.Key);

        if (gone is not null)
        {
            await (IsSent(gone) ? CountForGoodAsync(gone, current) : GiveBackAsync(gone)).ConfigureAwait(false);
        }
    }

    private static bool IsSent(JournalEntry entry) => entry.SentAt is not null || entry.Job.Id is not null;

    /// <summary>What was sent is spent, with its entry or without: nobody may take a missing entry for one that was never sent.</summary>
    private async Task CountForGoodAsync(JournalEntry? entry, VideoJob current)
    {
        if (entry is not null && IsSent(entry))
        {
            try
            {
                await services.Budgets.KeepAsync(current, current.Cost, current.Status, CancellationToken.None).ConfigureAwait(false);
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.DamagedBudget)
            {
                // It keeps submissions back, not the removal of what was submitted.
            }
        }
    }

    private async Task GiveBackAsync(JournalEntry unsent)
    {
        try
        {
            await services.Budgets.ReleaseAsync(unsent, CancellationToken.None).ConfigureAwait(false);
        }
        catch (VideoGenException)
        {
            // It is given back when somebody misses it.
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
