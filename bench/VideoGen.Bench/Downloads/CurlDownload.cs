using System.Diagnostics;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Downloads;

/// <summary>The same clips by curl: one by itself, many with <c>--parallel</c> and as many at once as it does unasked.</summary>
internal static class CurlDownload
{
    /// <summary>What chooses it on the command line.</summary>
    public const string Program = "curl";

    /// <returns>Seconds.</returns>
    public static async Task<double> RunAsync(DownloadWork work, Uri server, string folder, CancellationToken cancellationToken)
    {
        string list = Path.Combine(folder, "curl.txt");
        await File.WriteAllLinesAsync(list, work.Ids.SelectMany(id => (string[])[$"url = \"{new Uri(server, ClipServer.PathOf(id))}\"", $"output = \"{Path.Combine(folder, id)}.mp4\""]), cancellationToken);
        string[] parallel = work.Count > 1 ? ["--parallel"] : [];
        ProcessFigures figures = await TimedProcess.RunAsync(Program, [.. parallel, "--silent", "--show-error", "--fail", "--config", list], null, cancellationToken);
        return figures.Elapsed.TotalSeconds;
    }

    /// <summary>Brings what was fetched to the disk, as VideoGen does before it names a file.</summary>
    /// <returns>Seconds; null where there is no program that does it.</returns>
    public static async Task<double?> FlushAsync(string folder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !TimedProcess.IsThere("sync"))
        {
            return null;
        }

        long begin = Stopwatch.GetTimestamp();
        _ = await TimedProcess.RunAsync("sync", Directory.GetFiles(folder, "*.mp4"), null, cancellationToken);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
