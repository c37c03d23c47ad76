namespace VideoGen.Bench.Measuring;

/// <summary>By how much this process's resident memory grows from now on, looked at every few milliseconds.</summary>
internal sealed class ResidentGrowth : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly Thread _watch;
    private readonly long _before;
    private long _peak;

    public ResidentGrowth()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        _before = Environment.WorkingSet;
        _watch = new Thread(Watch) { IsBackground = true };
        _watch.Start();
    }

    /// <returns>Bytes above what it was at the beginning, at the peak.</returns>
    public long End()
    {
        _end.Cancel();
        _watch.Join();
        return Math.Max(_peak, Environment.WorkingSet) - _before;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private void Watch()
    {
        while (!_end.Token.WaitHandle.WaitOne(Between))
        {
            _peak = Math.Max(_peak, Environment.WorkingSet);
        }
    }
}
