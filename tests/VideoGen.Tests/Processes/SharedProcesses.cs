using System.Diagnostics;

namespace VideoGen.Tests.Processes;

/// <summary>Processes of a test on one home; every submission that reaches their service is a file in the ledger. What still runs at the end is ended.</summary>
internal sealed class SharedProcesses : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly List<Process> _processes = [];

    public SharedProcesses() => _ = Directory.CreateDirectory(Ledger);

    public string Home => _home.Path;

    public string Ledger => _home.At("ledger");

    /// <summary>Starts what this assembly does for these arguments as a program of its own: see Program.cs.</summary>
    public Process Start(params IEnumerable<string> arguments) => Run([Dotnet, "exec", typeof(SharedProcesses).Assembly.Location, .. arguments]);

    /// <summary>The same, as if on another host that shares the folder.</summary>
    public Process StartOnOwnHost(params IEnumerable<string> arguments) =>
        Run([.. OwnHost.Command, Dotnet, "exec", typeof(SharedProcesses).Assembly.Location, .. arguments]);

    public static async Task AssertEndsWellAsync(Process process)
    {
        string errors = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        Assert.Equal("", errors);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Returns when so many submissions have reached the service, or the processes have ended.</summary>
    public void WaitForSubmissions(int files, params Process[] processes)
    {
        using var watcher = new FileSystemWatcher(Ledger) { EnableRaisingEvents = true };
        var patience = Stopwatch.StartNew();
        while (Sent().Length < files && !processes.All(process => process.HasExited))
        {
            _ = watcher.WaitForChanged(WatcherChangeTypes.All, 50);
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>The submissions that have reached the service, by the names of their files.</summary>
    public string[] Sent() => [.. Directory.GetFiles(Ledger).Select(path => Path.GetFileName(path))];

    private static string Dotnet => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    private Process Run(IReadOnlyList<string> command)
    {
        Process process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true })!;
        _processes.Add(process);
        return process;
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }

        _home.Dispose();
    }
}
