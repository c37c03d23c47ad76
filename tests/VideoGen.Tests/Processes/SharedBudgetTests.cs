using System.Diagnostics;
using VideoGen.Client;
using VideoGen.Tests.Budgets;

namespace VideoGen.Tests.Processes;

/// <summary>Real processes below one ceiling, some of them killed.</summary>
public sealed class SharedBudgetTests : IDisposable
{
    private const int Ceiling = 50;

    private readonly SharedProcesses _shared = new();

    public void Dispose() => _shared.Dispose();

    [Fact]
    public async Task SharedBudget_FourProcesses_SpendAllOfItAndNoMore()
    {
        await SetAsync();
        foreach (Process process in Enumerable.Range(0, 4).Select(number => Start($"batch-{number}", 30)).ToArray())
        {
            await SharedProcesses.AssertEndsWellAsync(process);
        }

        Assert.Equal(Ceiling, _shared.Sent().Length);
        Assert.Equal(Ceiling, (await ReadAsync()).Spent);
    }

    [Fact]
    public async Task SharedBudget_ProcessesAreKilledInTheMiddle_NothingIsForgottenAndNothingIsLost()
    {
        await SetAsync();
        for (int round = 1; round <= 4; round++)
        {
            Process[] victims = [Start($"a-{round}", 40), Start($"b-{round}", 40)];
            _shared.WaitForSubmissions(round * 8, victims);
            foreach (Process victim in victims)
            {
                victim.Kill();
                await victim.WaitForExitAsync();
            }

            Assert.InRange(_shared.Sent().Length, 0, Ceiling);
        }

        await SharedProcesses.AssertEndsWellAsync(Start("last", 60));

        VideoBudget budget = await ReadAsync();
        Assert.Equal((Ceiling, Ceiling), ((int)budget.Spent!, budget.SpentClips));

        // Each that counts has reached the service, or was marked as being sent when its process died.
        var journal = await new VideoGen.Journal.JobJournal(new VideoGen.Journal.JournalFolders(_shared.Home)).ListAsync(CancellationToken.None);
        Assert.Equal(Ceiling, journal.Entries.Count(entry => entry.SentAt is not null));
        Assert.InRange(_shared.Sent().Length, Ceiling - 32, Ceiling);
    }

    private async Task SetAsync()
    {
        using VideoClient client = SpendingProcess.Client(_shared.Home, _shared.Ledger);
        await BudgetBench.SetAsync(client.Budgets, $"{Ceiling} credits", per: BudgetPeriod.Month);
    }

    private async Task<VideoBudget> ReadAsync()
    {
        using VideoClient client = SpendingProcess.Client(_shared.Home, _shared.Ledger);
        return Assert.Single(await client.Budgets.ListAsync("Fake", null, CancellationToken.None)).Budget!;
    }

    private Process Start(string batch, int rows) => _shared.Start("spend", _shared.Home, _shared.Ledger, batch, $"{rows}");
}
