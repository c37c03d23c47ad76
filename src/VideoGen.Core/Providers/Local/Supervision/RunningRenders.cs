using System.Diagnostics.CodeAnalysis;

namespace VideoGen.Providers.Local;

/// <summary>The renders under way in this supervisor.</summary>
internal sealed class RunningRenders(LocalFolder folder, IClipRenderer renderer, RenderCapacity capacity, SupervisorLog log, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A render that took this many supervisors with it is given up, or it would do so for ever.</summary>
    private const int MaximumAttempts = 5;

    private readonly Dictionary<string, Render> _renders = [];

    public IReadOnlyCollection<string> Ids => _renders.Keys;

    /// <summary>Starts what fits. The oldest waits for room rather than being overtaken by smaller ones.</summary>
    public void Start(IReadOnlyList<LocalOrder> waiting)
    {
        foreach (LocalOrder order in waiting)
        {
            if (!capacity.Fits(order, [.. _renders.Values.Select(render => render.Order)]))
            {
                return;
            }

            int renders = Math.Min(_renders.Count + waiting.Count, capacity.Cores);
            var cancellation = new CancellationTokenSource();
            _renders.Add(order.Id, new Render(order, cancellation, Task.Run(() => RunAsync(order, capacity.FilterThreads(renders), cancellation.Token))));
        }
    }

    /// <summary>Ends the renders whose order was cancelled or deleted meanwhile.</summary>
    public void StopCancelled()
    {
        foreach (Render render in _renders.Values.Where(render => !render.Work.IsCompleted && (folder.HasEnded(render.Order.Id) || !folder.Exists(render.Order.Id))))
        {
            render.Cancellation.Cancel();
        }
    }

    /// <summary>Waits until a render ends, at most <paramref name="pause"/>, and forgets those that have.</summary>
    public async Task AnyEndAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = await Task.WhenAny([.. _renders.Values.Select(render => render.Work), Task.Delay(pause, time, waiting.Token)]).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (Render ended in _renders.Values.Where(render => render.Work.IsCompleted).ToArray())
        {
            _ = _renders.Remove(ended.Order.Id);
            ended.Cancellation.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Render render in _renders.Values)
        {
            await render.Cancellation.CancelAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(_renders.Values.Select(render => render.Work)).ConfigureAwait(false);
        foreach (Render render in _renders.Values)
        {
            render.Cancellation.Dispose();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "One order's unforeseen trouble ends that order, never the supervisor with the others.")]
    private async Task RunAsync(LocalOrder order, int filterThreads, CancellationToken cancellationToken)
    {
        try
        {
            int attempt = 1 + ((await folder.ReadProgressAsync(order.Id, cancellationToken).ConfigureAwait(false))?.Attempt ?? 0);
            if (attempt > MaximumAttempts)
            {
                await EndAsync(order, Failed(new JobError(VideoErrors.RenderFailed.Id, $"The render was begun {MaximumAttempts} times and each time its supervisor ended over it; see {folder.LogFile}.")), cancellationToken).ConfigureAwait(false);
                return;
            }

            var progress = new ProgressWriter(folder, order.Id, attempt, time);
            await progress.BeginAsync(cancellationToken).ConfigureAwait(false);
            log.Write($"{order.Id} started: {order.Width}x{order.Height}, {order.Seconds} s, {filterThreads} filter threads, attempt {attempt}.");
            RenderResult result = await renderer.RenderAsync(order, filterThreads, progress.ReportAsync, cancellationToken).ConfigureAwait(false);
            await EndAsync(order, result, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.Write($"{order.Id} stopped.");
        }
        catch (Exception e)
        {
            log.Write($"{order.Id} failed unexpectedly: {e}");
            await EndAsync(order, Failed(new JobError(VideoErrors.RenderFailed.Id, DisplayText.OneLine(e.Message, 500))), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(LocalOrder order, RenderResult result, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (folder.TryEnd(order.Id, result))
                {
                    log.Write($"{order.Id} ended: {result.Status} {result.Error}");
                }
                else if (await folder.ReadResultAsync(order.Id, CancellationToken.None).ConfigureAwait(false) is { Status: not VideoStatus.Completed })
                {
                    // Cancelled in the last moment: that stands, and the clip nobody will ask for goes.
                    File.Delete(folder.ClipOf(order.Id));
                }

                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && !cancellationToken.IsCancellationRequested)
            {
                // A disk so full that not even the result fits: the work is done and waits for room.
                log.Write($"{order.Id} has ended, but its result cannot be written yet: {e.Message}");
                await Task.Delay(TimeSpan.FromSeconds(2), time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private RenderResult Failed(JobError error) => new() { Status = VideoStatus.Failed, CompletedAt = time.GetUtcNow(), Error = error };

    private sealed record Render(LocalOrder Order, CancellationTokenSource Cancellation, Task Work);
}
