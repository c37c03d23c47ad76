using System.ComponentModel;
using System.Diagnostics;

namespace VideoGen.Journal;

/// <summary>The process that is submitting a job.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">Its number there.</param>
/// <param name="ProcessStart">When it started, which tells it from a later process with the same number.</param>
internal sealed record JobOwner(string Host, int ProcessId, DateTimeOffset ProcessStart)
{
    /// <summary>Start times are read back from the system with less precision than a tick on some systems.</summary>
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(1);

    public static JobOwner Current { get; } = OfThisProcess();

    public bool IsThisProcess => this == Current;

    public bool IsOnThisHost => Host.Equals(Current.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the process still runs. Only for an owner on this host.</summary>
    public bool IsRunning()
    {
        if (IsThisProcess)
        {
            return true;
        }

        try
        {
            using Process process = Process.GetProcessById(ProcessId);
            return (new DateTimeOffset(process.StartTime) - ProcessStart).Duration() < StartTolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there and not ours to look into: taken for alive, since the other way would risk paying twice.
            return true;
        }
    }

    private static JobOwner OfThisProcess()
    {
        using Process process = Process.GetCurrentProcess();
        return new JobOwner(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime));
    }
}
