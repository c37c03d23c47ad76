namespace VideoGen.Client;

/// <summary>A wait that hears of ends from the services, too. Jobs are still asked about, less often, so that a report that never comes costs time only.</summary>
public sealed class ListeningWait(WaitRun wait, WebhookReceiver receiver)
{
    /// <summary>As <see cref="WaitRun.RunAsync"/>.</summary>
    /// <param name="tell">Told of every request after it was answered.</param>
    /// <param name="ended">Told when listening ended by itself; the wait goes on at its usual pace.</param>
    public async Task RunAsync(
        Action<JobReading> emit, IProgress<JobUpdate>? progress, Action<WebhookReport> tell, Action<VideoGenException> ended, CancellationToken cancellationToken)
    {
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        wait.IsListening = true;
        Task listen = ListenAsync(tell, ended, listening.Token);
        try
        {
            await wait.RunAsync(emit, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await listening.CancelAsync().ConfigureAwait(false);
            await listen.ConfigureAwait(false);
        }
    }

    private async Task ListenAsync(Action<WebhookReport> tell, Action<VideoGenException> ended, CancellationToken cancellationToken)
    {
        try
        {
            await receiver.RunAsync(
                report =>
                {
                    tell(report);
                    if (report.Reading is { } reading)
                    {
                        wait.Take(reading);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            ended(VideoGenException.Of(e));
        }
        finally
        {
            wait.IsListening = false;
        }
    }
}
