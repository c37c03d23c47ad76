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

    private const string Core = "C#";

    private const string Shell = "Wait-VideoJob";

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Waiting", "waiting.ps1");

    public string Name => "waiting";

    public string Title => "waiting for 10,000 open jobs (OpenAI shape, told to ask every 60 s) for 5 minutes, against an idle process";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        (int Jobs, int Seconds)[] sizes = run.Quick ? [(200, 10)] : [(100, 75), (1000, 75), (10_000, 300)];
        int poll = run.Quick ? 2 : 60;
        string[] contenders = PowerShellProcess.IsThere && File.Exists(PowerShellProcess.Module) ? [Core, Shell] : [Core];

        // Each wait has a service and a home of its own. All are made before anybody is watched, so that nobody pays for what another's take.
        var places = new List<Place>();
        try
        {
            foreach ((int jobs, int seconds) in sizes)
            {
                foreach (string contender in contenders)
                {
                    places.Add(await OpenAsync(run, contender, jobs, TimeSpan.FromSeconds(seconds), poll, cancellationToken));
                }
            }

            string idleHome = run.NewFolder("idle");
            var idleSpan = TimeSpan.FromSeconds(run.Quick ? 3 : 20);
            Task<WatchedFigures>[] idle = [.. contenders.Select(contender => WatchAsync(contender, isIdle: true, idleHome, new Uri("http://127.0.0.1:9/v1"), idleSpan, cancellationToken))];
            Task<WatchedFigures>[] waits = [.. places.Select(place => WatchAsync(place.Contender, isIdle: false, place.Home, place.Service.Address, place.Span, cancellationToken))];
            WatchedFigures[] idleFigures = await Task.WhenAll(idle);
            WatchedFigures[] figures = await Task.WhenAll(waits);
            foreach ((Place place, WatchedFigures waiting) in places.Zip(figures))
            {
                Report(result, place, idleFigures[Array.IndexOf(contenders, place.Contender)], waiting, place.Jobs == sizes[^1].Jobs);
            }
        }
        finally
        {
            places.ForEach(place => place.Service.Dispose());
        }

        if (contenders.Length == 1)
        {
            result.Note("Wait-VideoJob was not measured: there is no pwsh on the PATH, or the module is not built.");
        }

        result.Note("All contenders and sizes, and the idle processes, run at the same time, each a process of its own with a service of its own; together they leave most of the machine idle once they have begun.");
        result.Note("Memory is the most that was resident at any time, less the most of an idle process; processor time is that of the whole span, the reading of the journal and the first round of requests included.");
    }

    private static async Task<Place> OpenAsync(BenchRun run, string contender, int jobs, TimeSpan span, int poll, CancellationToken cancellationToken)
    {
        ServiceProcess service = await ServiceProcess.StartAsync("waiting-service", [poll.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        try
        {
            string home = run.NewFolder($"home-{contender}-{jobs}");
            await OpenJobs.MakeAsync(service.Address, home, jobs, cancellationToken);
            return new Place(contender, jobs, span, service, home);
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    private static void Report(RowResult result, Place place, WatchedFigures idle, WatchedFigures waiting, bool isJudged)
    {
        double memory = (waiting.Resident - idle.Resident) / MiB;
        double processor = 100 * waiting.Processor / waiting.Span;
        if (isJudged)
        {
            result.AtMost($"{place.Contender}: memory beside an idle process", memory, MostMemory, "MiB");
            result.AtMost($"{place.Contender}: processor time", processor, MostProcessor, "% of a core");
        }

        result.Point("Waiting: memory beside an idle process", place.Contender, place.Jobs, Math.Max(memory, 0.1), ("open jobs", "MiB"));
        result.Point("Waiting: processor time", place.Contender, place.Jobs, processor, ("open jobs", "% of a core"));
    }

    private static Task<WatchedFigures> WatchAsync(string contender, bool isIdle, string home, Uri service, TimeSpan span, CancellationToken cancellationToken)
    {
        (string program, IReadOnlyList<string> arguments) = contender == Core
            ? BenchProcess.Command(isIdle ? "waiting-idle" : "waiting-client", home)
            : ("pwsh", ["-NoProfile", "-NonInteractive", "-File", Script, "-Module", PowerShellProcess.Module, "-Mode", isIdle ? "idle" : "wait"]);
        return WatchedProcess.RunAsync(program, arguments, OpenJobs.Environment(service, home), span, cancellationToken);
    }

    /// <summary>One wait: who waits, for how many jobs, how long it is watched, and where.</summary>
    private sealed record Place(string Contender, int Jobs, TimeSpan Span, ServiceProcess Service, string Home);
}
