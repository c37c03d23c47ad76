using System.Diagnostics;

namespace VideoGen.Providers.Local;

/// <summary>What this process knows of the supervisor it started last for one home. Used under its own lock.</summary>
internal sealed class SupervisorLaunch
{
    /// <summary>How long a started process may take until it holds the lock: a cold pwsh on a slow disk.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly object _textGate = new();
    private Process? _process;
    private long _startedAt;
    private string _text = "";

    /// <summary>Starts in a row that never got the lock.</summary>
    public int Failures { get; private set; }

    /// <summary>What the last one wrote before it ended.</summary>
    public string Trouble
    {
        get
        {
            lock (_textGate)
            {
                return _text.Length > 0 ? DisplayText.OneLine(_text, 300) : "it said nothing.";
            }
        }
    }

    /// <summary>True while the process started last may yet take the lock.</summary>
    /// <param name="lastHolder">Who held the lock last. When that is the process, it is about to end and looks at no more orders.</param>
    public bool IsUnderWay(int? lastHolder)
    {
        if (_process is not { } process)
        {
            return false;
        }

        bool held = lastHolder == process.Id;
        if (!process.HasExited)
        {
            return !held && TimeProvider.System.GetElapsedTime(_startedAt) < StartLimit;
        }

        // One that found another at work ends without the lock too; three of those in a row there are only when it never works.
        Failures = held ? 0 : Failures + 1;
        process.Dispose();
        _process = null;
        return false;
    }

    /// <summary>A supervisor is there, whoever started it.</summary>
    public void Succeed() => Failures = 0;

    public void Begin(ProcessStartInfo start)
    {
        _process?.Dispose();
        _process = null;
        var process = new Process { StartInfo = start };
        if (start.RedirectStandardError)
        {
            // Read, so that a host with much to say does not block on a full pipe.
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
        }

        _ = process.Start();
        _startedAt = TimeProvider.System.GetTimestamp();
        _process = process;
        if (start.RedirectStandardError)
        {
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }
    }

    private void Keep(string? line)
    {
        lock (_textGate)
        {
            if (line is not null && _text.Length < 2000)
            {
                _text += $"{line} ";
            }
        }
    }
}
