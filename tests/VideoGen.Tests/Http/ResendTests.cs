using VideoGen.Http;
using VideoGen.Providers;
using static VideoGen.Tests.Http.StubNetwork;

namespace VideoGen.Tests.Http;

public sealed class ResendTests
{
    private const string OwnShape = """{"error":{"code":"rate_limited","message":"Slow down."}}""";
    private const string Good = """{"id":"a"}""";

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(522)]
    public async Task Read_PassingTrouble_IsSentAgain(int status)
    {
        using var network = new StubNetwork(Answer(status), Answer(status), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        Assert.Equal("a", (await new ApiTransport(pipeline, TestService.Endpoint).ReadAsync()).Body.Id);

        Assert.Equal(3, network.Sent.Count);
        Assert.All(network.Sent, sent => Assert.Equal($"Bearer {TestService.Key}", sent.Header("Authorization")));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task Read_LastingTrouble_IsReportedAtOnce(int status)
    {
        using var network = new StubNetwork(Answer(status));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Read_TroubleThatStays_EndsAfterTheLimitWithTheLastAnswer()
    {
        using var network = new StubNetwork(Answer(503, "maintenance"));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        Assert.Equal("Example answered 503: maintenance", e.Message);
        Assert.Equal(1 + new RetryPolicy().MaxResends, network.Sent.Count);
    }

    [Fact]
    public async Task Read_DroppedConnection_IsSentAgain()
    {
        using var network = new StubNetwork(Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "cut")), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        Assert.Equal("a", (await new ApiTransport(pipeline, TestService.Endpoint).ReadAsync()).Body.Id);
    }

    [Fact]
    public async Task Read_ByPost_IsSentAgainWithItsBody()
    {
        using var network = new StubNetwork(Answer(503), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await new ApiTransport(pipeline, TestService.Endpoint).SendAsync(HttpMethod.Post, "byIds", new Echo { Id = "x" }, EchoJson.Default.Echo, EchoJson.Default.Echo, ApiCall.Read, default);

        Assert.Equal(["""{"id":"x"}""", """{"id":"x"}"""], network.Sent.Select(sent => sent.Body));
    }

    [Fact]
    public async Task Read_RetryAfterInSeconds_IsObeyed()
    {
        var time = new ManualTimeProvider();
        using var network = new StubNetwork(Answer(429, retryAfter: "17"), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(time);

        Task<ApiAnswer<Echo>> read = new ApiTransport(pipeline, TestService.Endpoint).ReadAsync();
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(17));
        time.Advance(TimeSpan.FromSeconds(16.9));
        _ = Assert.Single(network.Sent);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("a", (await read.WaitAsync(TimeSpan.FromSeconds(60))).Body.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    public async Task Read_ServiceLimitsHowOftenItIsAsked_IsSentAgainNoSooner(string? retryAfter)
    {
        var time = new ManualTimeProvider();
        using var network = new StubNetwork(Answer(503, retryAfter: retryAfter), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline(time);

        Task<ApiAnswer<Echo>> read = new ApiTransport(pipeline, TestService.Endpoint).SendAsync(
            new ApiRequest(HttpMethod.Get, "videos/a", ApiCall.Read) { LeastPause = TimeSpan.FromSeconds(5) }, EchoJson.Default.Echo, default);
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _ = Assert.Single(network.Sent);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("a", (await read.WaitAsync(TimeSpan.FromSeconds(60))).Body.Id);
    }

    [Fact]
    public async Task Read_QuotaIsUsedUp_IsReportedAtOnce()
    {
        using var network = new StubNetwork(Answer(429, OwnShape));
        using HttpPipeline pipeline = network.Pipeline();
        ApiEndpoint endpoint = TestService.Endpoint with { ReadError = (_, _) => new ServiceError("daily", "Come back tomorrow.") { Kind = VideoErrors.QuotaReached } };

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, endpoint).ReadAsync());

        Assert.Equal("QuotaReached", e.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Read_CancelledWhileItPauses_EndsAtOnce()
    {
        var time = new ManualTimeProvider();
        using var cancellation = new CancellationTokenSource();
        using var network = new StubNetwork(Answer(503, retryAfter: "17"));
        using HttpPipeline pipeline = network.Pipeline(time);

        Task<ApiAnswer<Echo>> read = new ApiTransport(pipeline, TestService.Endpoint).ReadAsync(cancellation.Token);
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(17));
        await cancellation.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(TimeSpan.FromSeconds(60)));
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Read_RetryAfterBeyondTheLimit_IsReportedInsteadOfWaitedFor()
    {
        using var network = new StubNetwork(Answer(429, retryAfter: "3600"));
        using HttpPipeline pipeline = network.Pipeline(new ManualTimeProvider());

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync().WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal("RateLimited", e.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Read_ManyInTrouble_StopResendingWhenTheCommonLimitIsReached()
    {
        using var network = new StubNetwork(Answer(503));
        using HttpPipeline pipeline = network.Pipeline(new ManualTimeProvider(), new HttpPipelineOptions
        {
            Retry = new RetryPolicy { FirstDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, BudgetSize = 6 },
        });
        var transport = new ApiTransport(pipeline, TestService.Endpoint);

        for (int i = 0; i < 10; i++)
        {
            _ = await Assert.ThrowsAsync<VideoGenException>(() => transport.ReadAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        }

        Assert.Equal(10 + 6, network.Sent.Count);
    }

    [Fact]
    public void ResendBudget_Time_GivesTokensBackUpToItsSize()
    {
        var time = new ManualTimeProvider();
        var budget = new ResendBudget(2, TimeSpan.FromSeconds(10), time);
        Assert.Equal([true, true, false], new[] { budget.TryTake(), budget.TryTake(), budget.TryTake() });

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([true, false], new[] { budget.TryTake(), budget.TryTake() });

        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, false], new[] { budget.TryTake(), budget.TryTake(), budget.TryTake() });
    }

    [Fact]
    public async Task Submission_RateLimitInTheServicesOwnShape_IsSentAgain()
    {
        using var network = new StubNetwork(Answer(429, OwnShape), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        Assert.Equal("a", (await new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync()).Body.Id);

        Assert.Equal(["""{"id":"a"}""", """{"id":"a"}"""], network.Sent.Select(sent => sent.Body));
    }

    [Fact]
    public async Task Submission_RateLimitOfSomethingInBetween_IsNotSentAgain()
    {
        using var network = new StubNetwork(Answer(429, "<html>Slow down</html>"), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Submission_DailyQuota_IsARefusalAndNotSentAgain()
    {
        using var network = new StubNetwork(Answer(429, """{"error":{"code":"daily_quota","message":"Tomorrow."}}"""), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<SubmissionRefusedException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        Assert.Equal("QuotaReached", e.Reason.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Change_WithoutAConnection_IsSentAgainButNotAfterABrokenOne()
    {
        using var unsent = new StubNetwork(Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused")), Answer(204));
        using var broken = new StubNetwork(Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "cut")), Answer(204));
        using HttpPipeline first = unsent.Pipeline();
        using HttpPipeline second = broken.Pipeline();
        var delete = new ApiRequest(HttpMethod.Delete, "videos/a", ApiCall.Change);

        _ = await new ApiTransport(first, TestService.Endpoint).SendAsync(delete, default);
        _ = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(second, TestService.Endpoint).SendAsync(delete, default));

        Assert.Equal((2, 1), (unsent.Sent.Count, broken.Sent.Count));
    }

    [Fact]
    public async Task UndeclaredRequest_IsTreatedAsBillable()
    {
        using var network = new StubNetwork(Answer(503));
        using HttpPipeline pipeline = network.Pipeline();

        using HttpResponseMessage answer = await pipeline.Api.GetAsync(TestService.BaseUri);

        _ = Assert.Single(network.Sent);

        using var redirecting = new StubNetwork(Redirect("/elsewhere"), Answer(200, Good));
        using HttpPipeline other = redirecting.Pipeline();
        using HttpResponseMessage redirect = await other.Api.GetAsync(TestService.BaseUri);

        _ = Assert.Single(redirecting.Sent);
    }
}
