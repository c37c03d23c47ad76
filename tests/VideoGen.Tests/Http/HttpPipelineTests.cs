using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Tests.Http;

/// <summary>The pipeline over real connections.</summary>
public sealed class HttpPipelineTests : IAsyncLifetime
{
    private const string Good = """{"id":"a"}""";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private MediaServer Server { get; } = new();

    public Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task HttpPipeline_ReadWhoseBodyIsCut_IsSentAgain()
    {
        Server.Put("/videos/a", new MediaFile("""{"id":"a"}"""u8.ToArray()) { MediaType = "application/json" });
        Server.Scenarios.Play(Scenarios.CutAfter(4));
        Server.Scenarios.Play(Scenarios.Hangup());
        using HttpPipeline pipeline = Pipeline();

        Assert.Equal("a", (await Transport(pipeline).ReadAsync().WaitAsync(Soon)).Body.Id);

        Assert.Equal(3, Server.Ledger.Entries.Count);
    }

    [Fact]
    public async Task HttpPipeline_SubmissionWhoseBodyIsCut_IsSentOnce()
    {
        Server.Scenarios.Play(Scenarios.Hangup());
        using HttpPipeline pipeline = Pipeline();

        _ = await Assert.ThrowsAsync<VideoGenException>(() => Transport(pipeline).SubmitAsync().WaitAsync(Soon));

        _ = Assert.Single(Server.Ledger.Entries);
    }

    [Fact]
    public async Task HttpPipeline_SubmissionOverAKeptConnectionThatBreaks_IsSentOnce()
    {
        Server.Scenarios.Play(Scenarios.Status(200, Good, "application/json"));
        Server.Scenarios.Play(Scenarios.Hangup());
        Server.Scenarios.Play(Scenarios.Status(200, Good, "application/json"));
        using HttpPipeline pipeline = Pipeline();
        _ = await Transport(pipeline).ReadAsync().WaitAsync(Soon);

        _ = await Assert.ThrowsAsync<VideoGenException>(() => Transport(pipeline).SubmitAsync().WaitAsync(Soon));

        Assert.Equal(["GET", "POST"], Server.Ledger.Entries.Select(entry => entry.Method));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task HttpPipeline_SubmissionRedirectedElsewhere_ReachesNobodyElse(int status)
    {
        await using var elsewhere = new MediaServer();
        await elsewhere.StartAsync();
        Server.Scenarios.Play(Scenarios.RedirectTo(elsewhere.UriOf("/videos"), status));
        using HttpPipeline pipeline = Pipeline();

        _ = await Assert.ThrowsAsync<VideoGenException>(() => Transport(pipeline).SubmitAsync().WaitAsync(Soon));

        _ = Assert.Single(Server.Ledger.Entries);
        Assert.Empty(elsewhere.Ledger.Entries);
    }

    [Fact]
    public async Task HttpPipeline_NothingListens_SubmissionWasNotSent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = new Uri($"http://{listener.LocalEndpoint}/v1");
        listener.Stop();
        using HttpPipeline pipeline = Pipeline();

        var e = await Assert.ThrowsAsync<NotSentException>(() => new ApiTransport(pipeline, TestService.Endpoint with { BaseUri = closed }).SubmitAsync().WaitAsync(Soon));

        Assert.Equal("ConnectionFailed", e.Reason.ErrorId);
    }

    [Fact]
    public async Task HttpPipeline_NoSuchHost_SubmissionWasNotSent()
    {
        using HttpPipeline pipeline = Pipeline();

        _ = await Assert.ThrowsAsync<NotSentException>(() => new ApiTransport(pipeline, TestService.Endpoint with { BaseUri = new Uri("https://nothing.invalid/v1") }).SubmitAsync().WaitAsync(Soon));
    }

    [Fact]
    public async Task HttpPipeline_ServerWithoutTls_SubmissionWasNotSent()
    {
        using HttpPipeline pipeline = Pipeline();
        var https = new UriBuilder(Server.BaseUri) { Scheme = "https" }.Uri;

        _ = await Assert.ThrowsAsync<NotSentException>(() => new ApiTransport(pipeline, TestService.Endpoint with { BaseUri = https }).SubmitAsync().WaitAsync(Soon));
    }

