using System.Diagnostics;
using System.Globalization;
using VideoGen.Journal;

namespace VideoGen.Tests.Processes;

/// <summary>Several hosts with one batch on one folder: to each, the process numbers of the others mean nothing.</summary>
public sealed class SharedHostsTests : IDisposable
{
    private const int Rows = 60;

    /// <summary>So many that a process is still at work with them when it is killed.</summary>
    private const int ManyRows = 300;

    private readonly SharedProcesses _shared = new();

    public void Dispose() => _shared.Dispose();

    [OwnHostFact]
    public async Task SharedHome_FourHostsWithOneBatch_SubmitEachRowOnce()
    {
        Process[] hosts = [.. Enumerable.Range(0, 4).Select(_ => Start(Rows))];
        foreach (Process host in hosts)
        {
            await SharedProcesses.AssertEndsWellAsync(host);
        }

        Assert.Equal(4, Leases().Select(Path.GetFileName).Distinct().Count());
        Assert.Equal(Rows, Sent().Length);
        Assert.Equal(Rows, Sent().Distinct().Count());
        JournalListing journal = await ListAsync();
        Assert.Equal(Rows, journal.Entries.Count);
        Assert.All(journal.Entries, entry => Assert.Equal(VideoStatus.Queued, entry.Job.Status));
    }

    [OwnHostFact]
    public async Task SharedHome_HostDies_ItsRowsAreItsOwnUntilItsLeaseEnds()
    {
        Process victim = Start(ManyRows);
        _shared.WaitForSubmissions(ManyRows / 10, victim);
        victim.Kill();
        await victim.WaitForExitAsync();
        string[] owned = [.. (await ListAsync()).Entries.Where(entry => entry.Owner is not null).Select(entry => entry.Job.Key)];
        Assert.NotEmpty(owned);

        // Nobody can know yet that it is dead.
        await SharedProcesses.AssertEndsWellAsync(Start(ManyRows));
        Assert.All(await FindAsync(owned), entry => Assert.True(entry.Job.Status is VideoStatus.Pending or VideoStatus.Sending, $"{entry.Job.Status}"));

        // A minute later by the share's own clock.
        foreach (string lease in Leases())
        {
            File.SetLastWriteTimeUtc(lease, File.GetLastWriteTimeUtc(lease) - LongerThanALease);
        }

        await SharedProcesses.AssertEndsWellAsync(Start(ManyRows));
        Assert.Equal(Sent().Length, Sent().Distinct().Count());
        JournalListing journal = await ListAsync();
        Assert.Equal(ManyRows, journal.Entries.Count);
        Assert.All(journal.Entries, entry => Assert.True(entry.Job.Status is VideoStatus.Queued or VideoStatus.Unknown, $"{entry.Job.Status}"));
    }

    private static readonly TimeSpan LongerThanALease = VideoGen.Journal.Leases.Lifetime + TimeSpan.FromSeconds(1);

    /// <summary>The rows that reached the service.</summary>
    private string[] Sent() => [.. _shared.Sent().Select(line => line.Split(' ')[0])];

    private string[] Leases() => Directory.GetFiles(Path.Combine(_shared.Home, "journal", "leases"), "*.lease");

    private Task<JournalListing> ListAsync() => new JobJournal(new JournalFolders(_shared.Home)).ListAsync(CancellationToken.None);

    private async Task<IReadOnlyList<JournalEntry>> FindAsync(string[] keys) => [.. (await ListAsync()).Entries.Where(entry => keys.Contains(entry.Job.Key))];

    private Process Start(int rows) => _shared.StartOnOwnHost("submit", _shared.Home, _shared.Ledger, rows.ToString(CultureInfo.InvariantCulture));
}
