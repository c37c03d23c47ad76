using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Sends one submission: the intent is flushed to disk before the first byte leaves, and every way in which the sending can
/// end leaves the entry in the state that is true of it.
/// </summary>
internal sealed class JobSender(ClientServices services, RunState run)
{
    private const int Attempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <param name="entry">Owned by this process, <c>Pending</c>, or to be sent again under its key.</param>
    public async Task<SubmitResult> SendAsync(JournalEntry entry, VideoRequest request, CancellationToken cancellationToken)
    {
        string key = entry.Job.Key;
        try
        {
            await run.Throttle.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await ReleaseAsync(key).ConfigureAwait(false);
            throw;
        }

        try
        {
            run.ThrowIfStopped(entry.Job.Provider);
            return await SendThrottledAsync(key, request, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.NotSubmitted)
        {
            await ForgetUnsentAsync(key).ConfigureAwait(false);
            return new SubmitResult(null, e, false, []);
        }
        finally
        {
            _ = run.Throttle.Release();
        }
    }

    private async Task<SubmitResult> SendThrottledAsync(string key, VideoRequest request, CancellationToken cancellationToken)
    {
        IVideoProvider provider = services.Providers.Get(request.Provider!);
        Submission submission = Prepare(provider, key, request);
        services.Leases.Keep();
        for (int attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = await services.Journal.UpdateAsync(key, ToSending, durable: true, cancellationToken).ConfigureAwait(false);
            try
            {
                JobSnapshot snapshot = await SubmitAsync(provider, submission, cancellationToken).ConfigureAwait(false);
                JournalEntry? taken = await services.Journal.UpdateAsync(
                    key, entry => SnapshotMerge.Apply(entry, snapshot, services.Time.GetUtcNow()) with { Owner = null }, durable: true, CancellationToken.None).ConfigureAwait(false);
                return new SubmitResult(taken?.Job, null, true, []);
            }
            catch (SubmissionRefusedException refusal)
            {
                run.Note(request.Provider!, refusal.Reason);
                await services.Journal.RemoveAsync(key, CancellationToken.None).ConfigureAwait(false);
                return new SubmitResult(null, refusal.Reason, false, []);
            }
            catch (NotSentException failure) when (attempt == Attempts || cancellationToken.IsCancellationRequested)
            {
                JournalEntry? unsent = await ReleaseAsync(key).ConfigureAwait(false);
                return new SubmitResult(unsent?.Job, failure.Reason, false, []);
            }
            catch (NotSentException)
            {
                _ = await services.Journal.UpdateAsync(key, ToPending, durable: false, CancellationToken.None).ConfigureAwait(false);
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), services.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Whatever else happened, the service may have made the job. Nothing may submit it again by itself.
                VideoJob? unknown = await MarkUnknownAsync(services, key, Reason(e)).ConfigureAwait(false);
                return new SubmitResult(unknown, Unknown(unknown, request.Provider!, e), true, []);
            }
        }
    }

    /// <summary>The error of a job whose answer was lost.</summary>
    public static VideoGenException Unknown(VideoJob? job, string provider, Exception? cause = null) => new(
        VideoErrors.JobUnknown,
        $"Whether {provider} made the job {job?.ShortId} is not known: {(cause is null ? job?.Error?.Message : Reason(cause))}",
        cause) { Job = job };

    public static async Task<VideoJob?> MarkUnknownAsync(ClientServices services, string key, string reason)
    {
        JournalEntry? entry = await services.Journal.UpdateAsync(
            key,
            entry => entry.Job.Status is VideoStatus.Sending or VideoStatus.Unknown
                ? entry with { Owner = null, Job = entry.Job with { Status = VideoStatus.Unknown, Error = new JobError("answer_lost", reason) } }
                : entry,
            durable: true,
            CancellationToken.None).ConfigureAwait(false);
        return entry?.Job;
    }

    /// <summary>
    /// Stopping the command stops waiting for a place on the wire at once, but not an answer that is on its way: it gets a
    /// moment more, since without it nobody could tell whether the job was made.
    /// </summary>
    private async Task<JobSnapshot> SubmitAsync(IVideoProvider provider, Submission submission, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Time);
        using CancellationTokenRegistration stop = cancellationToken.Register(() => deadline.CancelAfter(services.Options.StopGrace));
        return await provider.SubmitAsync(submission, deadline.Token).ConfigureAwait(false);
    }

    private Submission Prepare(IVideoProvider provider, string key, VideoRequest request)
    {
        var opener = new ImageOpener(provider.Descriptor, new ImageFetcher(services.Http).OpenAsync);
        return new Submission(key, request)
        {
            Image = request.Image is { } first ? opener.Open(first) : null,
            LastImage = request.LastImage is { } last ? opener.Open(last) : null,
            ReferenceImages = [.. request.ReferenceImages.Select(reference => opener.Open(reference.Image))],
        };
    }

    private JournalEntry ToSending(JournalEntry entry) => entry with
    {
        Owner = JobOwner.Current,
        SentAt = entry.SentAt ?? services.Time.GetUtcNow(),
        Job = entry.Job with { Status = VideoStatus.Sending, Error = null },
    };

    private static JournalEntry ToPending(JournalEntry entry) =>
        entry.Job.Status == VideoStatus.Sending ? entry with { SentAt = null, Job = entry.Job with { Status = VideoStatus.Pending } } : entry;

    /// <summary>Leaves an entry that was surely not sent to whoever comes next.</summary>
    private Task<JournalEntry?> ReleaseAsync(string key) =>
        services.Journal.UpdateAsync(key, entry => ToPending(entry) with { Owner = null }, durable: false, CancellationToken.None);

    /// <summary>Removes an entry that was never sent; one that may have been stays <c>Unknown</c>.</summary>
    private async Task ForgetUnsentAsync(string key)
    {
        if (await services.Journal.FindAsync(key, CancellationToken.None).ConfigureAwait(false) is { SentAt: null })
        {
            await services.Journal.RemoveAsync(key, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static string Reason(Exception e) => e switch
    {
        OperationCanceledException => "the command was stopped before the answer came.",
        _ => e.Message,
    };
}
