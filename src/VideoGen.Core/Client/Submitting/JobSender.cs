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

    private readonly SubmissionEntries _entries = new(services);

    /// <param name="entry">Owned by this process, <c>Pending</c>, or to be sent again under its key.</param>
    /// <exception cref="VideoGenException">Nothing was sent; the entry is withdrawn.</exception>
    public async Task<SubmitResult> SendAsync(JournalEntry entry, VideoRequest request, CancellationToken cancellationToken)
    {
        bool holdsPlace = false;
        try
        {
            await run.Throttle.WaitAsync(cancellationToken).ConfigureAwait(false);
            holdsPlace = true;
            run.ThrowIfStopped(entry.Job.Provider);
            return await SendThrottledAsync(entry, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nothing left this machine, or nothing that counts: see SendThrottledAsync.
            VideoJob? unknown = await _entries.WithdrawAsync(entry).ConfigureAwait(false);
            if (e is NotSentException or SubmissionRefusedException && e.InnerException is VideoGenException reason)
            {
                run.Note(entry.Job.Provider, reason);
                return new SubmitResult(unknown, reason, false, []);
            }

            run.Note(entry.Job.Provider, VideoGenException.Of(e));
            throw;
        }
        finally
        {
            if (holdsPlace)
            {
                _ = run.Throttle.Release();
            }
        }
    }

    /// <summary>Throws only where the service made nothing of it; every other end is a result.</summary>
    private async Task<SubmitResult> SendThrottledAsync(JournalEntry entry, VideoRequest request, CancellationToken cancellationToken)
    {
        IVideoProvider provider = services.Providers.Get(request.Provider!);
        services.Providers.RequireReady(provider.Descriptor);
        Submission submission = Prepare(provider, entry.Job.Key, request) with { Stopping = cancellationToken };
        for (int attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await _entries.MarkSendingAsync(entry, cancellationToken).ConfigureAwait(false) is not { } sending)
            {
                return await _entries.ExplainLossAsync(entry).ConfigureAwait(false);
            }

            try
            {
                JobSnapshot snapshot = await SubmitAsync(provider, submission, cancellationToken).ConfigureAwait(false);
                return await _entries.KeepAsync(sending, snapshot).ConfigureAwait(false);
            }
            catch (SubmissionRefusedException)
            {
                throw;
            }
            catch (NotSentException failure) when (attempt < Attempts && failure.Reason.Kind == VideoErrors.ConnectionFailed)
            {
                await _entries.MarkUnsentAsync(entry).ConfigureAwait(false);
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), services.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (NotSentException)
            {
                throw;
            }
            catch (Exception e)
            {
                // Whatever else happened, the service may have made the job. Nothing may submit it again by itself.
                string reason = Reason(e, cancellationToken);
                VideoJob unknown = await _entries.MarkLostAsync(sending, reason).ConfigureAwait(false);
                return new SubmitResult(unknown, SubmissionEntries.Unknown(unknown, e), true, []);
            }
        }
    }

    /// <summary>
    /// Stopping the command stops waiting for a place on the wire at once, but not an answer that is on its way: it gets a
    /// moment more, since without it nobody could tell whether the job was made.
    /// </summary>
    private async Task<JobSnapshot> SubmitAsync(IVideoProvider provider, Submission submission, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Time);
        using CancellationTokenRegistration stop = cancellationToken.Register(() => deadline.CancelAfter(services.Options.StopGrace));
        JobSnapshot snapshot = await provider.SubmitAsync(submission, deadline.Token).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(snapshot.Id)
            ? throw new VideoGenException(VideoErrors.InvalidResponse, $"{provider.Descriptor.Name} took the job without giving it an id.")
            : snapshot;
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

    private static string Reason(Exception e, CancellationToken stop) => e switch
    {
        OperationCanceledException when stop.IsCancellationRequested => "the command was stopped before the answer came.",
        OperationCanceledException => "no answer came in time.",
        _ => e.Message,
    };
}
