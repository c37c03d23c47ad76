using VideoGen.Http;
using static VideoGen.Tests.Http.StubNetwork;

namespace VideoGen.Tests.Http;

public sealed class RedirectTests
{
    private const string Good = """{"id":"a"}""";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Read_RedirectWithinTheOrigin_KeepsTheKey(int status)
    {
        using var network = new StubNetwork(Redirect("/v2/videos/a", status), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await new ApiTransport(pipeline, TestService.Endpoint).ReadAsync();

        Assert.Equal("https://api.example/v2/videos/a", network.Sent[1].Uri.AbsoluteUri);
        Assert.Equal($"Bearer {TestService.Key}", network.Sent[1].Header("Authorization"));
    }

    [Theory]
    [InlineData("https://other.example/a")]
    [InlineData("https://api.example:8443/a")]
    [InlineData("https://api.example.evil.example/a")]
    public async Task Read_RedirectToAnotherOrigin_LosesTheKeyEvenWhenItComesBack(string target)
    {
        using var network = new StubNetwork(Redirect(target), Redirect("https://api.example/v1/back"), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await new ApiTransport(pipeline, TestService.Endpoint).ReadAsync();

        Assert.Equal([$"Bearer {TestService.Key}", null, null], network.Sent.Select(sent => sent.Header("Authorization")));
    }

    [Fact]
    public async Task Read_ResentAfterARedirect_StartsOverWithTheKey()
    {
        using var network = new StubNetwork(Redirect("https://other.example/a"), Answer(503), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await new ApiTransport(pipeline, TestService.Endpoint).ReadAsync();

        Assert.Equal(
            [("api.example", true), ("other.example", false), ("api.example", true)],
            network.Sent.Select(sent => (sent.Uri.Host, sent.Header("Authorization") is not null)));
    }

    [Theory]
    [InlineData("http://api.example/v1/a")]
    [InlineData("http://127.0.0.1:9/a")]
    [InlineData("https://localhost/a")]
    [InlineData("file:///etc/passwd")]
    public async Task Read_RedirectToAPlaceThatIsNotAllowed_IsAnErrorAndNotFollowed(string target)
    {
        using var network = new StubNetwork(Redirect(target), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        Assert.Equal("InsecureEndpoint", e.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Read_RedirectWithoutEnd_IsAnErrorAfterTheLimit()
    {
        using var network = new StubNetwork(Redirect("/v1/again"));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        Assert.Equal("InvalidResponse", e.ErrorId);
        Assert.Equal(6, network.Sent.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Submission_Redirect_IsAnErrorAndNotFollowed(int status)
    {
        using var network = new StubNetwork(Redirect("https://api.example/v2/videos?sig=secret", status), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        Assert.Equal($"Example answered {status} and points to https://api.example/v2/videos, which is not followed.", e.Message);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task ReadByPost_Redirect_IsNotFollowed()
    {
        using var network = new StubNetwork(Redirect("https://api.example/v2"), Answer(200, Good));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint)
            .SendAsync(HttpMethod.Post, "byIds", new Echo { Id = "x" }, EchoJson.Default.Echo, EchoJson.Default.Echo, ApiCall.Read, default));

        _ = Assert.Single(network.Sent);
    }
}
