using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>
/// Sends submissions: the intent is flushed to disk before the first byte leaves, and every way in which the sending can
/// end leaves the entry in the state that is true of it.
/// </summary>
internal sealed class JobSender(ClientServices services, SubmitOptions options, RunState run) : IClipSender
{
    private const int Attempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly SubmissionEntries _entries = new(services);
    private readonly SubmissionCall _call = new(services, options);
    private readonly RoundBudget _budget = new(services, options);

    public async Task<SubmitResult> SendAsync(OutgoingClip clip, CancellationToken cancellationToken) =>
        (await SendAsync([clip], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Sends clips of one provider in one request; several only where the service takes them so.</summary>
    /// <returns>What became of each, in order.</returns>
    /// <exception cref="OperationCanceledException">Nothing was sent; the entries are withdrawn.</exception>
    public async Task<IReadOnlyList<SubmitResult>> SendAsync(IReadOnlyList<OutgoingClip> clips, CancellationToken cancellationToken)
    {
        var round = new SendingRound(clips);
        try
        {
            foreach (OutgoingClip clip in clips)
            {
                await ReserveAsync(round, clip).ConfigureAwait(false);
            }

            await SendOpenAsync(round, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nothing left this machine, or nothing that counts: see SendThrottledAsync.
            VideoGenException reason = ReasonOf(e);
            foreach (OutgoingClip clip in round.Open)
            {
                await TellNothingAsync(round, clip, reason).ConfigureAwait(false);
            }

            if (e is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                throw;
            }
        }

        return round.Results;
    }

    /// <summary>Sets the price aside. A clip that the limit has no room for is not sent; a cheaper one after it may be.</summary>
    private async Task ReserveAsync(SendingRound round, OutgoingClip clip)
    {
        try
        {
            round.Reserve(clip, run.Costs.Reserve(round.Provider, clip.Clip.Quote));
        }
        catch (VideoGenException e)
        {
            await TellNothingAsync(round, clip, e).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what is left to send, again when a service that was full has room.</summary>
    private async Task SendOpenAsync(SendingRound round, CancellationToken cancellationToken)
    {
        DateTimeOffset since = services.Time.GetUtcNow();
        for (int refusals = 1; round.Open.Count > 0; refusals++)
        {
            try
            {
                await run.Throttle.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    run.ThrowIfStopped(round.Provider);
                    await SendThrottledAsync(round, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    // Before the place is given to the next row, which would meet the same.
                    run.Note(round.Provider, ReasonOf(e));
                    throw;
                }
                finally
                {
                    _ = run.Throttle.Release();
                }
            }
            catch (SubmissionRefusedException e) when (run.Congestion.MayPass(e.Reason, since))
            {
                foreach (OutgoingClip clip in round.Open)
                {
                    await _entries.MarkUnsentAsync(clip.Entry).ConfigureAwait(false);
                }

                await run.Congestion.WaitAsync(round.Provider, e.Reason, refusals, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Throws only where the service made nothing of them; every other end is told.</summary>
    private async Task SendThrottledAsync(SendingRound round, CancellationToken cancellationToken)
    {
        using TraceScope? trace = services.Traces.Begin(TracePurpose.Submit, round.Open.Select(clip => clip.Entry.Job), options.WebhookSecret);
        Func<IReadOnlyList<OutgoingClip>, CancellationToken, Task<IReadOnlyList<BatchEnd>>> call = _call.Prepare(round.Open, cancellationToken);
        await _budget.ReserveAsync(round, cancellationToken).ConfigureAwait(false);
        for (int attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<OutgoingClip> sending = await MarkSendingAsync(round, cancellationToken).ConfigureAwait(false);
            if (sending.Count == 0)
            {
                return;
            }

            try
            {
                IReadOnlyList<BatchEnd> ends = await CallAsync(call, sending, cancellationToken).ConfigureAwait(false);
                for (int i = 0; i < sending.Count; i++)
                {
                    await TellAsync(round, sending[i], ends[i]).ConfigureAwait(false);
                }

                return;
            }
            catch (SubmissionRefusedException)
            {
                throw;
            }
            catch (NotSentException failure) when (attempt < Attempts && failure.Reason.Kind == VideoErrors.ConnectionFailed)
            {
                foreach (OutgoingClip clip in sending)
                {
                    await _entries.MarkUnsentAsync(clip.Entry).ConfigureAwait(false);
                }

                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), services.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (NotSentException)
            {
                throw;
            }
            catch (Exception e)
            {
                // Whatever else happened, the service may have made the jobs. Nothing may submit them again by itself.
                string reason = Reason(e, cancellationToken);
                foreach (OutgoingClip clip in round.Open)
                {
                    await TellLostAsync(round, clip, reason, e).ConfigureAwait(false);
                }

                return;
            }
        }
    }

    /// <summary>Flushes the intents to disk. Those that are not this submission's any more are told, and left out.</summary>
    private async Task<List<OutgoingClip>> MarkSendingAsync(SendingRound round, CancellationToken cancellationToken)
    {
        var sending = new List<OutgoingClip>();
        foreach (OutgoingClip clip in round.Open)
        {
            if (clip.Entry.SentAt is not null && !_entries.IsKeyRemembered(clip.Entry))
            {
                // The place on the wire came too late: the service would take it for a new order.
                VideoJob unknown = await _entries.WithdrawAsync(clip.Entry).ConfigureAwait(false) ?? clip.Entry.Job;
                round.TellNothing(clip, new SubmitResult(unknown, _entries.Unknown(unknown), false, []));
            }
            else if (await _entries.MarkSendingAsync(clip.Entry, cancellationToken).ConfigureAwait(false) is not null)
            {
                sending.Add(clip);
            }
            else
            {
                await _budget.ReleaseAsync(round, clip).ConfigureAwait(false);
                round.TellNothing(clip, await _entries.ExplainLossAsync(clip.Entry).ConfigureAwait(false));
            }
        }

        return sending;
    }

    /// <summary>
    /// Stopping the command stops waiting for a place on the wire at once, but not an answer that is on its way: it gets a
    /// moment more, since without it nobody could tell whether the job was made.
    /// </summary>
    private async Task<IReadOnlyList<BatchEnd>> CallAsync(
        Func<IReadOnlyList<OutgoingClip>, CancellationToken, Task<IReadOnlyList<BatchEnd>>> call, List<OutgoingClip> sending, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Time);
        using CancellationTokenRegistration stop = cancellationToken.Register(() => deadline.CancelAfter(services.Options.StopGrace));
        return await call(sending, deadline.Token).ConfigureAwait(false);
    }

    private async Task TellAsync(SendingRound round, OutgoingClip clip, BatchEnd end)
    {
        if (end.Job is { } snapshot)
        {
            // The id first: it is all there is to what was paid for.
            SubmitResult made = await _entries.KeepAsync(clip.Entry, snapshot).ConfigureAwait(false);
            await _budget.KeepAsync(clip.Entry, snapshot.Cost, snapshot.Status).ConfigureAwait(false);
            round.TellMade(clip, made, snapshot.Cost);
        }
        else if (end.Refusal is { } refusal)
        {
            run.Note(round.Provider, refusal);
            await TellNothingAsync(round, clip, refusal).ConfigureAwait(false);
        }
        else
        {
            await TellLostAsync(round, clip, "the service's answer has neither a job nor a refusal for it.", null).ConfigureAwait(false);
        }
    }

    private async Task TellNothingAsync(SendingRound round, OutgoingClip clip, VideoGenException reason)
    {
        await _budget.ReleaseAsync(round, clip).ConfigureAwait(false);
        VideoJob? unknown = await _entries.WithdrawAsync(clip.Entry).ConfigureAwait(false);
        if (unknown is null)
        {
            await services.Traces.KeepRefusedAsync(clip.Entry, reason).ConfigureAwait(false);
        }

        VideoRequest request = clip.Clip.Request;
        VideoGenException told = clip.Clip.AudioSource is null ? RefusalRemedy.Add(services.Providers.Get(round.Provider).Descriptor, request, reason) : reason;
        round.TellNothing(clip, new SubmitResult(unknown, told, false, []));
    }

    private async Task TellLostAsync(SendingRound round, OutgoingClip clip, string reason, Exception? cause)
    {
        VideoJob unknown = await _entries.MarkLostAsync(clip.Entry, reason).ConfigureAwait(false);
        await _budget.KeepAsync(clip.Entry).ConfigureAwait(false);
        round.TellMade(clip, new SubmitResult(unknown, _entries.Unknown(unknown, cause), true, []));
    }

    private static VideoGenException ReasonOf(Exception e) => VideoGenException.Of(e is NotSentException or SubmissionRefusedException ? e.InnerException! : e);

    private static string Reason(Exception e, CancellationToken stop) => e switch
    {
        OperationCanceledException when stop.IsCancellationRequested => "the command was stopped before the answer came.",
        OperationCanceledException => "no answer came in time.",
        _ => e.Message,
    };
}
