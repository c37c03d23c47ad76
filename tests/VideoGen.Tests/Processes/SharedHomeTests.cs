using System.Diagnostics;
using System.Globalization;
using VideoGen.Journal;

namespace VideoGen.Tests.Processes;

/// <summary>Real processes on one home, some of them killed.</summary>
public sealed class SharedHomeTests : IDisposable
{
    private const int Rows = 60;

    private readonly SharedProcesses _shared = new();

    public void Dispose() => _shared.Dispose();

    [Fact]
    public async Task SharedHome_FourProcessesWithOneBatch_SubmitEachRowOnce()
    {
        Process[] processes = [.. Enumerable.Range(0, 4).Select(_ => Start())];
        foreach (Process process in processes)
        {
            await SharedProcesses.AssertEndsWellAsync(process);
        }

        string[] sent = _shared.Sent();
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
            _shared.WaitForSubmissions(round * 8, victim, other);
            victim.Kill();
            other.Kill();
            await victim.WaitForExitAsync();
            await other.WaitForExitAsync();
            Assert.Empty((await ListAsync()).Damaged);
        }

        await SharedProcesses.AssertEndsWellAsync(Start());

        string[] sent = _shared.Sent();
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

    private Task<JournalListing> ListAsync() => new JobJournal(new JournalFolders(_shared.Home)).ListAsync(CancellationToken.None);

    private Process Start() => _shared.Start("submit", _shared.Home, _shared.Ledger, Rows.ToString(CultureInfo.InvariantCulture));
}
