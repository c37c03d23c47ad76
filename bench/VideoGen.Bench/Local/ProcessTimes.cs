using System.Diagnostics;
using System.Globalization;
using VideoGen.Providers.Local;

namespace VideoGen.Bench.Local;

/// <summary>Processor time of processes that start others, as Linux tells it (proc(5), <c>/proc/pid/stat</c>): seconds, or NaN elsewhere.</summary>
internal static class ProcessTimes
{
    /// <summary>Kernel ticks a second; Linux has shown 100 to programs on every machine for long.</summary>
    private const double Ticks = 100;

    /// <summary>Of the processes that this one started and that have ended.</summary>
    public static double OfEndedChildren() => Read(Environment.ProcessId, withOwn: false);

    /// <summary>Of the supervisor that serves a home, still waiting for more, and of all renders it has started.</summary>
    public static double OfSupervisor(string home) => OperatingSystem.IsLinux() && FindSupervisor(home) is { } id ? Read(id, withOwn: true) : double.NaN;

    /// <summary>Waits until the supervisor has gone, so that it is in nobody's way.</summary>
    public static async Task SupervisorEndsAsync(string home, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        long begin = Stopwatch.GetTimestamp();
        while (!double.IsNaN(OfSupervisor(home)) && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(30) && await tick.WaitForNextTickAsync(cancellationToken))
        {
        }
    }

    // Its lock is held against readers too, so that it is told by its command line.
    private static int? FindSupervisor(string home)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                    && File.ReadAllText(Path.Combine(folder, "cmdline")) is { } line
                    && line.Contains(home, StringComparison.Ordinal)
                    && (line.Contains(SupervisorProgram.Command, StringComparison.Ordinal) || line.Contains(nameof(SupervisorProgram), StringComparison.Ordinal)))
                {
                    return id;
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Another process that has just ended.
            }
        }

        return null;
    }

    private static double Read(int id, bool withOwn)
    {
        try
        {
            // The second field is the name, in brackets, and may have anything in it.
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            double Field(int number) => double.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return (Field(16) + Field(17) + (withOwn ? Field(14) + Field(15) : 0)) / Ticks;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }
}
