using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>Rerunning a batch: what is known is answered, what is new is submitted.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly ClientFixture _fixture = new();

    private FakeProvider Provider => _fixture.Provider;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Batch_RunAgain_SubmitsOnlyWhatIsNew()
    {
        SubmitResult[] first = await RunAsync("a", "b");
        SubmitResult[] second = await RunAsync("a", "b", "c");
        Assert.Equal(3, Provider.Submissions.Count);
        Assert.Equal("c", Assert.Single(second, result => result.IsNew).Job!.Prompt);
        Assert.Equal(Keys(first), Keys(second.Where(result => !result.IsNew)));
    }

    [Fact]
    public async Task Batch_NameInAnotherCaseOrSession_IsTheSameBatch()
    {
        await RunAsync("a");
        using VideoClient other = _fixture.NewClient();
        SubmissionRun run = await other.OpenSubmissionAsync(ClientFixture.Batch("DEMO"), CancellationToken.None);
        VideoRequest row = ClientFixture.Row("a");
        SubmitResult? result = null;
        await run.Submit(row, run.Validate(row).Request, false, told => result = told)(CancellationToken.None);
        Assert.False(result!.IsNew);
        Assert.Single(Provider.Submissions);
    }

    [Fact]
    public async Task Batch_TwoSessionsAtOnce_SubmitEachRowOnce()
    {
        using VideoClient other = _fixture.NewClient();
        SubmissionRun[] runs =
        [
            await _fixture.Client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None),
            await other.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None),
        ];
        VideoRequest[] rows = [.. Enumerable.Range(0, 40).Select(i => ClientFixture.Row($"row {i}"))];
        int told = 0;
        Func<CancellationToken, Task>[] work = [.. runs.SelectMany(run => rows.Select(row => run.Submit(row, run.Validate(row).Request, false, result =>
        {
            Assert.Null(result.Error);
            Assert.NotNull(result.Job);
            _ = Interlocked.Increment(ref told);
        })))];
        await Task.WhenAll(work.Select(step => Task.Run(() => step(CancellationToken.None)))).WaitAsync(ClientFixture.Patience);

        Assert.Equal(80, told);
        Assert.Equal(40, Provider.Submissions.Count);
        Assert.Equal(40, Provider.Submissions.Select(sent => sent.Request.Prompt).Distinct().Count());
        Assert.Equal(40, (await _fixture.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Batch_EqualRows_AreNumberedInTheOrderOfTheRows()
    {
        await RunAsync("a", "a", "a");
        Assert.Equal(3, Provider.Submissions.Count);
        SubmitResult[] again = await RunAsync("a", "a", "a", "a");
        Assert.Single(again, result => result.IsNew);
        JournalEntry[] entries = [.. await _fixture.EntriesAsync()];
        string hash = entries.Min(entry => entry.RowKey)!;
        Assert.Equal([hash, hash + "#2", hash + "#3", hash + "#4"], entries.Select(entry => entry.RowKey).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 3, new[] { 0, 0, 0 })]
    [InlineData(4, 3, new[] { 3 })]
    [InlineData(4, 10, new[] { 4, 4, 2 })]
    [InlineData(4, 9, new[] { 4, 4, 0 })]
    public async Task Batch_Count_BecomesAsManyJobsAsTheServiceNeeds(int perJob, int count, int[] counts)
    {
        using var fixture = new ClientFixture(new FakeProvider(FakeProvider.Description with { OutputsPerJob = perJob }));
        VideoRequest row = ClientFixture.Row("a fox") with { Count = count };
        SubmitResult[] results = await fixture.SubmitAsync(ClientFixture.Batch(), [row]);
        Assert.Equal(counts.Length, results.Length);
        Assert.Equal(counts, fixture.Provider.Submissions.Select(sent => sent.Request.Count ?? 0).OrderDescending());

        await fixture.SubmitAsync(ClientFixture.Batch(), [row]);
        Assert.Equal(counts.Length, fixture.Provider.Submissions.Count);
    }

    [Fact]
    public async Task Batch_CountGrows_SubmitsOnlyTheClipsThatAreNew()
    {
        VideoRequest row = ClientFixture.Row("a fox", "shot 1");
        await _fixture.SubmitAsync(ClientFixture.Batch(), [row with { Count = 2 }]);
        SubmitResult[] results = await _fixture.SubmitAsync(ClientFixture.Batch(), [row with { Count = 3 }]);
        Assert.Single(results, result => result.IsNew);
        Assert.Equal(["shot 1", "shot 1#2", "shot 1#3"], (await _fixture.EntriesAsync()).Select(entry => entry.RowKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Batch_RowWithKeyHasChanged_WarnsAndKeepsTheFirstJob()
    {
        SubmitResult first = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox", "shot 1"));
        SubmitResult second = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a dog", "shot 1"));
        Assert.Equal(first.Job!.Key, second.Job!.Key);
        Assert.Contains("shot 1", Assert.Single(second.Warnings), StringComparison.Ordinal);
        Assert.Single(Provider.Submissions);
    }

    [Fact]
    public async Task Batch_RowWithKeyOnlyGotAnotherName_IsUnchanged()
    {
        VideoRequest row = ClientFixture.Row("a fox", "shot 1");
        await _fixture.SubmitOneAsync(ClientFixture.Batch(), row);
        Assert.Empty((await _fixture.SubmitOneAsync(ClientFixture.Batch(), row with { Name = "opening" })).Warnings);
    }

    [Fact]
    public async Task Batch_ChangedRowWasRefusedBefore_IsSubmittedInItsNewForm()
    {
        Provider.OnSubmit = (_, _) => throw FakeProvider.Refusal(VideoErrors.RequestRefused);
        await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("too rude", "shot 1"));
        Provider.OnSubmit = null;
        SubmitResult corrected = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("polite", "shot 1"));
        Assert.Equal("polite", corrected.Job!.Prompt);
        Assert.Empty(corrected.Warnings);
    }

    public static TheoryData<VideoStatus> FruitlessEnds => new(VideoStatus.Failed, VideoStatus.Cancelled, VideoStatus.Expired);

    [Theory]
    [MemberData(nameof(FruitlessEnds))]
    public async Task Batch_RowCameToNothing_IsSubmittedAgainOnlyWhenAsked(VideoStatus status)
    {
        SubmitResult first = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        await _fixture.RewriteAsync(entry => entry with { Job = entry.Job with { Status = status } });

        SubmitResult plain = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal((first.Job!.Key, status, null), (plain.Job!.Key, plain.Job.Status, plain.Error));

        SubmitOptions retry = ClientFixture.Batch() with { RetryFailed = true };
        SubmitResult retried = await _fixture.SubmitOneAsync(retry, ClientFixture.Row("a fox"));
        Assert.NotEqual(first.Job.Key, retried.Job!.Key);
        Assert.True(retried.IsNew);

        SubmitResult after = await _fixture.SubmitOneAsync(retry, ClientFixture.Row("a fox"));
        Assert.Equal(retried.Job.Key, after.Job!.Key);
        Assert.Equal(2, Provider.Submissions.Count);
    }

    [Fact]
    public async Task Batch_ExpiredButSavedRow_IsNotSubmittedAgain()
    {
        await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        await _fixture.RewriteAsync(entry => entry with { Saved = [new SavedOutput(0, "/x", 1, "", default)], Job = entry.Job with { Status = VideoStatus.Expired } });
        Assert.False((await _fixture.SubmitOneAsync(ClientFixture.Batch() with { RetryFailed = true }, ClientFixture.Row("a fox"))).IsNew);
    }

    [Fact]
    public async Task Batch_RetryIsRefused_NextRunSubmitsItAgain()
    {
        SubmitOptions retry = ClientFixture.Batch() with { RetryFailed = true };
        await _fixture.SubmitOneAsync(retry, ClientFixture.Row("a fox"));
        await _fixture.RewriteAsync(entry => entry with { Job = entry.Job with { Status = VideoStatus.Failed } });
        Provider.OnSubmit = (_, _) => throw FakeProvider.Refusal(VideoErrors.RequestRefused);
        Assert.Equal(VideoErrors.RequestRefused, (await _fixture.SubmitOneAsync(retry, ClientFixture.Row("a fox"))).Error!.Kind);
        Provider.OnSubmit = null;
        Assert.True((await _fixture.SubmitOneAsync(retry, ClientFixture.Row("a fox"))).IsNew);
    }

    [Fact]
    public async Task Batch_JobWasRemoved_RowIsNotPaidAgain()
    {
        SubmitResult first = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        await _fixture.RewriteAsync(entry => entry with { Job = entry.Job with { Status = VideoStatus.Failed } });
        await _fixture.Client.RemoveAsync(first.Job!, journalOnly: false, force: false, CancellationToken.None);

        SubmitResult again = await _fixture.SubmitOneAsync(ClientFixture.Batch() with { RetryFailed = true }, ClientFixture.Row("a fox"));
        Assert.Null(again.Job);
        Assert.Contains("a fox", Assert.Single(again.Warnings), StringComparison.Ordinal);
        Assert.Single(Provider.Submissions);
    }

    [Fact]
    public async Task Batch_OtherRowsEntryIsDamaged_OnlyThatRowHasAnError()
    {
        SubmitResult[] first = await RunAsync("a", "b");
        await File.WriteAllTextAsync(_fixture.Store.Folders.OpenEntry(first[0].Job!.Key), "{");
        SubmitResult[] again = await RunAsync("a", "b", "c");
        Assert.Single(again, result => result.Error?.Kind == VideoErrors.DamagedEntry);
        Assert.Equal(2, again.Count(result => result.Job is not null));
        Assert.Equal(3, Provider.Submissions.Count);
    }

    [Fact]
    public async Task Batch_ProviderWasDefaulted_IsRememberedForTheNextRun()
    {
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None);
        VideoRequest row = ClientFixture.Row("a fox");
        await run.Submit(row, run.Validate(row).Request, defaulted: true, _ => { })(CancellationToken.None);
        SubmissionRun next = await _fixture.Client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None);
        Assert.Equal(new ProviderChoice("Fake", null), next.ChooseProvider(null));
    }

    private Task<SubmitResult[]> RunAsync(params string[] prompts) => _fixture.SubmitAsync(ClientFixture.Batch(), prompts.Select(prompt => ClientFixture.Row(prompt)));

    private static IEnumerable<string> Keys(IEnumerable<SubmitResult> results) => results.Select(result => result.Job!.Key).Order(StringComparer.Ordinal);
}
