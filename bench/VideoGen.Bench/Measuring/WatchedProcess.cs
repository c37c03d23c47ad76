using System.Diagnostics;

namespace VideoGen.Bench.Measuring;

/// <summary>What a process took while it was watched.</summary>
/// <param name="Resident">The most memory that it had resident, in bytes.</param>
/// <param name="Processor">Of all its threads, from the first line that it wrote.</param>
/// <param name="Span">How long it was watched, from that line.</param>
internal sealed record WatchedFigures(long Resident, TimeSpan Processor, TimeSpan Span);

/// <summary>Looks at a process that goes on for as long as it is let: from its first line of output for a span, then it is ended.</summary>
internal static class WatchedProcess
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    /// <param name="program">On the PATH, or a path.</param>
    /// <param name="arguments">As they are, unquoted.</param>
    /// <param name="environment">Set in addition to that of this process.</param>
    /// <param name="span">How long it is watched.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<WatchedFigures> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, TimeSpan span, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            _ = await process.StandardOutput.ReadLineAsync(cancellationToken);
            process.Refresh();
            long began = Stopwatch.GetTimestamp();
            TimeSpan before = process.TotalProcessorTime;
            long resident = 0;
            using var tick = new PeriodicTimer(Between);
            while (Stopwatch.GetElapsedTime(began) < span)
            {
                _ = await tick.WaitForNextTickAsync(cancellationToken);
                process.Refresh();
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"{program} ended too early, with code {process.ExitCode}: {await errors}");
                }

                resident = Math.Max(resident, process.WorkingSet64);
            }

            return new WatchedFigures(resident, process.TotalProcessorTime - before, Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
