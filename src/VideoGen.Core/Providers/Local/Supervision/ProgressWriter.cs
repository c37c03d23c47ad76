namespace VideoGen.Providers.Local;

/// <summary>Keeps the progress file of one render up to date, with few writes.</summary>
internal sealed class ProgressWriter(LocalFolder folder, string id, int attempt, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private RenderProgress _last = new() { Attempt = attempt, StartedAt = time.GetUtcNow() };
    private long _writtenAt = time.GetTimestamp();

    public Task BeginAsync(CancellationToken cancellationToken) => folder.WriteProgressAsync(id, _last, cancellationToken);

    /// <summary>Called one at a time. Progress that cannot be written (a full disk) is left out; the render's own end says why.</summary>
    public async Task ReportAsync(RenderProgress progress)
    {
        progress = progress with { Attempt = attempt, StartedAt = _last.StartedAt };
        bool started = progress.ProcessId != _last.ProcessId;
        if (!started && (progress.Percent == _last.Percent || time.GetElapsedTime(_writtenAt) < Interval))
        {
            return;
        }

        (_last, _writtenAt) = (progress, time.GetTimestamp());
        try
        {
            await folder.WriteProgressAsync(id, progress, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
