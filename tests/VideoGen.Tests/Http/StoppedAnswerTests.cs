using VideoGen.Http;
using static VideoGen.Tests.Http.StubNetwork;

namespace VideoGen.Tests.Http;

/// <summary>What came of a request while its caller was stopped is told: it may be the word that nothing was made.</summary>
public sealed class StoppedAnswerTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(503)]
    public async Task Send_StoppedWhileTheAnswerCame_AnswerIsHandedOnAndNothingIsSentAgain(int status)
    {
        using var stop = new CancellationTokenSource();
        using var network = new StubNetwork(request =>
        {
            stop.Cancel();
            return Answer(status)(request);
        });
        using HttpMessageInvoker chain = Over(network);
        using HttpRequestMessage request = Read();

        using HttpResponseMessage answer = await chain.SendAsync(request, stop.Token);

        Assert.Equal(status, (int)answer.StatusCode);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Send_StoppedWhileItFailed_FailureIsToldAsItWas()
    {
        using var stop = new CancellationTokenSource();
        using var network = new StubNetwork(_ =>
        {
            stop.Cancel();
            throw new HttpRequestException("cut");
        });
        using HttpMessageInvoker chain = Over(network);
        using HttpRequestMessage request = Read();

        var e = await Assert.ThrowsAsync<HttpRequestException>(() => chain.SendAsync(request, stop.Token));

        Assert.Equal("cut", e.Message);
        _ = Assert.Single(network.Sent);
    }

    private static HttpMessageInvoker Over(HttpMessageHandler network) => new(
        new ResilienceHandler(Quick, new ResendBudget(10, TimeSpan.FromSeconds(1), TimeProvider.System), TimeProvider.System, new Jitter(new Random(1))) { InnerHandler = network });

    private static HttpRequestMessage Read()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://service.example/jobs"));
        request.Options.Set(RequestOptions.Kind, ApiCall.Read);
        return request;
    }
}
