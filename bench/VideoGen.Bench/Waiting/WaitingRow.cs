using System.Globalization;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Waiting;

/// <summary>What it takes to wait for many jobs that go on and on, beside a process of the same kind that does nothing.</summary>
internal sealed class WaitingRow : IBenchRow
{
    /// <summary>MiB beside the idle process.</summary>
    private const double MostMemory = 64;

    /// <summary>Percent of one core.</summary>
    private const double MostProcessor = 5;

    private const double MiB = 1024 * 1024;

    public string Name => "waiting";

    public string Title => "waiting for 10,000 open jobs (OpenAI shape, told to ask every 60 s) for 5 minutes, against an idle process";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        (int Jobs, int Seconds)[] sizes = run.Quick ? [(200, 10)] : [(100, 75), (1000, 75), (10_000, 300)];
        int poll = run.Quick ? 2 : 60;
        string idleHome = run.NewFolder("idle");
        var idleSpan = TimeSpan.FromSeconds(run.Quick ? 3 : 20);
        WatchedFigures idle = await WatchAsync("waiting-idle", idleHome, new Uri("http://127.0.0.1:9/v1"), idleSpan, cancellationToken);
        WatchedFigures? idleShell = PowerShellProcess.IsThere && File.Exists(PowerShellProcess.Module)
            ? await WatchShellAsync("idle", idleHome, new Uri("http://127.0.0.1:9/v1"), idleSpan, cancellationToken) : null;
        foreach ((int jobs, int seconds) in sizes)
        {
            using ServiceProcess service = await ServiceProcess.StartAsync("waiting-service", [poll.ToString(CultureInfo.InvariantCulture)], cancellationToken);
            string home = run.NewFolder($"home-{jobs}");
            await OpenJobs.MakeAsync(service.Address, home, jobs, cancellationToken);
            bool isLargest = jobs == sizes[^1].Jobs;
            var span = TimeSpan.FromSeconds(seconds);
            Report(result, "C#", jobs, idle, await WatchAsync("waiting-client", home, service.Address, span, cancellationToken), isLargest);
            if (idleShell is not null)
            {
                Report(result, "Wait-VideoJob", jobs, idleShell, await WatchShellAsync("wait", home, service.Address, span, cancellationToken), isLargest);
            }
        }

        if (idleShell is null)
        {
            result.Note("Wait-VideoJob was not measured: there is no pwsh on the PATH, or the module is not built.");
        }

        result.Note("Memory is the most that was resident at any time, less the most of an idle process; processor time is that of the whole span, the reading of the journal and the first round of requests included.");
    }

    private static void Report(RowResult result, string contender, int jobs, WatchedFigures idle, WatchedFigures waiting, bool isJudged)
    {
        double memory = (waiting.Resident - idle.Resident) / MiB;
        double processor = 100 * waiting.Processor / waiting.Span;
        if (isJudged)
        {
            result.AtMost($"{contender}: memory beside an idle process", memory, MostMemory, "MiB");
            result.AtMost($"{contender}: processor time", processor, MostProcessor, "% of a core");
        }

        result.Point("Waiting: memory beside an idle process", contender, jobs, Math.Max(memory, 0.1), ("open jobs", "MiB"));
        result.Point("Waiting: processor time", contender, jobs, processor, ("open jobs", "% of a core"));
    }

    private static Task<WatchedFigures> WatchAsync(string program, string home, Uri service, TimeSpan span, CancellationToken cancellationToken)
    {
        (string executable, IReadOnlyList<string> arguments) = BenchProcess.Command(program, home);
        return WatchedProcess.RunAsync(executable, arguments, OpenJobs.Environment(service, home), span, cancellationToken);
    }

    private static Task<WatchedFigures> WatchShellAsync(string mode, string home, Uri service, TimeSpan span, CancellationToken cancellationToken)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Waiting", "waiting.ps1");
        string[] arguments = ["-NoProfile", "-NonInteractive", "-File", script, "-Module", PowerShellProcess.Module, "-Mode", mode];
        return WatchedProcess.RunAsync("pwsh", arguments, OpenJobs.Environment(service, home), span, cancellationToken);
    }
}