    [Fact]
    public async Task HttpPipeline_BodyThatStalls_IsTimedOutAndReadAgain()
    {
        var time = new ManualTimeProvider();
        var options = new HttpPipelineOptions { AttemptTimeout = TimeSpan.FromSeconds(33), Retry = new RetryPolicy { FirstDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero } };
        Server.Put("/videos/a", new MediaFile("""{"id":"a"}"""u8.ToArray()) { MediaType = "application/json" });
        Server.Scenarios.Play(Scenarios.StallAfter(4));
        using var pipeline = new HttpPipeline(time, new Random(1), options);

        Task<ApiAnswer<Echo>> read = Transport(pipeline).ReadAsync();
        await Server.Ledger.WaitForAsync(1).WaitAsync(Soon);
        time.Advance(TimeSpan.FromSeconds(33));

        Assert.Equal("a", (await read.WaitAsync(Soon)).Body.Id);
        Assert.Equal(2, Server.Ledger.Entries.Count);
    }

    [Fact]
    public async Task HttpPipeline_SubmissionThatStalls_IsUnclearAndSentOnce()
    {
        var time = new ManualTimeProvider();
        Server.Scenarios.Play(Scenarios.Silence());
        using var pipeline = new HttpPipeline(time, new Random(1));

        Task<ApiAnswer<Echo>> submit = Transport(pipeline).SubmitAsync();
        await Server.Ledger.WaitForAsync(1).WaitAsync(Soon);
        time.Advance(pipeline.Options.AttemptTimeout);
        var e = await Assert.ThrowsAsync<VideoGenException>(() => submit.WaitAsync(Soon));

        Assert.Equal("ConnectionFailed", e.ErrorId);
        _ = Assert.Single(Server.Ledger.Entries);
    }

    [Fact]
    public async Task HttpPipeline_Cancelled_EndsAsCancelledWhileTheBodyStalls()
    {
        using var cancellation = new CancellationTokenSource();
        Server.Scenarios.Play(Scenarios.Silence(), times: 10);
        using HttpPipeline pipeline = Pipeline();

        Task<ApiAnswer<Echo>> read = Transport(pipeline).ReadAsync(cancellation.Token);
        await Server.Ledger.WaitForAsync(1).WaitAsync(Soon);
        await cancellation.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Soon));
        _ = Assert.Single(Server.Ledger.Entries);
    }

    [Fact]
    public async Task HttpPipeline_PublicAddress_IsReadThroughRedirectsUpToItsOwnLimit()
    {
        byte[] image = new byte[10_000];
        Server.Put("/image.png", new MediaFile(image) { MediaType = "image/png" });
        Server.Scenarios.Play(Scenarios.RedirectTo(new Uri("/image.png", UriKind.Relative)), times: 2, path: "/here");
        Server.Scenarios.Play(Scenarios.Status(503), path: "/image.png");
        using var pipeline = new HttpPipeline(TimeProvider.System, new Random(1), new HttpPipelineOptions { Retry = StubNetwork.Quick, MaxAnswerBytes = 100 });

        using HttpResponseMessage answer = await pipeline.ReadPublicAsync(Server.UriOf("/here"), 10_000, default).WaitAsync(Soon);
        var e = await Assert.ThrowsAsync<VideoGenException>(() => pipeline.ReadPublicAsync(Server.UriOf("/image.png"), 9_999, default).WaitAsync(Soon));

        Assert.Equal(image, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("InvalidResponse", e.ErrorId);
        Assert.Equal(["/here", "/image.png", "/here", "/image.png", "/image.png"], Server.Ledger.Entries.Select(entry => entry.Target));
    }

    [Fact]
    public async Task HttpPipeline_CookiesOfAService_AreNotKept()
    {
        Server.Scenarios.Play(new Scenario("cookie", (context, _) =>
        {
            context.Response.Headers.SetCookie = "session=1";
            return context.Response.WriteAsync(Good);
        }));
        Server.Scenarios.Play(Scenarios.Status(200, Good));
        using HttpPipeline pipeline = Pipeline();

        _ = await Transport(pipeline).ReadAsync().WaitAsync(Soon);
        _ = await Transport(pipeline).ReadAsync().WaitAsync(Soon);

        Assert.Null(Server.Ledger.Entries[1].Header("Cookie"));
        Assert.StartsWith("VideoGen/", Server.Ledger.Entries[1].Header("User-Agent"), StringComparison.Ordinal);
    }

    private static HttpPipeline Pipeline() => new(TimeProvider.System, new Random(1), new HttpPipelineOptions { Retry = StubNetwork.Quick });

    private ApiTransport Transport(HttpPipeline pipeline) => new(pipeline, TestService.Endpoint with { BaseUri = Server.BaseUri });
}
