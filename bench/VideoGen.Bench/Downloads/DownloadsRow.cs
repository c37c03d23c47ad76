using System.Text.Json;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Downloads;

/// <summary>Large files and many files from loopback, against curl.</summary>
internal sealed class DownloadsRow : IBenchRow
{
    private const double MiB = 1024 * 1024;

    /// <summary>Resident memory may grow by so much, in MiB.</summary>
    private const double MostGrowth = 32;

    private static readonly string Script = Path.GetFullPath(Path.Combine("bench", "VideoGen.Bench", "Downloads", "save.ps1"));

    public string Name => "downloads";

    public string Title => "One file of 1 GiB and 200 files of 8 MiB from loopback, against curl and curl --parallel on the same disk";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        if (!TimedProcess.IsThere(CurlDownload.Program))
        {
            result.Skip("curl is not on the PATH");
            return;
        }

        result.Note("Seconds of saving alone, process start and the first request excluded for VideoGen; curl's are those of its process.");
        result.Note("VideoGen hashes each file, looks at its container and flushes it to the disk before it gives it its name; curl leaves it to the system's cache. Beside it: curl and a sync of its files.");
        if (!PowerShellProcess.IsThere)
        {
            result.Note($"Save-VideoJob was not measured: {PowerShellProcess.Missing}.");
        }

        using ServiceProcess server = await ServiceProcess.StartAsync(ClipServer.Program, [], cancellationToken);
        foreach (DownloadWork work in DownloadWork.Of(run.Quick))
        {
            await MeasureAsync(run, work, server.Address, result, cancellationToken);
        }
    }

    private static async Task MeasureAsync(BenchRun run, DownloadWork work, Uri server, RowResult result, CancellationToken cancellationToken)
    {
        double curl = 0, flushed = 0;
        Measured ours = default, session = default;
        List<Func<Task>> contenders =
        [
            async () => (curl, flushed) = await CurlAsync(run, work, server, cancellationToken),
            async () => ours = await SaveAsync(run, work, server, cancellationToken),
        ];
        if (PowerShellProcess.IsThere)
        {
            contenders.Add(async () => session = await SaveInPowerShellAsync(run, work, server, cancellationToken));
        }

        // Who goes first finds other caches than who comes last.
        for (int turn = 0; turn < contenders.Count; turn++)
        {
            await contenders[(turn + run.Number) % contenders.Count]();
        }

        result.Measure($"{work.Title}: curl", curl, "s");
        result.Measure($"{work.Title}: curl and sync", flushed, "s");
        Report(result, work, "VideoGen", ours, curl, flushed);
        if (PowerShellProcess.IsThere)
        {
            Report(result, work, "Save-VideoJob", session, curl, flushed);
        }
    }

    private static void Report(RowResult result, DownloadWork work, string name, Measured measured, double curl, double flushed)
    {
        result.Measure($"{work.Title}: {name}", measured.Seconds, "s");
        result.AtMost($"{work.Title}: {name} / curl", measured.Seconds / curl, 1.0);
        result.Measure($"{work.Title}: {name} / curl and sync", measured.Seconds / flushed, "×");
        result.AtMost($"{work.Title}: {name} grows by", measured.Resident / MiB, MostGrowth, "MiB");
    }

    private static async Task<(double Seconds, double Flushed)> CurlAsync(BenchRun run, DownloadWork work, Uri server, CancellationToken cancellationToken)
    {
        string folder = run.NewFolder("curl");
        double seconds = await CurlDownload.RunAsync(work, server, folder, cancellationToken);
        double flush = await CurlDownload.FlushAsync(folder, cancellationToken) ?? 0;
        work.Require("curl", folder);
        Directory.Delete(folder, recursive: true);
        return (seconds, seconds + flush);
    }

    private static async Task<Measured> SaveAsync(BenchRun run, DownloadWork work, Uri server, CancellationToken cancellationToken)
    {
        string folder = run.NewFolder("save");
        string home = run.NewFolder("home");
        (_, JsonElement said) = await BenchProcess.RunAsync(SaveProgram.Program, [home, folder, .. work.Arguments], Environment(server, home), cancellationToken);
        return Finish("VideoGen", work, said, folder, home);
    }

    private static async Task<Measured> SaveInPowerShellAsync(BenchRun run, DownloadWork work, Uri server, CancellationToken cancellationToken)
    {
        string folder = run.NewFolder("session");
        string home = run.NewFolder("session-home");
        string[] arguments = ["-Module", PowerShellProcess.Module, "-Destination", folder, "-Count", work.Arguments[0], "-Bytes", work.Arguments[1]];
        (_, JsonElement said) = await PowerShellProcess.RunAsync(Script, arguments, Environment(server, home), cancellationToken);
        return Finish("Save-VideoJob", work, said, folder, home);
    }

    private static Measured Finish(string contender, DownloadWork work, JsonElement said, string folder, string home)
    {
        work.Require(contender, folder);
        Directory.Delete(folder, recursive: true);
        Directory.Delete(home, recursive: true);
        return new Measured(said.GetProperty("seconds").GetDouble(), said.GetProperty("resident").GetDouble());
    }

    private static Dictionary<string, string?> Environment(Uri server, string home) => new()
    {
        ["VIDEOGEN_HOME"] = home,
        ["VIDEOGEN_OPENAI_URI"] = new Uri(server, "v1").AbsoluteUri,
        ["VIDEOGEN_OPENAI_KEY"] = "bench-key",
    };

    /// <param name="Seconds">Of the saving.</param>
    /// <param name="Resident">Bytes that the process grew by.</param>
    private readonly record struct Measured(double Seconds, double Resident);
}
