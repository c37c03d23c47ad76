using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Client;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Budgets;

/// <summary>Processes that die between two writes: nothing is lost for ever, and nothing that may have been made is forgotten.</summary>
public sealed class UnsentTests : IDisposable
{
    private readonly BudgetBench _bench = new(descriptor => descriptor with { IdempotencyLifetime = TimeSpan.FromHours(24) });

    public void Dispose() => _bench.Dispose();

    /// <summary>What a process leaves that dies after it has set a price aside and written the entry so far.</summary>
    private async Task<JournalEntry> DieAsync(VideoStatus status, JobOwner? owner = null)
    {
        _ = await _bench.SubmitAsync("a");
        string line = File.ReadAllLines(_bench.LedgerPath)[0];
        await File.WriteAllTextAsync(_bench.LedgerPath, line + "\n");
        _bench.Provider.Submissions.Clear();
        return await _bench.Fixture.RewriteAsync(entry => entry with
        {
            Owner = owner ?? JournalFixture.Dead,
            SentAt = status == VideoStatus.Pending ? null : entry.SentAt,
            Job = entry.Job with { Status = status, Id = null, SubmittedAt = null },
        });
    }

    [Fact]
    public async Task Submit_DiedBeforeItWasSent_IsGivenBackWhenItIsMissed()
    {
        await DieAsync(VideoStatus.Pending);
        Assert.Equal(40, (await _bench.SetAsync("40 credits")).Spent);
        Assert.Null(await _bench.ErrorAsync("b"));
        Assert.Equal((40m, 1), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("a"));
    }

    [Fact]
    public async Task Submit_EntryIsGoneAndWasNeverSent_IsGivenBackWhenItIsMissed()
    {
        JournalEntry entry = await DieAsync(VideoStatus.Pending);
        File.Delete(_bench.Fixture.Store.Folders.OpenEntry(entry.Job.Key));
        await _bench.SetAsync("40 credits");
        Assert.Null(await _bench.ErrorAsync("b"));
    }

    [Fact]
    public async Task Submit_OwnerIsAlive_KeepsWhatItHasSetAside()
    {
        await DieAsync(VideoStatus.Pending, JobOwner.Current);
        await _bench.SetAsync("40 credits");
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
    }

    [Theory]
    [InlineData(VideoStatus.Sending)]
    [InlineData(VideoStatus.Unknown)]
    public async Task Submit_DiedAfterItWasSent_Counts(VideoStatus status)
    {
        JournalEntry entry = await DieAsync(status);
        await _bench.SetAsync("40 credits");
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));

        // And without its entry too, however that goes.
        File.Delete(_bench.Fixture.Store.Folders.OpenEntry(entry.Job.Key));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
    }

    [Fact]
    public async Task Remove_DiedAfterItWasSent_CountsOn()
    {
        JournalEntry entry = await DieAsync(VideoStatus.Unknown);
        await _bench.SetAsync("40 credits");
        await _bench.Fixture.Client.RemoveAsync(entry.Job, journalOnly: true, force: true, CancellationToken.None);
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StopOrRemove_NeverSent_GivesItBack(bool stop)
    {
        JournalEntry entry = await DieAsync(VideoStatus.Pending);
        await _bench.SetAsync("80 credits");
        if (stop)
        {
            Assert.Equal(VideoStatus.Cancelled, (await _bench.Fixture.Client.StopAsync(entry.Job, CancellationToken.None)).Status);
        }
        else
        {
            await _bench.Fixture.Client.RemoveAsync(entry.Job, journalOnly: true, force: false, CancellationToken.None);
        }

        Assert.Equal((0m, 0), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
    }

    [Theory]
    [InlineData(VideoStatus.Pending)]
    [InlineData(VideoStatus.Sending)]
    [InlineData(VideoStatus.Unknown)]
    public async Task TakeOver_SameEntry_CountsOnce(VideoStatus status)
    {
        await DieAsync(status);
        await _bench.SetAsync("40 credits");
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Single(_bench.Provider.Submissions);
        Assert.Equal((40m, 1), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
    }

    [Fact]
    public async Task TakeOver_NeverSentAndTheNextDay_CountsThen()
    {
        await DieAsync(VideoStatus.Pending);
        _bench.Travel(_bench.Time.GetUtcNow().AddDays(1));
        await _bench.SetAsync("40 credits");
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Equal(40, (await _bench.GetAsync()).Spent);
        await _bench.SetAsync("80 credits", per: BudgetPeriod.Month);
        Assert.Equal(40, (await _bench.GetAsync(BudgetPeriod.Month)).Spent);
    }

    [Fact]
    public async Task TakeOver_SentTheDayBefore_StaysCountedThen()
    {
        await DieAsync(VideoStatus.Unknown);
        _bench.Travel(_bench.Time.GetUtcNow().AddHours(21));
        await _bench.SetAsync("0");
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Equal(0, (await _bench.GetAsync()).Spent);
    }

    [Fact]
    public async Task TakeOver_ResendIsRefused_CountsOnSinceTheFirstMayHaveBeenMade()
    {
        await DieAsync(VideoStatus.Unknown);
        await _bench.SetAsync("40 credits");
        _bench.Provider.OnSubmit = (_, _) => throw FakeProvider.Refusal(VideoErrors.Unauthorized);
        Assert.NotNull(await _bench.ErrorAsync("a"));
        Assert.Equal(40, (await _bench.GetAsync()).Spent);
    }
}
