using System.Management.Automation;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Cmdlets;

/// <summary>
/// The base of all commands: one session of work from BeginProcessing to EndProcessing, whose results are written on the
/// pipeline thread.
/// </summary>
public abstract class VideoCommand : PSCmdlet, IDisposable
{
    /// <summary>
    /// How long stopped work may take to unwind before the prompt returns without it: less than two seconds, and longer than a
    /// submission on the wire is given (<see cref="Client.VideoClientOptions.StopGrace"/>).
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.9);

    // Made with the object: a token made later can miss a stop that comes before it.
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _warned = [];

    // Once a session: what is said of each command is soon not read any more.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> Noticed = new();
    private readonly WorkPump _pump;
    private ProgressPane? _pane;

    private protected VideoCommand() => _pump = new WorkPump(Grace, TimeProvider.System, _stop.Token);

    private protected WorkPump Pump => _pump;

    protected sealed override void BeginProcessing() => Guarded(() =>
    {
        _pump.Listener = ExchangeMessages.Open(this, _pump);
        Begin();
        if (SpeaksOfUnclaimed && Interactivity.IsTyped(this))
        {
            InboxReminder.Session.Look(() => ModuleClient.Get(this), TimeProvider.System);
        }
    });

    protected sealed override void ProcessRecord() => Guarded(() =>
    {
        Process();
        _pump.RunReady();
    });

    protected sealed override void EndProcessing() => Guarded(() =>
    {
        Finish();
        _pump.RunToEnd();
        _pane?.Close();
        Concluded();
        if (SpeaksOfUnclaimed && Interactivity.IsTyped(this) && InboxReminder.Session.Take(TimeProvider.System.GetUtcNow()) is { } reminder)
        {
            Say(reminder);
        }
    });

    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Whether the user may be reminded here of clips that are not saved: at the end of a line, and not by what saves or lists them.</summary>
    private protected virtual bool SpeaksOfUnclaimed => MyInvocation.PipelinePosition == MyInvocation.PipelineLength;

    /// <summary>Before the first input.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Once an input. Hands it to the work and returns.</summary>
    private protected abstract void Process();

    /// <summary>After the last input, before the work is waited for.</summary>
    private protected virtual void Finish()
    {
    }

    /// <summary>After the last word, and before an error that ends the command.</summary>
    private protected virtual void Concluded()
    {
    }

    /// <summary>Runs one piece of work to its end, for what must be known before going on.</summary>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        T result = default!;
        var pump = new WorkPump(Grace, TimeProvider.System, _stop.Token);
        pump.Listener = ExchangeMessages.Open(this, pump);
        pump.Start(async cancellationToken => result = await work(cancellationToken).ConfigureAwait(false));
        pump.RunToEnd();
        _stop.Token.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>The same, of work that mostly has its answer at once: where it has, it never leaves this thread.</summary>
    private protected T AwaitAnswer<T>(Func<CancellationToken, ValueTask<T>> work)
    {
        ValueTask<T> answer = work(_stop.Token);
        return answer.IsCompleted ? answer.GetAwaiter().GetResult() : Await(_ => answer.AsTask());
    }

    /// <summary>Writes an error of one input and goes on.</summary>
    private protected void WriteError(VideoGenException error, object? target) => WriteError(ErrorRecords.From(error, target));

    /// <summary>Writes each warning once a command, however many rows have it.</summary>
    private protected void WarnOnce(IReadOnlyList<string> warnings)
    {
        for (int i = 0; i < warnings.Count; i++)
        {
            if (_warned.Add(warnings[i]))
            {
                WriteWarning(warnings[i]);
            }
        }
    }

    /// <summary>Says something the user should know and need not act on: shown in the host, capturable, not in the output.</summary>
    private protected void Notice(string message)
    {
        if (Noticed.TryAdd(message, true))
        {
            Say(message);
        }
    }

    /// <summary>Says something in the host, capturable as information and not in the output.</summary>
    private protected void Say(string message) => WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST", "VideoGen"]);

    /// <summary>
    /// Says what was done, to whoever asks for the verbose stream. With -Debug and without -Verbose it is a debug message: the engine
    /// would stop at each verbose one then, and ask.
    /// </summary>
    internal void Remark(string message)
    {
        if (MyInvocation.BoundParameters.ContainsKey("Debug") && !MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            WriteDebug(message);
        }
        else
        {
            WriteVerbose(message);
        }
    }

    /// <summary>Says what a command came to: only to whoever asks for the information stream.</summary>
    private protected void Conclude(string summary) => WriteInformation(summary, ["VideoGen", "Summary"]);

    /// <summary>Shows the one bar of this command, where anybody looks. It is taken away at the end, whatever the end is.</summary>
    private protected T Show<T>(string activity, T numbers)
        where T : ProgressNumbers
    {
        if (ProgressBar.Of(this, activity) is { } bar)
        {
            _pane = new ProgressPane(PipelineThread.Current, numbers, bar, TimeProvider.System);
        }

        return numbers;
    }

    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (VideoGenException e)
        {
            _pane?.Close();
            Concluded();
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected virtual void Dispose(bool disposing)
    {
        // The one place that is reached when the pipeline ended around this command without a word to it.
        _pane?.Close();
        _pump.Abort();
        _stop.Dispose();
    }
}
