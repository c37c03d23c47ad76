using System.ComponentModel;
using System.Diagnostics;

namespace VideoGen.Bench.Measuring;

/// <summary>Runs a program to its end and says what it took.</summary>
internal static class TimedProcess
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether a program of this name is on the PATH.</summary>
    public static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    /// <param name="program">On the PATH, or a path.</param>
    /// <param name="arguments">As they are, unquoted.</param>
    /// <param name="environment">Set in addition to that of this process; a null value removes one.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has the end of what it wrote to its error stream.</exception>
    public static async Task<ProcessFigures> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            (TimeSpan processor, long peak) = await WatchAsync(process, cancellationToken);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(begin);
            if (process.ExitCode != 0)
            {
                string said = await errors;
                throw new InvalidOperationException($"{program} ended with code {process.ExitCode}: {said[Math.Max(0, said.Length - 2000)..]}");
            }

            return new ProcessFigures(elapsed, processor, peak, await output);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // The system forgets what a process took once it has ended, so it is asked until then.
    private static async Task<(TimeSpan Processor, long Peak)> WatchAsync(Process process, CancellationToken cancellationToken)
    {
        Task ended = process.WaitForExitAsync(cancellationToken);
        using var tick = new PeriodicTimer(Between);
        TimeSpan processor = TimeSpan.Zero;
        long peak = 0;
        while (!ended.IsCompleted)
        {
            try
            {
                process.Refresh();
                processor = process.TotalProcessorTime;
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
            {
                break;
            }

            await Task.WhenAny(ended, tick.WaitForNextTickAsync(cancellationToken).AsTask());
        }

        await ended;
        return (processor, peak);
    }
}
