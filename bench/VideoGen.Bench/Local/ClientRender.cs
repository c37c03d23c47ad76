using System.Diagnostics;
using System.Text.Json;
using VideoGen.Bench.Measuring;
using VideoGen.Client;
using VideoGen.Providers.Local;

namespace VideoGen.Bench.Local;

/// <summary>The clips by the provider Local, from the first submission to the last end.</summary>
internal static class ClientRender
{
    private static readonly string Script = Path.GetFullPath(Path.Combine("bench", "VideoGen.Bench", "Local", "local.ps1"));

    /// <summary>From C#. Processor seconds are of the supervisor and its renders.</summary>
    public static async Task<(double Seconds, double Processor)> RunAsync(RenderWork work, string home, CancellationToken cancellationToken)
    {
        (string dotnet, _) = BenchProcess.Command("");
        using var client = new VideoClient(new VideoClientOptions
        {
            Home = home,
            ReadEnvironment = Environment.GetEnvironmentVariable,
            SupervisorHost = SupervisorHost.ForDotnet(dotnet, typeof(SupervisorHost).Assembly.Location),
        });
        long begin = Stopwatch.GetTimestamp();
        WaitRun wait = client.OpenWait(new WaitOptions(), new Random(1));
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions(), cancellationToken);
        int completed = 0;
        Task waiting = wait.RunAsync(reading => completed += reading.Job.Status == VideoStatus.Completed ? 1 : 0, progress: null, cancellationToken);
        await Task.WhenAll(work.Requests.Select(request =>
            run.SubmitAsync(run.Take(request, run.Validate(request).Request, defaulted: false), result => wait.Add(result.Job ?? throw result.Error!), cancellationToken)));
        wait.Complete();
        await waiting;
        return End(work, home, Stopwatch.GetElapsedTime(begin).TotalSeconds, completed);
    }

    /// <summary>From PowerShell. Its own start does not count, that of the supervisor does.</summary>
    public static async Task<(double Seconds, double Processor)> RunInPowerShellAsync(RenderWork work, string home, CancellationToken cancellationToken)
    {
        string csv = Path.Combine(home, "shots.csv");
        await File.WriteAllTextAsync(csv, work.Csv(), cancellationToken);
        (_, JsonElement said) = await PowerShellProcess.RunAsync(
            Script, ["-Module", PowerShellProcess.Module, "-Csv", csv], new Dictionary<string, string?> { ["VIDEOGEN_HOME"] = home, ["VIDEOGEN_PROVIDER"] = "Local" }, cancellationToken);
        return End(work, home, said.GetProperty("Seconds").GetDouble(), said.GetProperty("Completed").GetInt32());
    }

    private static (double Seconds, double Processor) End(RenderWork work, string home, double seconds, int completed) => completed == work.Clips
        ? (seconds, ProcessTimes.OfSupervisor(home))
        : throw new InvalidOperationException($"Of {work.Clips} clips {completed} were rendered.");
}
