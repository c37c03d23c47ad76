using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace VideoGen.Journal;

/// <summary>
/// When processes of this host started, as a number that every process reads the same. Linux: clock ticks after boot, field 22
/// of <c>/proc/PID/stat</c> (proc_pid_stat(5)); .NET makes a time of day of it by each reader's own idea of when the machine
/// booted, which moves when the clock is set. Elsewhere the kernel keeps a time of day: seconds since 1970.
/// </summary>
internal static class ProcessClock
{
    /// <summary>The process is there, and this account may not look into it.</summary>
    public const long Hidden = -1;

    // Counted from the state, the first field after the name: the name can hold spaces and parentheses itself.
    private const int State = 0;

    private const int StartTicks = 22 - 3;

    /// <summary>Null when there is no such process, or only what is left of one that has ended.</summary>
    public static long? StartOf(int processId) => OperatingSystem.IsLinux() ? ReadStat(processId) : AskSystem(processId);

    private static long? ReadStat(int processId)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[State] is "Z" or "X" ? null : long.Parse(fields[StartTicks], CultureInfo.InvariantCulture);
        }
        catch (UnauthorizedAccessException)
        {
            return Hidden;
        }
        catch (IOException)
        {
            // No such folder, or the process ended under the reading (ESRCH).
            return null;
        }
    }

    private static long? AskSystem(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            return Hidden;
        }
    }
}
