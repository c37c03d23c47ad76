using System.Diagnostics;
using System.Globalization;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Kills;

/// <summary>A process that runs the batch, with an environment of its own.</summary>
internal sealed class Session : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    /// <summary>Waited for once: a process forgets one of two who begin and stop waiting for it at the same moment.</summary>
    private readonly Task _exit;

    private Session(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        _exit = _process.WaitForExitAsync();
    }

    /// <summary>A process of this program, or of PowerShell.</summary>
    public static Session Start(KillPlan plan, FaultyService service, WorkFolder folder, QuickTime time)
    {
        ProcessStartInfo start = plan.Shell ? ShellBatch.StartInfo(plan, folder) : StartInfo(plan, folder, time);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        // A key of the user's may not turn this into something that is paid for.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("VIDEOGEN_", StringComparison.OrdinalIgnoreCase) && name != "VIDEOGEN_FFMPEG").ToArray())
        {
            _ = start.Environment.Remove(name);
        }

        start.Environment["VIDEOGEN_HOME"] = folder.Home;
        foreach ((string name, string value) in service.Variables)
        {
            start.Environment[name] = value;
        }

        return new Session(start);
    }

    /// <summary>Kills it at the moment. False when it had ended before.</summary>
    public async Task<bool> KillAsync(KillMoment moment, FaultyService service)
    {
        using var over = new CancellationTokenSource();
        _ = await Task.WhenAny(moment.WaitAsync(service, over.Token), _exit);
        await over.CancelAsync();
        if (_process.HasExited)
        {
            return false;
        }

        _process.Kill();
        await _exit;
        return true;
    }

    /// <summary>Waits for its own end. Returns what is wrong with that; null where a row may be unknown but nothing else.</summary>
    public async Task<string?> EndAsync()
    {
        try
        {
            await _exit.WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            return $"A session was still at work after {Patience.TotalMinutes} minutes.";
        }

        return _process.ExitCode is 0 or PipelineProgram.SomeRowsFailed ? null
            : $"A session ended with code {_process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {await _errors} {await _output}";
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(KillPlan plan, WorkFolder folder, QuickTime time)
    {
        var start = new ProcessStartInfo(Dotnet.Path);
        foreach (string argument in (string[])
        [
            "exec", typeof(Session).Assembly.Location, PipelineProgram.Command, folder.Home, folder.Clips, plan.Service,
            plan.Rows.ToString(CultureInfo.InvariantCulture), time.Speed.ToString(CultureInfo.InvariantCulture), time.Since.UtcTicks.ToString(CultureInfo.InvariantCulture),
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
