using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// The states of an entry while it is submitted. Each change is made to the entry as it is on disk and only while it is still
/// in the hands of this submission: somebody may have stopped, removed or taken it meanwhile.
/// </summary>
internal sealed class SubmissionEntries(ClientServices services)
{
    /// <summary>Flushes the intent to disk. Null when the entry is not this submission's any more, so that nothing may be sent.</summary>
    public async Task<JournalEntry?> MarkSendingAsync(JournalEntry owned, CancellationToken cancellationToken)
    {
        services.Leases.Keep();
        JournalEntry? sending = null;
        _ = await services.Journal.UpdateAsync(
            owned.Job.Key,
            current => MayBeSent(current, owned)
                ? sending = current with
                {
                    SentAt = current.SentAt ?? services.Time.GetUtcNow(),
                    Job = current.Job with { Status = VideoStatus.Sending, Error = null },
                }
                : current,
            durable: true,
            cancellationToken).ConfigureAwait(false);
        return sending;
    }

    /// <summary>Whether a sending whose answer was lost may be done again: under a key that the service still remembers, an hour short of its documented life.</summary>
    public bool IsKeyRemembered(JournalEntry entry) =>
        services.Providers.Get(entry.Job.Provider).Descriptor.IdempotencyLifetime is { } life && entry.SentAt is { } sent
        && (life == Timeout.InfiniteTimeSpan || services.Time.GetUtcNow() - sent < life - TimeSpan.FromHours(1));

    /// <summary>Between two attempts: what was never sent is free to be taken over again if this process dies.</summary>
    public Task MarkUnsentAsync(JournalEntry owned) => owned.SentAt is not null
        ? Task.CompletedTask
        : services.Journal.UpdateAsync(
            owned.Job.Key,
            current => IsHeld(current, owned) ? current with { SentAt = null, Job = current.Job with { Status = VideoStatus.Pending } } : current,
            durable: false,
            CancellationToken.None);

    /// <summary>
    /// Takes back an intent of which nothing was sent: no job stays, and the next run submits the row. Where an earlier
    /// sending under the same key had lost its answer, the job goes back to <c>Unknown</c> and is returned.
    /// </summary>
    public async Task<VideoJob?> WithdrawAsync(JournalEntry owned)
    {
        try
        {
            if (owned.SentAt is null)
            {
                _ = await services.Journal.RemoveAsync(owned.Job.Key, current => IsHeld(current, owned), CancellationToken.None).ConfigureAwait(false);
                return null;
            }

            JournalEntry? entry = await services.Journal.UpdateAsync(
                owned.Job.Key,
                current => IsHeld(current, owned) ? ToUnknown(current, owned.Job.Error?.Message ?? "an earlier answer was lost.") : current,
                durable: true,
                CancellationToken.None).ConfigureAwait(false);
            return entry?.Job;
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.JournalNotWritable || e.Kind == VideoErrors.DamagedEntry)
        {
            // The reason for withdrawing is the one to tell. The entry says Pending, or Sending until this process ends and
            // Unknown then; both keep the promise.
            return null;
        }
    }

    /// <summary>Writes down what the service made of it. The id is told in every case: it is all there is to what was paid for.</summary>
    public async Task<SubmitResult> KeepAsync(JournalEntry sending, JobSnapshot snapshot)
    {
        DateTimeOffset now = services.Time.GetUtcNow();
        JournalEntry Merge(JournalEntry entry) => SnapshotMerge.Apply(entry, snapshot, now) with { Owner = null };
        try
        {
            JournalEntry? kept = await services.Journal.UpdateAsync(sending.Job.Key, Merge, durable: true, CancellationToken.None).ConfigureAwait(false);
            if (kept is null)
            {
                // Removed while it was on the wire.
                kept = Merge(sending);
                _ = await services.Journal.TryCreateAsync(kept, durable: true).ConfigureAwait(false);
            }

            services.News.Wrote(kept.Job);
            return new SubmitResult(kept.Job, null, true, []);
        }
        catch (Exception e)
        {
            VideoJob made = Merge(sending).Job;
            var error = new VideoGenException(
                VideoErrors.JournalNotWritable, $"{made.Provider} made the job {made.Id}, and the journal could not take it down: {e.Message}", e)
            {
                Job = made,
                Remedy = $"Keep the id. When the journal can be written again, run: Get-VideoJob -Id '{made.Id}' -Provider {made.Provider}",
            };
            return new SubmitResult(made, error, true, []);
        }
    }

