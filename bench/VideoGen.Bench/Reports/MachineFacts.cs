using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Reports;

/// <summary>Where and with what it was measured.</summary>
/// <param name="Date">The day in UTC.</param>
/// <param name="Commit">Of the sources, short; with a plus where they were changed since.</param>
/// <param name="System">The operating system and the architecture.</param>
/// <param name="Processor">Its name, where the system says it.</param>
/// <param name="Cores">As .NET counts them.</param>
/// <param name="MemoryGiB">Of the machine.</param>
/// <param name="Versions">Of the runtime and of each peer that was found.</param>
internal sealed partial record MachineFacts(
    string Date, string Commit, string System, string Processor, int Cores, double MemoryGiB, IReadOnlyDictionary<string, string> Versions)
{
    private static readonly (string Name, string Program, string[] Arguments)[] Programs =
    [
        ("PowerShell", "pwsh", ["-NoProfile", "-Command", "$PSVersionTable.PSVersion.ToString()"]),
        ("node", "node", ["--version"]),
        ("curl", "curl", ["--version"]),
        ("ffmpeg", "ffmpeg", ["-version"]),
    ];

    public static async Task<MachineFacts> ReadAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal) { [".NET"] = Environment.Version.ToString() };
        foreach ((string name, string program, string[] arguments) in Programs)
        {
            if (TimedProcess.IsThere(program))
            {
                versions[name] = Version().Match(await FirstLineAsync(program, arguments, cancellationToken)).Value;
            }
        }

        string commit = await FirstLineAsync("git", ["describe", "--always", "--dirty=+", "--exclude=*"], cancellationToken);
        return new MachineFacts(
            time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", global::System.Globalization.CultureInfo.InvariantCulture),
            commit,
            $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            ProcessorName(),
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30), 1),
            versions);
    }

    private static async Task<string> FirstLineAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        ProcessFigures figures = await TimedProcess.RunAsync(program, arguments, null, cancellationToken);
        return figures.Output.Split('\n')[0].Trim();
    }

    // "curl 7.88.1 (x86_64…", "v20.20.2", "ffmpeg version 5.1.9-0+deb12u1 Copyright…"
    [GeneratedRegex(@"\d+(\.\d+)+\S*")]
    private static partial Regex Version();

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
}
