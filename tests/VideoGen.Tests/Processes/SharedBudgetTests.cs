using System.Diagnostics;
using VideoGen.Client;
using VideoGen.Tests.Budgets;

namespace VideoGen.Tests.Processes;

/// <summary>Real processes below one ceiling, some of them killed.</summary>
public sealed class SharedBudgetTests : IDisposable
{
    private const int Ceiling = 50;

    private readonly TemporaryHome _home = new();
    private readonly List<Process> _processes = [];

    private string Ledger => _home.At("ledger");

    public SharedBudgetTests() => _ = Directory.CreateDirectory(Ledger);

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
    public async Task SharedBudget_FourProcesses_SpendAllOfItAndNoMore()
    {
        await SetAsync();
        foreach (Process process in Enumerable.Range(0, 4).Select(number => Start($"batch-{number}", 30)).ToArray())
        {
            await AssertEndsWellAsync(process);
        }

        Assert.Equal(Ceiling, Sent());
        Assert.Equal(Ceiling, (await ReadAsync()).Spent);
    }

    [Fact]
    public async Task SharedBudget_ProcessesAreKilledInTheMiddle_NothingIsForgottenAndNothingIsLost()
    {
        await SetAsync();
        for (int round = 1; round <= 4; round++)
        {
            Process[] victims = [Start($"a-{round}", 40), Start($"b-{round}", 40)];
            WaitForSubmissions(round * 8, victims);
            foreach (Process victim in victims)
            {
                victim.Kill();
                await victim.WaitForExitAsync();
            }

            Assert.InRange(Sent(), 0, Ceiling);
        }

        await AssertEndsWellAsync(Start("last", 60));

        VideoBudget budget = await ReadAsync();
        Assert.Equal((Ceiling, Ceiling), ((int)budget.Spent!, budget.SpentClips));

        // Each that counts has reached the service, or was marked as being sent when its process died.
        var journal = await new VideoGen.Journal.JobJournal(new VideoGen.Journal.JournalFolders(_home.Path)).ListAsync(CancellationToken.None);
        Assert.Equal(Ceiling, journal.Entries.Count(entry => entry.SentAt is not null));
        Assert.InRange(Sent(), Ceiling - 32, Ceiling);
    }

    private async Task SetAsync()
    {
        using VideoClient client = SpendingProcess.Client(_home.Path, Ledger);
        await BudgetBench.SetAsync(client.Budgets, $"{Ceiling} credits", per: BudgetPeriod.Month);
    }

    private async Task<VideoBudget> ReadAsync()
    {
        using VideoClient client = SpendingProcess.Client(_home.Path, Ledger);
        return Assert.Single(await client.Budgets.ListAsync("Fake", null, CancellationToken.None)).Budget!;
    }

    private Process Start(string batch, int rows)
    {
        var start = new ProcessStartInfo(Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet") { RedirectStandardError = true };
        foreach (string argument in (string[])["exec", typeof(SharedBudgetTests).Assembly.Location, "spend", _home.Path, Ledger, batch, $"{rows}"])
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
    private void WaitForSubmissions(int files, Process[] processes)
    {
        using var watcher = new FileSystemWatcher(Ledger) { EnableRaisingEvents = true };
        var patience = Stopwatch.StartNew();
        while (Sent() < files && !processes.All(process => process.HasExited))
        {
            _ = watcher.WaitForChanged(WatcherChangeTypes.All, 50);
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60));
        }
    }

    private int Sent() => Directory.GetFiles(Ledger).Length;
}
