using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Decides what becomes of one clip: a new submission, the job an earlier run made of it, or neither.</summary>
internal sealed class ClipSubmitter(ClientServices services, SubmitOptions options, RunState run)
{
    private readonly SubmissionEntries _entries = new(services);

    /// <summary>For a row of a batch: submits what is new, answers what is known.</summary>
    public async Task<SubmitResult> SubmitInBatchAsync(ClipSubmission clip, string batch, IClipSender sender, CancellationToken cancellationToken)
    {
        // What fails while this row is being dealt with is not retried again: the attempt may be another process's.
        int? firstSeen = null;
        while (true)
        {
            (RowMarker Marker, int Attempt)? row = await services.Batches.FindRowAsync(batch, clip.RowKey, cancellationToken).ConfigureAwait(false);
            if (row is null)
            {
                run.ThrowIfStopped(clip.Request.Provider!);
                if (await TakeRowAsync(clip, batch, attempt: 1).ConfigureAwait(false) is { } taken)
                {
                    return await sender.SendAsync(new OutgoingClip(taken, clip), cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            (RowMarker marker, int attempt) = row.Value;
            firstSeen ??= attempt;
            if (marker.Removed)
            {
                return new SubmitResult(null, null, false, [$"A row of this batch was removed from the journal and is not submitted again: {Title(clip)}. Give it another Key to submit it anew."]);
            }

            JournalEntry? entry = await services.Journal.FindAsync(marker.JobKey, cancellationToken).ConfigureAwait(false);
            if (entry is null)
            {
                // The row was taken and never sent: its process died in between, or the service refused it.
                run.ThrowIfStopped(clip.Request.Provider!);
                entry = clip.ToEntry(marker.JobKey, batch, services.Time.GetUtcNow());
                if (await services.Journal.TryCreateAsync(entry).ConfigureAwait(false))
                {
                    return await sender.SendAsync(new OutgoingClip(entry, clip) { HasFormerKey = true }, cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            if (options.RetryFailed && attempt == firstSeen && entry.Fingerprint == clip.Fingerprint && IsFruitless(entry))
            {
                if (await TakeRowAsync(clip, batch, attempt + 1).ConfigureAwait(false) is { } again)
                {
                    return await sender.SendAsync(new OutgoingClip(again, clip), cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            return await ContinueAsync(entry, clip, sender, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether <see cref="SubmitInBatchAsync"/> would send nothing for the clip.</summary>
    public async Task<bool> IsAnsweredAsync(ClipSubmission clip, string batch, CancellationToken cancellationToken)
    {
        if (await services.Batches.FindRowAsync(batch, clip.RowKey, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return false;
        }

        JournalEntry? entry = await services.Journal.FindAsync(row.Marker.JobKey, cancellationToken).ConfigureAwait(false);
        return row.Marker.Removed
            || (entry is not null && entry.Job.Status != VideoStatus.Pending && !MayBeSentAgain(entry, clip) && !(options.RetryFailed && IsFruitless(entry)));
    }

    /// <summary>Without a batch every row is a new job, unless an equal one is still to come.</summary>
    public async Task<SubmitResult> SubmitAnewAsync(ClipSubmission clip, VideoJob? equal, IClipSender sender, CancellationToken cancellationToken)
    {
        if (equal is not null && !options.AllowDuplicate)
        {
            var duplicate = new VideoGenException(VideoErrors.DuplicateJob, $"An equal job is not settled yet: {equal.ShortId} ({equal.Provider}, {equal.Status}).") { Job = equal };
            return new SubmitResult(null, duplicate, false, []);
        }

        run.ThrowIfStopped(clip.Request.Provider!);
        JournalEntry entry;
        do
        {
            entry = clip.ToEntry(JobKey.New(), null, services.Time.GetUtcNow());
        }
        while (!await services.Journal.TryCreateAsync(entry).ConfigureAwait(false));

        return await sender.SendAsync(new OutgoingClip(entry, clip), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with what an earlier run, or one that is under way, made of the row.</summary>
    private async Task<SubmitResult> ContinueAsync(JournalEntry entry, ClipSubmission clip, IClipSender sender, CancellationToken cancellationToken)
    {
        // What was never sent is what the row says now; what may have been sent is sent again as it was, or not at all.
        if (entry.Job.Status == VideoStatus.Pending || MayBeSentAgain(entry, clip))
        {
            JournalEntry? owned = await services.Claims.TryTakeAsync(
                entry.Job.Key,
                current => current.Job.Status == VideoStatus.Pending || MayBeSentAgain(current, clip),
                current => current.SentAt is null ? clip.ToEntry(current.Job.Key, current.RowBatch ?? current.Job.Batch, services.Time.GetUtcNow()) : current,
                cancellationToken).ConfigureAwait(false);
            if (owned is not null)
            {
                return await sender.SendAsync(new OutgoingClip(owned, clip) { HasFormerKey = true }, cancellationToken).ConfigureAwait(false);
            }

            // Somebody else has it, and may be done with it by now.
            entry = await services.Journal.FindAsync(entry.Job.Key, cancellationToken).ConfigureAwait(false) ?? entry;
        }

        entry = await _entries.SettleAbandonedAsync(entry).ConfigureAwait(false);
        string[] warnings = entry.Fingerprint == clip.Fingerprint
            ? []
            : [$"The row with the key '{DisplayText.OneLine(clip.RowKey, 40)}' has changed since it was submitted; the job of its first form is used. Give the row another Key to submit it anew."];
        return new SubmitResult(entry.Job, entry.Job.Status == VideoStatus.Unknown ? _entries.Unknown(entry.Job) : null, false, warnings);
    }

    private bool MayBeSentAgain(JournalEntry entry, ClipSubmission clip) =>
        entry.Job.Status is VideoStatus.Sending or VideoStatus.Unknown && entry.Fingerprint == clip.Fingerprint && _entries.IsKeyRemembered(entry);

    private async Task<JournalEntry?> TakeRowAsync(ClipSubmission clip, string batch, int attempt)
    {
        JournalEntry entry = clip.ToEntry(JobKey.New(), batch, services.Time.GetUtcNow());
        return await services.Batches.TryTakeRowAsync(batch, new RowMarker(entry.Job.Key, clip.RowKey, clip.Fingerprint), attempt).ConfigureAwait(false)
            && await services.Journal.TryCreateAsync(entry).ConfigureAwait(false)
            ? entry
            : null;
    }

    private static bool IsFruitless(JournalEntry entry) =>
        entry.Job.Status is VideoStatus.Failed or VideoStatus.Cancelled
        || (entry.Job.Status == VideoStatus.Expired && entry.Saved.Count == 0);

    private static string Title(ClipSubmission clip) => DisplayText.OneLine(clip.Request.Name ?? clip.Request.Prompt ?? clip.RowKey, 60);
}
