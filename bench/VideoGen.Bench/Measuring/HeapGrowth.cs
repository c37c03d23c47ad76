namespace VideoGen.Bench.Measuring;

/// <summary>By how much the managed heap grows from now on, what is dead and not collected yet included; looked at every millisecond.</summary>
internal sealed class HeapGrowth : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Thread _watch;
    private readonly long _before;
    private long _peak;

    public HeapGrowth()
    {
        _before = GC.GetTotalMemory(forceFullCollection: true);
        _watch = new Thread(Watch) { IsBackground = true };
        _watch.Start();
    }

    /// <returns>Bytes above what it was at the beginning, at the peak.</returns>
    public long End()
    {
        _end.Cancel();
        _watch.Join();
        return Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)) - _before;
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
            _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
