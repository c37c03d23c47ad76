using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VideoGen.Providers.Local;

/// <summary>
/// Takes this process out of the terminal session it was started from, so that neither Ctrl+C nor closing the window reaches
/// it, and keeps the session's windows quick.
/// </summary>
internal sealed class SessionDetachment : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<PosixSignalRegistration> _signals = [];

    private SessionDetachment()
    {
    }

    /// <summary>Cancelled when the system asks the process to end.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public static SessionDetachment Begin()
    {
        var detachment = new SessionDetachment();
        if (!OperatingSystem.IsWindows())
        {
            // It fails only in a process that leads a group already, which no terminal sends signals to either.
            _ = SetSid();
        }

        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP])
        {
            detachment._signals.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = true));
        }

        detachment._signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            detachment._stopping.Cancel();
        }));
        YieldToOthers();
        return detachment;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _stopping.Dispose();
    }

    // Windows lets the programs in front stutter otherwise. The schedulers elsewhere are fair to them as it is, and a lower
    // priority would mean never on a machine that is always busy.
    private static void YieldToOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            using Process process = Process.GetCurrentProcess();
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
    }

    [DllImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static extern int SetSid();
}
