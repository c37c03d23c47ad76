using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>A client of one scripted provider, with a home and a clock of its own.</summary>
internal sealed class ClientFixture : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public ClientFixture(FakeProvider? provider = null)
    {
        Provider = provider ?? new FakeProvider();
        Client = NewClient();
    }

    public JournalFixture Store { get; } = new();

    public ManualTimeProvider Time => Store.Time;

    public JobJournal Journal => Store.Journal;

    public FakeProvider Provider { get; }

    public VideoClient Client { get; }

    /// <summary>Another client of the same home, as another session would have it.</summary>
    public VideoClient NewClient(FakeProvider? provider = null) => new(new VideoClientOptions
    {
        Home = Store.Home.Path,
        Time = Time,
        Catalog = new ProviderCatalog([new ProviderEntry((provider ?? Provider).Descriptor, _ => provider ?? Provider)]),
    });

    public static VideoRequest Row(string prompt, string? key = null) => new() { Provider = "Fake", Prompt = prompt, Key = key };

    public static SubmitOptions Batch(string name = "demo") => new() { Batch = name };

    /// <summary>Runs one command: all rows, until every one is told. Results come in the order in which they were told.</summary>
    public async Task<SubmitResult[]> SubmitAsync(
        SubmitOptions options, IEnumerable<VideoRequest> rows, CancellationToken cancellationToken = default)
    {
        SubmissionRun run = await Client.OpenSubmissionAsync(options, CancellationToken.None);
        var results = new ConcurrentQueue<SubmitResult>();
        await Task.WhenAll(rows.ToArray().Select(row =>
        {
            Func<CancellationToken, Task> work = run.Submit(row, run.Validate(row).Request, defaulted: false, results.Enqueue);
            return Task.Run(() => work(cancellationToken), CancellationToken.None);
        })).WaitAsync(Patience, CancellationToken.None);
        return [.. results];
    }

    public async Task<SubmitResult> SubmitOneAsync(SubmitOptions options, VideoRequest row, CancellationToken cancellationToken = default) =>
        Assert.Single(await SubmitAsync(options, [row], cancellationToken));

    public async Task<IReadOnlyList<JournalEntry>> EntriesAsync()
    {
        JournalListing listing = await Journal.ListAsync(CancellationToken.None);
        Assert.Empty(listing.Damaged);
        return listing.Entries;
    }

    public async Task<JournalEntry> OnlyEntryAsync() => Assert.Single(await EntriesAsync());

    /// <summary>Moves the entry into a state as another process left it.</summary>
    public async Task<JournalEntry> RewriteAsync(Func<JournalEntry, JournalEntry> change)
    {
        JournalEntry entry = await OnlyEntryAsync();
        return (await Journal.UpdateAsync(entry.Job.Key, change, durable: false, CancellationToken.None))!;
    }

    public void Dispose()
    {
        Client.Dispose();
        Store.Dispose();
    }
}
