using System.Diagnostics;
using System.Text;

namespace VideoGen.Providers.Local;

/// <summary>How a run of FFmpeg ended.</summary>
/// <param name="ExitCode">0 when all went well.</param>
/// <param name="Errors">What it wrote to stderr, the last lines of it.</param>
internal sealed record FFmpegOutcome(int ExitCode, IReadOnlyList<string> Errors);

/// <summary>Runs FFmpeg.</summary>
internal static class FFmpegProcess
{
    private const int KeptErrorLines = 40;

    /// <summary>Runs it to its end. Cancelling kills it and waits until it is gone.</summary>
    /// <param name="workingFolder">Full path; names in the arguments are relative to it.</param>
    /// <param name="started">Told of the process before anything is read from it.</param>
    /// <param name="line">Told of each line of stdout.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be run.</exception>
    public static async Task<FFmpegOutcome> RunAsync(
        string program, IEnumerable<string> arguments, string workingFolder, Func<Process, Task>? started, Func<string, Task> line, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments, workingFolder) };
        _ = process.Start();
        process.StandardInput.Close();
        using CancellationTokenRegistration killing = cancellationToken.Register(() => Kill(process));
        Task<IReadOnlyList<string>> errors = ReadErrorsAsync(process.StandardError);
        try
        {
            await (started?.Invoke(process) ?? Task.CompletedTask).ConfigureAwait(false);
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } text)
            {
                await line(text).ConfigureAwait(false);
            }
        }
        catch
        {
            Kill(process);
            throw;
        }

        IReadOnlyList<string> told = await errors.ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new FFmpegOutcome(process.ExitCode, told);
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string workingFolder)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = workingFolder,
            CreateNoWindow = true,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // FFREPORT would make it write a log file into the working folder, or wherever it says.
        _ = start.Environment.Remove("FFREPORT");
        return start;
    }

    private static async Task<IReadOnlyList<string>> ReadErrorsAsync(StreamReader reader)
    {
        var lines = new Queue<string>();
        while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } text)
        {
            lines.Enqueue(DisplayText.OneLine(text, 500));
            if (lines.Count > KeptErrorLines)
            {
                _ = lines.Dequeue();
            }
        }

        return [.. lines];
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
            return;
        }
    }
}
