using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>Services that take no more at the moment.</summary>
public sealed class CongestionTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ClientFixture _fixture = new(new FakeProvider(FakeProvider.Description with { PollInterval = Pause }));

    private FakeProvider Provider => _fixture.Provider;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Submit_TooManyJobsAtOnce_WaitsForOneOfOurs()
    {
        bool ended = false;
        Provider.OnRead = id => FakeProvider.Snapshot(id, ended ? VideoStatus.Completed : VideoStatus.Running);
        Provider.OnSubmit = (_, _) => Provider.Submissions.Count == 1 || ended ? Task.FromResult(Provider.Made()) : throw FakeProvider.Refusal(VideoErrors.ConcurrencyReached);
        SubmitResult first = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a"));

        var reasons = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Task<SubmitResult> second = _fixture.SubmitOneAsync(ClientFixture.Batch() with { Waiting = reasons.Enqueue }, ClientFixture.Row("b"));
        await _fixture.Time.WaitForTimerAsync(Pause);
        Assert.StartsWith("Fake has as many jobs as it takes at once", Assert.Single(reasons), StringComparison.Ordinal);
        JournalEntry waiting = (await _fixture.EntriesAsync()).Single(entry => entry.Job.Key != first.Job!.Key);
        Assert.Equal(VideoStatus.Pending, waiting.Job.Status);
        _fixture.Time.Advance(Pause);
        await _fixture.Time.WaitForTimerAsync(Pause);
        Assert.Equal(2, Provider.Submissions.Count);

        ended = true;
        _fixture.Time.Advance(Pause);

        Assert.Equal(VideoStatus.Queued, (await second.WaitAsync(ClientFixture.Patience)).Job!.Status);
        Assert.Equal(3, Provider.Submissions.Count);
    }

    [Fact]
    public async Task Submit_JobEndsThatNobodyElseWaitsFor_IsFoundByAskingTheService()
    {
        using var fixture = new ClientFixture(new FakeProvider(FakeProvider.Description with { PollInterval = TimeSpan.FromSeconds(6) }));
        fixture.Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Completed);
        fixture.Provider.OnSubmit = (_, _) => fixture.Provider.Submissions.Count != 2 ? Task.FromResult(fixture.Provider.Made()) : throw FakeProvider.Refusal(VideoErrors.ConcurrencyReached);
        _ = await fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a"));

        Task<SubmitResult> second = fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("b"));
        for (int look = 0; look < 3; look++)
        {
            Assert.Empty(fixture.Provider.Reads);
            await fixture.Time.WaitForTimerAsync(Pause);
            fixture.Time.Advance(Pause);
        }

        Assert.Null((await second.WaitAsync(ClientFixture.Patience)).Error);
        Assert.Single(fixture.Provider.Reads);
    }

    [Fact]
    public async Task Submit_JobsOfOthersFillTheService_AsksAgainAfterAMinute()
    {
        Provider.OnSubmit = (_, _) => Provider.Submissions.Count == 1 ? throw FakeProvider.Refusal(VideoErrors.ConcurrencyReached) : Task.FromResult(Provider.Made());
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a"));
        for (TimeSpan waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(1); waited += Pause)
        {
            await _fixture.Time.WaitForTimerAsync(Pause);
            Assert.Single(Provider.Submissions);
            _fixture.Time.Advance(Pause);
        }

        Assert.Null((await submission.WaitAsync(ClientFixture.Patience)).Error);
    }

    [Fact]
    public async Task Submit_RateLimited_WaitsAsLongAsTheServiceSays()
    {
        var refusal = new VideoGenException(VideoErrors.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(47) };
        Provider.OnSubmit = (_, _) => Provider.Submissions.Count == 1 ? throw new SubmissionRefusedException(refusal) : Task.FromResult(Provider.Made());
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a"));
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(47));
        _fixture.Time.Advance(TimeSpan.FromSeconds(47));
        Assert.Null((await submission.WaitAsync(ClientFixture.Patience)).Error);
    }

    [Fact]
    public async Task Submit_RateLimitedForNoTimeAtAll_PausesAllTheSame()
    {
        var refusal = new VideoGenException(VideoErrors.RateLimited, "slow down") { RetryAfter = TimeSpan.Zero };
        Provider.OnSubmit = (_, _) => Provider.Submissions.Count < 3 ? throw new SubmissionRefusedException(refusal) : Task.FromResult(Provider.Made());
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a"));
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        Assert.Single(Provider.Submissions);
        _fixture.Time.Advance(TimeSpan.FromSeconds(5));

        // By when it fires, since the lease has a timer of ten seconds too.
        await _fixture.Time.WaitForTimerDueAsync(_fixture.Time.GetUtcNow() + TimeSpan.FromSeconds(10));
        _fixture.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await submission.WaitAsync(ClientFixture.Patience)).Error);
    }

    [Fact]
    public async Task Submit_AnHourInVain_IsTheServicesError()
    {
        Provider.OnSubmit = (_, _) =>
        {
            _fixture.Time.Advance(TimeSpan.FromMinutes(40));
            throw FakeProvider.Refusal(VideoErrors.RateLimited);
        };
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a"));
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _fixture.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("RateLimited", (await submission.WaitAsync(ClientFixture.Patience)).Error!.ErrorId);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    [Fact]
    public async Task Submit_StoppedWhileWaiting_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        Provider.OnSubmit = (_, _) => throw FakeProvider.Refusal(VideoErrors.ConcurrencyReached);
        Task<SubmitResult[]> submission = _fixture.SubmitAsync(ClientFixture.Batch(), [ClientFixture.Row("a")], stop.Token);
        await _fixture.Time.WaitForTimerAsync(Pause);
        await stop.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    [Fact]
    public void CountFreed_RefusedAndWithdrawn_AreNoFreePlaces()
    {
        TakenPlaces before = TakenPlaces.Of([Job("a", VideoStatus.Running), Job("b", VideoStatus.Queued), Job("c", VideoStatus.Running), Job("d", VideoStatus.Sending), Job("e", VideoStatus.Sending), Job("f", VideoStatus.Sending)]);

        // a goes on, b is made, c is made and saved; d was refused and waits, e was withdrawn, f was made meanwhile.
        Assert.Equal(3, before.CountFreed([Job("a", VideoStatus.Running), Job("b", VideoStatus.Completed), Job("d", VideoStatus.Pending), Job("f", VideoStatus.Failed)]));
    }

    private static VideoJob Job(string key, VideoStatus status) => new() { Key = key, Provider = "Fake", Status = status };
}
