namespace VideoGen.Journal;

/// <summary>
/// Threads that wait for the disk, so that those of the pool need not: a flush takes milliseconds in which its thread does nothing, the
/// pool has as many threads as the machine has cores, and requests and answers would stand behind them. Flushes that wait together are
/// also one write to a disk's log, not many.
/// </summary>
internal sealed class DiskThreads
{
    private const int Most = 32;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly Queue<Action> _work = new();
    private int _threads;
    private int _waiting;

    /// <summary>Those of the process: they belong to its disk, not to a journal.</summary>
    public static DiskThreads Shared { get; } = new();

    /// <summary>Runs work that blocks; what it throws is the task's.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _work.Enqueue(() => Run(work, done));
            if (_waiting >= _work.Count)
            {
                Monitor.Pulse(_lock);
            }
            else if (_threads < Most)
            {
                _threads++;
                new Thread(Serve) { IsBackground = true, Name = "VideoGen disk" }.UnsafeStart();
            }
        }

        return done.Task;
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private void Serve()
    {
        while (TakeNext() is { } work)
        {
            work();
        }
    }

    /// <summary>Null when there was nothing to do for a while: the thread may go.</summary>
    private Action? TakeNext()
    {
        lock (_lock)
        {
            while (_work.Count == 0)
            {
                _waiting++;
                bool woken = Monitor.Wait(_lock, Idle);
                _waiting--;
                if (!woken && _work.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }

            return _work.Dequeue();
        }
    }
}
