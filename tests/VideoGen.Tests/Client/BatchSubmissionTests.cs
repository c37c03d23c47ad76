using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>Several clips of one row in one request: each ends as what is true of it.</summary>
public sealed class BatchSubmissionTests : IDisposable
{
    private readonly BatchProvider _provider = new() { MostPerBatch = 4 };
    private readonly ClientFixture _fixture;

    public BatchSubmissionTests() => _fixture = new ClientFixture(_provider);

    public void Dispose() => _fixture.Dispose();

    private static VideoRequest Row(int count) => ClientFixture.Row("a fox") with { Count = count };

    [Fact]
    public async Task Submit_CountOfClips_OneRequestAndAJobEach()
    {
        SubmitResult[] results = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);

        Assert.Equal(3, results.Select(result => result.Job!.Id).Distinct().Count());
        IReadOnlyList<Submission> batch = Assert.Single(_provider.Batches);
        Assert.Equal(results.Select(result => result.Job!.Key).Order(), batch.Select(submission => submission.Key).Order());
        Assert.Empty(_provider.Submissions);
    }

    [Fact]
    public async Task Submit_MoreThanABatch_SeveralRequests()
    {
        _ = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(9)]);
        Assert.Equal([4, 4], _provider.Batches.Select(batch => batch.Count));
        Assert.Single(_provider.Submissions);
    }

    [Fact]
    public async Task Submit_SomeAreKnown_OnlyTheOthersAreSent()
    {
        _provider.OnBatch = batch => [.. batch.Select((_, index) => index == 1
            ? new BatchEnd(null, new VideoGenException(VideoErrors.RequestRefused, "not this one"))
            : new BatchEnd(_provider.Made(), null))];
        SubmitResult[] first = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);
        Assert.Equal("not this one", Assert.Single(first, result => result.Error is not null).Error!.Message);
        Assert.Equal(2, (await _fixture.EntriesAsync()).Count);

        SubmitResult[] second = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);

        Assert.Equal(1, second.Count(result => result.IsNew));
        Assert.Single(_provider.Batches);
        Assert.Single(_provider.Submissions);
        Assert.Equal(3, (await _fixture.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Submit_AnswerIsLost_AllAreUnknownAndNoneIsSentAgain()
    {
        _provider.OnBatch = _ => throw new IOException("cut");
        SubmitResult[] results = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);
        Assert.All(results, result => Assert.Equal(VideoStatus.Unknown, result.Job!.Status));

        SubmitResult[] again = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);

        Assert.All(again, result => Assert.Equal("JobUnknown", result.Error!.ErrorId));
        Assert.Single(_provider.Batches);
    }

    [Fact]
    public async Task Submit_AnswerSaysNothingOfOne_OnlyThatOneIsUnknown()
    {
        _provider.OnBatch = batch => [.. batch.Select((_, index) => index == 2 ? new BatchEnd(null, null) : new BatchEnd(_provider.Made(), null))];
        SubmitResult[] results = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);
        Assert.Equal([VideoStatus.Unknown, VideoStatus.Queued, VideoStatus.Queued], results.Select(result => result.Job!.Status).Order());
    }

    [Fact]
    public async Task Submit_AnswerHasTooFew_AllAreUnknown()
    {
        _provider.OnBatch = batch => [new BatchEnd(_provider.Made(), null)];
        SubmitResult[] results = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);
        Assert.All(results, result => Assert.Equal(VideoStatus.Unknown, result.Job!.Status));
    }

    [Fact]
    public async Task Submit_Refused_NothingStaysAndTheNextRunSubmitsAll()
    {
        _provider.OnBatch = _ => throw FakeProvider.Refusal(VideoErrors.PaymentRequired);
        SubmitResult[] results = await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);
        Assert.All(results, result => Assert.Equal("PaymentRequired", result.Error!.ErrorId));
        Assert.Empty(await _fixture.EntriesAsync());

        _provider.OnBatch = null;
        Assert.All(await _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]), result => Assert.True(result.IsNew));
    }

    [Fact]
    public async Task Submit_NotSent_IsTriedAgainAndMadeOnce()
    {
        _provider.OnBatch = batch => _provider.Batches.Count == 1 ? throw FakeProvider.NotSent() : [.. batch.Select(_ => new BatchEnd(_provider.Made(), null))];
        Task<SubmitResult[]> run = _fixture.SubmitAsync(ClientFixture.Batch(), [Row(3)]);
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(await run, result => Assert.Equal(VideoStatus.Queued, result.Job!.Status));
    }
}
