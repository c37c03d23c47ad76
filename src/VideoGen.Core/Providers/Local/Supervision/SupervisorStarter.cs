using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace VideoGen.Providers.Local;

/// <summary>Sees to it that somebody works on the orders of a home.</summary>
internal sealed class SupervisorStarter(ProviderContext context, LocalFolder folder)
{
    /// <summary>A start that failed this often in a row is not going to succeed.</summary>
    private const int MaximumFailures = 3;

    // By home: several clients of one process must not start several supervisors.
    private static readonly ConcurrentDictionary<string, SupervisorLaunch> Launches = new();

    public bool CanStart => context.SupervisorHost is not null;

    /// <summary>Whether a supervisor holds the lock.</summary>
    public bool IsRunning => SupervisorLock.IsHeld(folder.LockFile);

    /// <summary>
    /// Starts a supervisor unless one is there or on its way, and waits until it is at work, so that a session that ends right
    /// after this leaves its orders in good hands.
    /// </summary>
    /// <exception cref="VideoGenException"><c>SupervisorNotStarted</c>.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        while (!TryEnsure())
        {
            // Another process lives in real time, whatever clock the caller has.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts a supervisor unless one is there or on its way. True when one is at work already.</summary>
    /// <exception cref="VideoGenException"><c>SupervisorNotStarted</c>.</exception>
    public bool TryEnsure()
    {
        if (context.SupervisorHost is not { } host)
        {
            return true;
        }

        SupervisorLaunch launch = Launches.GetOrAdd(folder.Root, _ => new SupervisorLaunch());
        lock (launch)
        {
            if (IsRunning)
            {
                launch.Succeed();
                return true;
            }

            if (launch.IsUnderWay(SupervisorLock.LastHolder(folder.LockFile)))
            {
                return false;
            }

            if (launch.Failures >= MaximumFailures)
            {
                // The next command may try again: perhaps what was missing has been put right.
                int failures = launch.Failures;
                launch.Succeed();
                throw NotStarted($"The supervisor of Local ended {failures} times right after its start: {launch.Trouble}");
            }

            try
            {
                launch.Begin(StartInfo(host));
                return false;
            }
            catch (Exception e) when (e is Win32Exception or InvalidOperationException)
            {
                throw NotStarted($"The supervisor of Local cannot be started with {host.FileName}: {DisplayText.OneLine(e.Message, 200)}.", e);
            }
        }
    }

    private ProcessStartInfo StartInfo(SupervisorHost host)
    {
        ProcessStartInfo start = host.StartInfo(context.Home);
        start.WorkingDirectory = folder.Root;
        if (OperatingSystem.IsWindows())
        {
            // The shell hands down none of this process's handles, so no pipe of the session stays open; the hidden console
            // is the supervisor's own, so Ctrl+C and closing the window go past it.
            start.UseShellExecute = true;
            start.WindowStyle = ProcessWindowStyle.Hidden;
            return start;
        }

        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        if (context.FFmpegPath is { } ffmpeg)
        {
            start.Environment["VIDEOGEN_FFMPEG"] = ffmpeg;
        }

        if (context.SearchPath.Count > 0)
        {
            start.Environment["PATH"] = string.Join(Path.PathSeparator, context.SearchPath);
        }

        return start;
    }

    private VideoGenException NotStarted(string message, Exception? cause = null) =>
        new(VideoErrors.SupervisorNotStarted, $"{message} Its log is {folder.LogFile}.", cause);
}
