using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Decides what becomes of one clip: a new submission, the job an earlier run made of it, or neither.</summary>
internal sealed class ClipSubmitter(ClientServices services, SubmitOptions options, RunState run)
{
    private readonly JobSender _sender = new(services, run);

    /// <summary>For a row of a batch: submits what is new, answers what is known.</summary>
    public async Task<SubmitResult> SubmitInBatchAsync(ClipSubmission clip, string batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            (RowMarker Marker, int Attempt)? row = await services.Batches.FindRowAsync(batch, clip.RowKey, cancellationToken).ConfigureAwait(false);
            if (row is null)
            {
                if (TakeRow(clip, batch, attempt: 1) is { } taken)
                {
                    return await _sender.SendAsync(taken, clip.Request, cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            (RowMarker marker, int attempt) = row.Value;
            if (marker.Removed)
            {
                return new SubmitResult(null, null, false, [$"A row of this batch was removed from the journal and is not submitted again: {Title(clip)}."]);
            }

            JournalEntry? entry = await services.Journal.FindAsync(marker.JobKey, cancellationToken).ConfigureAwait(false);
            if (entry is null)
            {
                // The row was taken and never sent: its process died in between, or the service refused it.
                entry = clip.ToEntry(marker.JobKey, batch, services.Time.GetUtcNow());
                if (services.Journal.TryCreate(entry))
                {
                    return await _sender.SendAsync(entry, clip.Request, cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            if (entry.Fingerprint != clip.Fingerprint)
            {
                return Known(entry, $"The row with the key '{DisplayText.OneLine(clip.RowKey, 40)}' has changed since it was submitted; the job of its first form is used. Give the row another Key to submit it anew.");
            }

            if (options.RetryFailed && IsFruitless(entry))
            {
                if (TakeRow(clip, batch, attempt + 1) is { } again)
                {
                    return await _sender.SendAsync(again, clip.Request, cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            return await ContinueAsync(entry, clip.Request, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Without a batch every row is a new job, unless an equal one is still to come.</summary>
    public Task<SubmitResult> SubmitAnewAsync(ClipSubmission clip, VideoJob? equal, CancellationToken cancellationToken)
    {
        if (equal is not null && !options.AllowDuplicate)
        {
            var duplicate = new VideoGenException(VideoErrors.DuplicateJob, $"An equal job is not settled yet: {equal.ShortId} ({equal.Provider}, {equal.Status}).") { Job = equal };
            return Task.FromResult(new SubmitResult(null, duplicate, false, []));
        }

        JournalEntry entry;
        do
        {
            entry = clip.ToEntry(JobKey.New(), null, services.Time.GetUtcNow());
        }
        while (!services.Journal.TryCreate(entry));

        return _sender.SendAsync(entry, clip.Request, cancellationToken);
    }

    /// <summary>Goes on with what an earlier run, or one that is under way, made of the row.</summary>
    private async Task<SubmitResult> ContinueAsync(JournalEntry entry, VideoRequest request, CancellationToken cancellationToken)
    {
        bool mayBeSent = entry.Job.Status == VideoStatus.Pending
            || (entry.Job.Status is VideoStatus.Sending or VideoStatus.Unknown && MayBeSentAgain(entry));
        if (mayBeSent && await services.Claims.TryTakeAsync(entry, cancellationToken).ConfigureAwait(false) is { } generation)
        {
            JournalEntry? owned = await services.Journal.UpdateAsync(
                entry.Job.Key, current => current with { Owner = JobOwner.Current, Generation = generation }, durable: false, cancellationToken).ConfigureAwait(false);
            if (owned is not null)
            {
                return await _sender.SendAsync(owned, request, cancellationToken).ConfigureAwait(false);
            }
        }

        VideoJob job = entry.Job;
        if (job.Status == VideoStatus.Sending && entry.Owner is { } owner && !services.Leases.IsAlive(owner))
        {
            job = await JobSender.MarkUnknownAsync(services, job.Key, "the process that sent it is gone.").ConfigureAwait(false) ?? job;
        }

        VideoGenException? error = job.Status == VideoStatus.Unknown ? JobSender.Unknown(job, job.Provider) : null;
        return new SubmitResult(job, error, false, []);
    }

    /// <summary>Only under a key that the service still remembers, an hour short of its documented life.</summary>
    private bool MayBeSentAgain(JournalEntry entry)
    {
        ProviderDescriptor provider = services.Providers.Get(entry.Job.Provider).Descriptor;
        return provider.IdempotencyLifetime is { } life
            && (entry.SentAt is not { } sent || services.Time.GetUtcNow() - sent < life - TimeSpan.FromHours(1));
    }

    private JournalEntry? TakeRow(ClipSubmission clip, string batch, int attempt)
    {
        JournalEntry entry = clip.ToEntry(JobKey.New(), batch, services.Time.GetUtcNow());
        return services.Batches.TryTakeRow(batch, new RowMarker(entry.Job.Key, clip.RowKey, clip.Fingerprint), attempt) && services.Journal.TryCreate(entry)
            ? entry
            : null;
    }

    private static bool IsFruitless(JournalEntry entry) =>
        entry.Job.Status is VideoStatus.Failed or VideoStatus.Cancelled
        || (entry.Job.Status == VideoStatus.Expired && entry.Saved.Count == 0);

    private static SubmitResult Known(JournalEntry entry, string warning) => new(entry.Job, null, false, [warning]);

    private static string Title(ClipSubmission clip) => DisplayText.OneLine(clip.Request.Name ?? clip.Request.Prompt ?? clip.RowKey, 60);
}
