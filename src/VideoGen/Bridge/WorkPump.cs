using System.Collections.Concurrent;

namespace VideoGen.Cmdlets;

/// <summary>
/// Lets work on pool threads act on one thread, PowerShell's. Work posts actions; only <see cref="RunReady"/>,
/// <see cref="RunUntilFewerThan"/> and <see cref="RunToEnd"/> run them, on the thread that calls these. It names no PowerShell
/// type, so that it is tested without an engine.
/// </summary>
internal sealed class WorkPump
{
    private readonly BlockingCollection<Action> _actions = [];
    private readonly CancellationTokenSource _cancel;
    private readonly TimeSpan _grace;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<Exception> _failures = new();
    private int _working;
    private bool _ended;

    /// <param name="grace">How long cancelled work is waited for before it is left behind.</param>
    /// <param name="time">Measures the grace.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    public WorkPump(TimeSpan grace, TimeProvider time, CancellationToken stop)
    {
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _grace = grace;
        _time = time;
    }

    /// <summary>Pieces of work that have not ended.</summary>
    public int Working => Volatile.Read(ref _working);

    /// <summary>Starts a piece of work on the pool. What it throws comes out of <see cref="RunToEnd"/>.</summary>
    public void Start(Func<CancellationToken, Task> work)
    {
        _ = Interlocked.Increment(ref _working);
        _ = Task.Run(async () =>
        {
            try
            {
                await work(_cancel.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                _failures.Enqueue(e);
            }
            finally
            {
                _ = Interlocked.Decrement(ref _working);

                // Wakes the loop, which looks at the count.
                Post(static () => { });
            }
        });
    }

    /// <summary>Hands over an action. On any thread; after the end it is dropped.</summary>
    public void Post(Action action)
    {
        try
        {
            _actions.Add(action);
        }
        catch (InvalidOperationException)
        {
            // The command is over; there is nobody to act for.
        }
    }

    /// <summary>Runs what is there and returns.</summary>
    public void RunReady()
    {
        while (_actions.TryTake(out Action? action))
        {
            Run(action);
        }
    }

    /// <summary>Runs actions until fewer pieces of work than this are under way.</summary>
    public void RunUntilFewerThan(int working)
    {
        RunReady();
        while (Working >= working)
        {
            RunNext(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Runs actions until all work has ended and nothing is left to do. The first failure of the work is thrown.</summary>
    public void RunToEnd()
    {
        RunUntilFewerThan(1);
        RunReady();
        Close();
        if (_failures.TryDequeue(out Exception? failure))
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Cancels the work, waits for it within the grace, and drops what it still wants to do. More calls do nothing.</summary>
    public void Abort()
    {
        if (_ended)
        {
            return;
        }

        Close();
        _cancel.Cancel();
        long start = _time.GetTimestamp();
        while (Working > 0 && _time.GetElapsedTime(start) < _grace)
        {
            // Nothing to run any more, only to wait for: the count has no event of its own.
            _ = SpinWait.SpinUntil(() => Working == 0, TimeSpan.FromMilliseconds(50));
        }
    }

    private void RunNext(TimeSpan limit)
    {
        // After a stop the work gets the grace to unwind; its last words are still said.
        TimeSpan wait = _cancel.IsCancellationRequested ? _grace : limit;
        try
        {
            if (_actions.TryTake(out Action? action, (int)wait.TotalMilliseconds, _cancel.IsCancellationRequested ? CancellationToken.None : _cancel.Token))
            {
                Run(action);
            }
            else
            {
                Abort();
                throw new OperationCanceledException(_cancel.Token);
            }
        }
        catch (OperationCanceledException) when (!_ended && _cancel.IsCancellationRequested)
        {
            // Stopped while waiting: go round again, now by the grace.
        }
    }

    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch
        {
            // A write was refused: the command after this one has enough, or an error ends the pipeline. The engine calls
            // neither StopProcessing nor its stop token then.
            Abort();
            throw;
        }
    }

    private void Close()
    {
        _ended = true;
        _actions.CompleteAdding();
    }
}