    /// <summary>The answer is lost. Where even that cannot be written, <c>Sending</c> stays and becomes <c>Unknown</c> with the end of this process.</summary>
    public async Task<VideoJob> MarkLostAsync(JournalEntry sending, string reason)
    {
        try
        {
            JournalEntry? entry = await services.Journal.UpdateAsync(
                sending.Job.Key, current => IsHeld(current, sending) ? ToUnknown(current, reason) : current, durable: true, CancellationToken.None).ConfigureAwait(false);
            return entry?.Job ?? ToUnknown(sending, reason).Job;
        }
        catch (Exception)
        {
            // Nothing may come out of here: it would be taken for a submission of which nothing was sent.
            return ToUnknown(sending, reason).Job;
        }
    }

    /// <summary>Brings an entry whose sender is gone into the state that is true of it; others are returned as they are.</summary>
    public async Task<JournalEntry> SettleAbandonedAsync(JournalEntry entry)
    {
        if (!IsAbandoned(entry))
        {
            return entry;
        }

        return await services.Journal.UpdateAsync(
            entry.Job.Key,
            current => IsAbandoned(current) ? ToUnknown(current, "the process that sent it is gone.") : current,
            durable: true,
            CancellationToken.None).ConfigureAwait(false) ?? entry;
    }

    /// <summary>What became of an entry that was taken out of this submission's hands before it was sent.</summary>
    public async Task<SubmitResult> ExplainLossAsync(JournalEntry owned)
    {
        JournalEntry? entry = await services.Journal.FindAsync(owned.Job.Key, CancellationToken.None).ConfigureAwait(false);
        return entry is null
            ? new SubmitResult(null, new VideoGenException(VideoErrors.NotSubmitted, $"{owned.Job.ShortId} was removed before it was sent."), false, [])
            : new SubmitResult(entry.Job, null, false, []);
    }

    /// <summary>The error of a job whose answer was lost.</summary>
    public VideoGenException Unknown(VideoJob job, Exception? cause = null) =>
        new(VideoErrors.JobUnknown, $"Whether {job.Provider} made the job {job.ShortId} is not known: {job.Error?.Message}", cause)
        {
            Job = job,
            Remedy = services.Providers.TryGet(job.Provider, out _) switch
            {
                { Descriptor.IdempotencyLifetime: not null } when job.Batch is not null =>
                    $"Run the same command again: the row is sent under the same key, for which {job.Provider} makes one clip.",
                IJobListing => $"Run Resolve-VideoJob {job.ShortId}, which looks for it in the list of {job.Provider}; nothing is submitted again by itself, not by a rerun either.",
                _ => $"{job.Provider} has no list to ask: look at the service's own page. Nothing is submitted again by itself, not by a rerun either; -AllowDuplicate without a batch makes another, and may pay twice.",
            },
        };

    /// <summary>An equal row would be a second clip. What was never sent and has nobody to send it comes to nothing.</summary>
    public bool IsStillToCome(JournalEntry entry) => entry.Job.Status switch
    {
        VideoStatus.Pending => entry.Owner is { } owner && services.Leases.IsAlive(owner),
        var status => !status.IsSettled(),
    };

    private bool IsAbandoned(JournalEntry entry) =>
        entry.Job.Status == VideoStatus.Sending && (entry.Owner is not { } owner || !services.Leases.IsAlive(owner));

    private static bool MayBeSent(JournalEntry current, JournalEntry owned) =>
        IsHeld(current, owned) && current.Job.Status is VideoStatus.Pending or VideoStatus.Sending or VideoStatus.Unknown;

    private static bool IsHeld(JournalEntry current, JournalEntry owned) =>
        current.Owner is { IsThisProcess: true } && current.Generation == owned.Generation && current.Job.Id is null;

    private static JournalEntry ToUnknown(JournalEntry entry, string reason) => entry with
    {
        Owner = null,
        Job = entry.Job with { Status = VideoStatus.Unknown, Error = new JobError("answer_lost", reason) },
    };
}
