using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using VideoGen.Tracing;

namespace VideoGen.Cmdlets;

/// <summary>
/// Lets work on pool threads act on one thread, PowerShell's. Work posts actions; only <see cref="RunReady"/>,
/// <see cref="RunUntilFewerThan"/> and <see cref="RunToEnd"/> run them, on the thread that calls these. It names no PowerShell
/// type, so that it is tested without an engine.
/// </summary>
internal sealed class WorkPump
{
    private readonly BlockingCollection<Action> _actions = [];
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly CancellationTokenSource _cancel;
    private readonly Lazy<CancellationTokenSource> _graceOver;
    private readonly object _gate = new();
    private int _working;
    private bool _ended;

    /// <param name="grace">How long cancelled work is waited for, all of it together, before it is left behind.</param>
    /// <param name="time">Measures the grace.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    public WorkPump(TimeSpan grace, TimeProvider time, CancellationToken stop)
    {
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);

        // Made when the grace begins, and only once: work that goes on posting does not get a new one each time.
        _graceOver = new Lazy<CancellationTokenSource>(() => new CancellationTokenSource(grace, time));
    }

    /// <summary>Hears of what the work exchanges with services; null for nobody. Set before any work is started.</summary>
    public ExchangeListener? Listener { get; set; }

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
                using IDisposable? hearing = Listener?.Begin();
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
                lock (_gate)
                {
                    _ = Interlocked.Decrement(ref _working);
                    Monitor.PulseAll(_gate);
                }

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
        PipelineThread.Current.RunReady();
        while (_actions.TryTake(out Action? action))
        {
            Run(action);
        }
    }

    /// <summary>Runs actions until fewer pieces of work than this are under way.</summary>
    /// <exception cref="OperationCanceledException">Stopped, and the work has outlived the grace.</exception>
    public void RunUntilFewerThan(int working)
    {
        RunReady();
        while (Working >= working)
        {
            RunNext();
        }
    }

    /// <summary>
    /// Runs actions until all work has ended and nothing is left to do. A failure of the work is thrown then, several as one
    /// <see cref="AggregateException"/>.
    /// </summary>
    public void RunToEnd()
    {
        do
        {
            RunUntilFewerThan(1);
            RunReady();
        }
        while (Working > 0);

        Close();
        switch (_failures.ToArray())
        {
            case []:
                return;

            case [Exception only]:
                ExceptionDispatchInfo.Throw(only);
                return;

            case Exception[] several:
                throw new AggregateException(several);
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
        using CancellationTokenRegistration over = GraceOver().Register(() =>
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        });
        lock (_gate)
        {
            while (_working > 0 && !GraceOver().IsCancellationRequested)
            {
                _ = Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Runs the next action. After a stop the work gets the grace to unwind; its last words are still said.</summary>
    private void RunNext()
    {
        bool stopped = _cancel.IsCancellationRequested;
        PipelineThread here = PipelineThread.Current;
        WorkPump? outer = here.Wait(this);
        Action action;
        try
        {
            here.RunReady();
            action = _actions.Take(stopped ? GraceOver() : _cancel.Token);
        }
        catch (OperationCanceledException) when (!stopped)
        {
            // Stopped while waiting: round again, now by the grace.
            return;
        }
        catch (OperationCanceledException)
        {
            Abort();
            throw new OperationCanceledException(_cancel.Token);
        }
        finally
        {
            _ = here.Wait(outer);
        }

        Run(action);
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

    private CancellationToken GraceOver() => _graceOver.Value.Token;

    private void Close()
    {
        _ended = true;
        _actions.CompleteAdding();
    }
}
