using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VideoGen.Emulators.Hosting;
using VideoGen.Faults.Running;

namespace VideoGen.Faults.Services;

/// <summary>The provider that renders on this machine: its orders are folders of the home, its worker a supervisor of its own.</summary>
internal sealed class LocalService(WorkFolder folder) : FaultyService(ProviderName)
{
    public const string ProviderName = "Local";

    /// <summary>Whether FFmpeg is on this machine.</summary>
    public static bool IsAvailable => Environment.GetEnvironmentVariable("VIDEOGEN_FFMPEG") is { Length: > 0 }
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg")));

    private string Root => Path.Combine(folder.Home, "local");

    public override IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>();

    public override IReadOnlyList<MadeJob> Made => Directory.Exists(Root)
        ? [.. Directory.EnumerateDirectories(Root, "local-*").Order(StringComparer.Ordinal).Select(Read)]
        : [];

    public override Task AfterRequestsAsync(int count) => new TaskCompletionSource().Task;

    /// <summary>Ends the supervisors that are at work in this home, the hard way.</summary>
    /// <returns>How many.</returns>
    public int KillSupervisors()
    {
        int killed = 0;
        foreach (int id in Supervisors().Distinct())
        {
            try
            {
                using Process process = Process.GetProcessById(id);
                if (IsOfThisHome(id))
                {
                    process.Kill();
                    process.WaitForExit();
                    killed++;
                }
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It has ended by itself.
            }
        }

        return killed;
    }

    public override ValueTask DisposeAsync()
    {
        _ = KillSupervisors();
        return ValueTask.CompletedTask;
    }

    private static MadeJob Read(string order)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(order, "order.json")));
        return new MadeJob(Path.GetFileName(order), json.RootElement.GetProperty("prompt").GetString()!, () => File.ReadAllBytes(Path.Combine(order, "clip.mp4")));
    }

    /// <summary>Process numbers, as the supervisors' log has them.</summary>
    private IEnumerable<int> Supervisors()
    {
        string log = Path.Combine(Root, "supervisor.log");
        return File.Exists(log)
            ? File.ReadLines(log).Where(line => line.EndsWith("Supervisor started.", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))
            : [];
    }

    /// <summary>The number may be another process's by now. Where that cannot be told, it is taken for the supervisor's.</summary>
    private bool IsOfThisHome(int id)
    {
        string commandLine = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/cmdline";
        return !Directory.Exists("/proc") || (File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(folder.Home, StringComparison.Ordinal));
    }
}
