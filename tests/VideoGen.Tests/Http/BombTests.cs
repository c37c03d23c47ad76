using System.IO.Compression;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Http;

namespace VideoGen.Tests.Http;

/// <summary>Answers that are made to break their reader.</summary>
public sealed class BombTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private MediaServer Server { get; } = new();

    public static TheoryData<string, string> Bombs => new()
    {
        { "a deep list", new string('[', 2_000_000) },
        { "a deep object", string.Concat(Enumerable.Repeat("{\"id\":", 400_000)) },
        { "a long number", $"{{\"id\":{new string('9', 4_000_000)}}}" },
        { "a long text that does not end", $"{{\"id\":\"{new string('a', 4_000_000)}" },
        { "many members", $"{{{string.Join(',', Enumerable.Range(0, 200_000).Select(number => $"\"a{number}\":1"))}" },
        { "a long exponent", "{\"id\":1e999999999}" },
    };

    public Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Answer_Bomb_IsAnInvalidResponseWithAShortMessage(string what, string body)
    {
        Server.Scenarios.Play(Scenarios.Status(200, body, "application/json"), times: 10);
        using HttpPipeline pipeline = Pipeline();

        Exception? thrown = await Record.ExceptionAsync(() => Transport(pipeline).ReadAsync().WaitAsync(Soon));

        // Not every one is wrong: a number may be read as the text of an id.
        Assert.True(thrown is null or VideoGenException { ErrorId: "InvalidResponse", Message.Length: < 1000 }, $"{what}: {thrown}");
        Assert.True(thrown is not null || what is "a long number" or "a long exponent", what);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Error_Bomb_HasAShortMessage(string what, string body)
    {
        Server.Scenarios.Play(Scenarios.Status(400, body, "application/json"), times: 10);
        using HttpPipeline pipeline = Pipeline();

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => Transport(pipeline).ReadAsync().WaitAsync(Soon));

        Assert.True(e.Message.Length < 1000 && (e.ServiceCode?.Length ?? 0) < 300, what);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Answer_ThatUnpacksToGigabytes_IsNotReadToItsEnd(string encoding)
    {
        Server.Scenarios.Play(new Scenario("bomb", async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = encoding;
            await using Stream packed = encoding switch
            {
                "gzip" => new GZipStream(context.Response.Body, CompressionLevel.Fastest),
                "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
                _ => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
            };
            byte[] blanks = new byte[1024 * 1024];
            Array.Fill(blanks, (byte)' ');
            for (int i = 0; i < 4096 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await packed.WriteAsync(blanks, context.RequestAborted);
            }
        }), times: 10);
        using HttpPipeline pipeline = Pipeline();
        long before = GC.GetTotalAllocatedBytes();

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => Transport(pipeline).ReadAsync().WaitAsync(Soon));

        Assert.Equal("InvalidResponse", e.ErrorId);
        Assert.Contains("longer than 8.4 MB", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400_000_000);
    }

    [Fact]
    public async Task Answer_WithoutEnd_IsNotReadToItsEnd()
    {
        Server.Scenarios.Play(new Scenario("endless", async (context, _) =>
        {
            byte[] piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        }), times: 10);
        using HttpPipeline pipeline = Pipeline();

        Assert.Equal("InvalidResponse", (await Assert.ThrowsAsync<VideoGenException>(() => Transport(pipeline).ReadAsync().WaitAsync(Soon))).ErrorId);
    }

    [Fact]
    public async Task Answer_WithHeadersWithoutEnd_IsRefused()
    {
        Server.Scenarios.Play(new Scenario("headers", (context, _) =>
        {
            for (int i = 0; i < 200; i++)
            {
                context.Response.Headers[$"X-Long-{i}"] = new string('a', 4000);
            }

            return Task.CompletedTask;
        }), times: 10);
        using HttpPipeline pipeline = Pipeline();

        Assert.Equal("ConnectionFailed", (await Assert.ThrowsAsync<VideoGenException>(() => Transport(pipeline).ReadAsync().WaitAsync(Soon))).ErrorId);
    }

    private static HttpPipeline Pipeline() => new(TimeProvider.System, new Random(1), new HttpPipelineOptions { Retry = StubNetwork.Quick });

    private ApiTransport Transport(HttpPipeline pipeline) => new(pipeline, TestService.Endpoint with { BaseUri = Server.BaseUri, Credential = TestService.Credential with { Origin = Server.BaseUri } });
}
