using VideoGen.Http;
using VideoGen.Limits;
using VideoGen.Providers;
using static VideoGen.Tests.Http.StubNetwork;

namespace VideoGen.Tests.Http;

/// <summary>Requests of a service that documents two creates a minute.</summary>
public sealed class RateLimitHandlerTests : IDisposable
{
    private const string Good = """{"id":"a"}""";
    private const string OwnRefusal = """{"error":{"code":"rate_limited","message":"Slow down."}}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(61);

    private readonly TemporaryHome _home = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Submit_BucketIsFull_LeavesWhenThereIsRoom()
    {
        using var network = new StubNetwork(Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(_time);
        await FillAsync(pipeline);

        Task<ApiAnswer<Echo>> third = SubmitAsync(pipeline);
        await _time.WaitForTimerAsync(Span);
        Assert.Equal(2, network.Sent.Count);
        _time.Advance(Span);

        _ = await third.WaitAsync(Patience);
        Assert.Equal(3, network.Sent.Count);
    }

    [Fact]
    public async Task Submit_BucketIsFull_IsToldThatItIsHeldBack()
    {
        using var network = new StubNetwork(Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(_time);
        var told = new List<RateLimit>();
        ApiEndpoint endpoint = Endpoint();
        _ = await SubmitAsync(pipeline, endpoint, heldBack: told.Add);
        _ = await SubmitAsync(pipeline, endpoint, heldBack: told.Add);
        Assert.Empty(told);

        Task<ApiAnswer<Echo>> third = SubmitAsync(pipeline, heldBack: told.Add);
        await _time.WaitForTimerAsync(Span);

        Assert.Equal("creates", Assert.Single(told).Bucket);
        _time.Advance(Span);
        _ = await third.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Submit_CancelledWhileItIsHeldBack_WasNotSent(bool byStopping)
    {
        using var network = new StubNetwork(Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(_time);
        using var cancellation = new CancellationTokenSource();
        await FillAsync(pipeline);

        Task<ApiAnswer<Echo>> third = byStopping ? SubmitAsync(pipeline, stopping: cancellation.Token) : SubmitAsync(pipeline, cancellationToken: cancellation.Token);
        await _time.WaitForTimerAsync(Span);
        await cancellation.CancelAsync();

        var e = await Assert.ThrowsAsync<NotSentException>(() => third.WaitAsync(Patience));
        Assert.Equal(VideoErrors.NotSubmitted, e.Reason.Kind);
        Assert.Equal(2, network.Sent.Count);
    }

    [Fact]
    public async Task Submit_StoppedBeforeItLeaves_WasNotSentWithoutAnyLimitToo()
    {
        using var network = new StubNetwork(Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(_time);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        _ = await Assert.ThrowsAsync<NotSentException>(() => SubmitAsync(pipeline, TestService.Endpoint, stopping: stop.Token));
        _ = await Assert.ThrowsAsync<NotSentException>(() => SubmitAsync(pipeline, TestService.Endpoint, cancellationToken: stop.Token));
        Assert.Empty(network.Sent);
    }

    [Fact]
    public async Task Submit_CancelledOnTheWire_IsNotKnownToBeUnsent()
    {
        using var cancellation = new CancellationTokenSource();
        using var network = new StubNetwork(_ =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        });
        using HttpPipeline pipeline = network.Pipeline(_time);

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SubmitAsync(pipeline, cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task Submit_StoppedOnTheWire_GetsItsAnswer()
    {
        using var stop = new CancellationTokenSource();
        using var network = new StubNetwork(request =>
        {
            stop.Cancel();
            return Answer(200, Good)(request);
        });
        using HttpPipeline pipeline = network.Pipeline(_time);

        Assert.Equal("a", (await SubmitAsync(pipeline, stopping: stop.Token)).Body.Id);
    }

    [Fact]
    public async Task Submit_CancelledInThePauseAfterTheServicesRefusal_WasNotSent()
    {
        using var network = new StubNetwork(Answer(429, OwnRefusal, retryAfter: "17"), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(_time);
        using var cancellation = new CancellationTokenSource();

        Task<ApiAnswer<Echo>> submission = SubmitAsync(pipeline, cancellationToken: cancellation.Token);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(17));
        await cancellation.CancelAsync();

        _ = await Assert.ThrowsAsync<NotSentException>(() => submission.WaitAsync(Patience));
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Submit_ServiceRefusesAndTheResendLosesItsAnswer_IsNotKnownToBeUnsent()
    {
        using var cancellation = new CancellationTokenSource();
        using var network = new StubNetwork(Answer(429, OwnRefusal, retryAfter: "0"), _ =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        });
        using HttpPipeline pipeline = network.Pipeline(_time);

        Task<ApiAnswer<Echo>> submission = SubmitAsync(pipeline, cancellationToken: cancellation.Token);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission.WaitAsync(Patience));
        Assert.Equal(2, network.Sent.Count);
    }

    [Fact]
    public async Task Submit_SentAgain_CountsTwice()
    {
        using var network = new StubNetwork(Answer(429, OwnRefusal, retryAfter: "0"), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(_time);
        Task<ApiAnswer<Echo>> resent = SubmitAsync(pipeline);

        // The refusal blocks the bucket for as long as it said, and the second between our clock and the service's.
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        _ = await resent.WaitAsync(Patience);

        Task<ApiAnswer<Echo>> next = SubmitAsync(pipeline);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(2, network.Sent.Count);
        _time.Advance(TimeSpan.FromSeconds(60));
        _ = await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task Read_AnswerSaysThatNothingIsLeft_OthersWait()
    {
        using var network = new StubNetwork(Headed("0", "30"));
        using HttpPipeline pipeline = network.Pipeline(_time);
        var api = new ApiTransport(pipeline, Endpoint());
        _ = await api.ReadAsync();

        Task<ApiAnswer<Echo>> second = api.ReadAsync();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(31));
        _ = Assert.Single(network.Sent);
        _time.Advance(TimeSpan.FromSeconds(31));
        _ = await second.WaitAsync(Patience);
    }

    [Fact]
    public async Task Request_ToAnotherOrigin_IsNotCounted()
    {
        using var network = new StubNetwork(Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(_time);
        var api = new ApiTransport(pipeline, Endpoint() with { Credential = null });
        for (int i = 0; i < 5; i++)
        {
            _ = await api.SendAsync(new ApiRequest(HttpMethod.Put, "https://storage.example/x", ApiCall.Change) { Bucket = "creates" }, default).WaitAsync(Patience);
        }

        Assert.False(Directory.Exists(_home.At("limits")));
    }

    private static Func<HttpRequestMessage, HttpResponseMessage> Headed(string remaining, string reset) => request =>
    {
        HttpResponseMessage answer = Answer(200, Good)(request);
        answer.Headers.Add("X-RateLimit-Remaining", remaining);
        answer.Headers.Add("X-RateLimit-Reset", reset);
        return answer;
    };

    private async Task FillAsync(HttpPipeline pipeline)
    {
        ApiEndpoint endpoint = Endpoint();
        _ = await SubmitAsync(pipeline, endpoint: endpoint);
        _ = await SubmitAsync(pipeline, endpoint: endpoint);
    }

    private ApiEndpoint Endpoint()
    {
        var file = new RateStateFile(_home.At("limits", "gate.json"));
        RateLimit[] limits = [new RateLimit("creates", 2, TimeSpan.FromMinutes(1)), new RateLimit(RateLimit.Other, 100, TimeSpan.FromMinutes(1))];
        return TestService.Endpoint with { Gate = new RateGate(limits, file, _time) };
    }

    private Task<ApiAnswer<Echo>> SubmitAsync(HttpPipeline pipeline, ApiEndpoint? endpoint = null, Action<RateLimit>? heldBack = null, CancellationToken stopping = default, CancellationToken cancellationToken = default) =>
        new ApiTransport(pipeline, endpoint ?? Endpoint()).SendAsync(
            new ApiRequest(HttpMethod.Post, "videos", ApiCall.Submit)
            {
                Content = ApiTransport.JsonBody(new Echo { Id = "a" }, EchoJson.Default.Echo),
                Bucket = "creates",
                Stopping = stopping,
                HeldBack = heldBack,
            },
            EchoJson.Default.Echo,
            cancellationToken);
}
