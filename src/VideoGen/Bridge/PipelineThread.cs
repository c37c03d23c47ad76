using System.Collections.Concurrent;

namespace VideoGen.Cmdlets;

/// <summary>
/// The thread that the commands of a pipeline share. What is posted here is run by whichever of them holds the thread: the bar of one
/// would else stand still while another works.
/// </summary>
internal sealed class PipelineThread
{
    [ThreadStatic]
    private static PipelineThread? _current;

    private readonly ConcurrentQueue<Action> _actions = new();
    private WorkPump? _waiting;

    /// <summary>That of the calling thread.</summary>
    public static PipelineThread Current => _current ??= new PipelineThread();

    /// <summary>Hands over an action. On any thread.</summary>
    public void Post(Action action)
    {
        _actions.Enqueue(action);
        Interlocked.CompareExchange(ref _waiting, null, null)?.Post(static () => { });
    }

    /// <summary>Runs what is there and returns. On this thread.</summary>
    public void RunReady()
    {
        while (_actions.TryDequeue(out Action? action))
        {
            action();
        }
    }

    /// <summary>Says which pump is about to wait, and is to be woken for what is posted. Returns the one that was.</summary>
    public WorkPump? Wait(WorkPump? pump) => Interlocked.Exchange(ref _waiting, pump);
}
