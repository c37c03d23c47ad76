using System.Diagnostics;
using System.Globalization;
using VideoGen.Journal;

namespace VideoGen.Tests.Processes;

/// <summary>Real processes on one home, some of them killed.</summary>
public sealed class SharedHomeTests : IDisposable
{
    private const int Rows = 60;

    private readonly TemporaryHome _home = new();
    private readonly List<Process> _processes = [];

    private string Ledger => _home.At("ledger");

    public SharedHomeTests() => _ = Directory.CreateDirectory(Ledger);

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

    [Fact]
    public async Task SharedHome_FourProcessesWithOneBatch_SubmitEachRowOnce()
    {
        Process[] processes = [.. Enumerable.Range(0, 4).Select(_ => Start())];
        foreach (Process process in processes)
        {
            await AssertEndsWellAsync(process);
        }

        string[] sent = Sent();
        Assert.Equal(Rows, sent.Length);
        Assert.Equal(Rows, sent.Select(line => line.Split(' ')[0]).Distinct().Count());
        JournalListing journal = await ListAsync();
        Assert.Equal(Rows, journal.Entries.Count);
        Assert.All(journal.Entries, entry => Assert.Equal((VideoStatus.Queued, $"job-of-{entry.Job.Key}", null), (entry.Job.Status, entry.Job.Id, entry.Owner)));
    }

    [Fact]
    public async Task SharedHome_ProcessesAreKilledInTheMiddle_NoRowIsSentTwiceAndNoneIsLost()
    {
        for (int round = 1; round <= 4; round++)
        {
            Process victim = Start();
            Process other = Start();
            WaitForSubmissions(round * 8, victim, other);
            victim.Kill();
            other.Kill();
            await victim.WaitForExitAsync();
            await other.WaitForExitAsync();
            Assert.Empty((await ListAsync()).Damaged);
        }

        await AssertEndsWellAsync(Start());

        string[] sent = Sent();
        Assert.Equal(sent.Length, sent.Select(line => line.Split(' ')[0]).Distinct().Count());
        JournalListing journal = await ListAsync();
        Assert.Equal(Rows, journal.Entries.Select(entry => entry.Job.Prompt).Distinct().Count());
        Assert.Equal(Rows, journal.Entries.Count);

        // Each row is either with the service, or was on its way there when its process died.
        Assert.All(journal.Entries, entry => Assert.True(entry.Job.Status is VideoStatus.Queued or VideoStatus.Unknown, $"{entry.Job.Status}"));
        string[] keys = [.. sent.Select(line => line.Split(' ')[1])];
        Assert.All(journal.Entries.Where(entry => entry.Job.Status == VideoStatus.Queued), entry => Assert.Contains(entry.Job.Key, keys));
        Assert.All(keys, key => Assert.Contains(journal.Entries, entry => entry.Job.Key == key));
    }

    private Task<JournalListing> ListAsync() => new JobJournal(new JournalFolders(_home.Path)).ListAsync(CancellationToken.None);

    private Process Start()
    {
        var start = new ProcessStartInfo(Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet") { RedirectStandardError = true };
        foreach (string argument in (string[])["exec", typeof(SharedHomeTests).Assembly.Location, "submit", _home.Path, Ledger, Rows.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        _processes.Add(process);
        return process;
    }

    private static async Task AssertEndsWellAsync(Process process)
    {
        string errors = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        Assert.Equal("", errors);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Returns when so many submissions have reached the service, or the processes have ended.</summary>
    private void WaitForSubmissions(int lines, params Process[] processes)
    {
        using var watcher = new FileSystemWatcher(Ledger) { EnableRaisingEvents = true };
        var patience = Stopwatch.StartNew();
        while (Sent().Length < lines && !processes.All(process => process.HasExited))
        {
            _ = watcher.WaitForChanged(WatcherChangeTypes.All, 50);
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>The submissions that have reached the service: prompt, key, and something unique.</summary>
    private string[] Sent() => [.. Directory.GetFiles(Ledger).Select(path => Path.GetFileName(path))];
}
