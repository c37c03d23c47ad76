using System.Collections.Concurrent;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

/// <summary>A renderer without FFmpeg whose renders end when the test says so, or at once.</summary>
internal sealed class ScriptedRenderer(bool endsAtOnce = false) : IClipRenderer
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _ends = new();
    private int _running;

    public ConcurrentQueue<string> Started { get; } = new();

    public ConcurrentQueue<int> FilterThreads { get; } = new();

    public int MostAtOnce { get; private set; }

    /// <summary>Called with each order when its render starts.</summary>
    public Action<LocalOrder> OnStart { get; init; } = _ => { };

    public void End(string id) => Source(id).TrySetResult();

    public async Task<RenderResult> RenderAsync(LocalOrder order, int filterThreads, Func<RenderProgress, Task> report, CancellationToken cancellationToken)
    {
        int running = Interlocked.Increment(ref _running);
        lock (_ends)
        {
            MostAtOnce = Math.Max(MostAtOnce, running);
        }

        Started.Enqueue(order.Id);
        FilterThreads.Enqueue(filterThreads);
        OnStart(order);
        try
        {
            if (!endsAtOnce)
            {
                await Source(order.Id).Task.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            _ = Interlocked.Decrement(ref _running);
        }

        return new RenderResult { Status = VideoStatus.Completed, CompletedAt = order.SubmittedAt };
    }

    private TaskCompletionSource Source(string id) => _ends.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
