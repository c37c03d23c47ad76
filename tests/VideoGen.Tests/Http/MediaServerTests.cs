using System.Net;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Http;

namespace VideoGen.Tests.Http;

/// <summary>The emulator itself: tests of downloads are worth as much as their server is right (RFC 9110 sections 13 and 14).</summary>
public sealed class MediaServerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Modified = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private MediaServer Server { get; } = new();
    private readonly byte[] _clip = SampleClip.Mp4(1000);

    public async Task InitializeAsync()
    {
        Server.Put("/clip.mp4", new MediaFile(_clip) { ETag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue("\"v1\""), LastModified = Modified });
        await Server.StartAsync();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(null, null, 200, 0, 1000, null)]
    [InlineData("bytes=100-", null, 206, 100, 900, "bytes 100-999/1000")]
    [InlineData("bytes=100-199", null, 206, 100, 100, "bytes 100-199/1000")]
    [InlineData("bytes=-10", null, 206, 990, 10, "bytes 990-999/1000")]
    [InlineData("bytes=990-2000", null, 206, 990, 10, "bytes 990-999/1000")]
    [InlineData("bytes=1000-", null, 416, 0, 0, "bytes */1000")]
    [InlineData("lines=1-", null, 200, 0, 1000, null)]
    [InlineData("bytes=100-", "\"v1\"", 206, 100, 900, "bytes 100-999/1000")]
    [InlineData("bytes=100-", "\"v2\"", 200, 0, 1000, null)]
    [InlineData("bytes=100-", "W/\"v1\"", 200, 0, 1000, null)]
    [InlineData("bytes=100-", "Fri, 02 Jan 2026 03:04:05 GMT", 206, 100, 900, "bytes 100-999/1000")]
    [InlineData("bytes=100-", "Fri, 02 Jan 2026 03:04:04 GMT", 200, 0, 1000, null)]
    public async Task MediaServer_RangeAndCondition_AreAnsweredByTheBook(string? range, string? condition, int status, int from, int count, string? contentRange)
    {
        using var pipeline = new HttpPipeline(TimeProvider.System, new Random(1));
        using var request = new HttpRequestMessage(HttpMethod.Get, Server.UriOf("/clip.mp4"));
        _ = range is null || request.Headers.TryAddWithoutValidation("Range", range);
        _ = condition is null || request.Headers.TryAddWithoutValidation("If-Range", condition);

        using HttpResponseMessage answer = await pipeline.Downloads.SendAsync(request);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(contentRange, answer.Content.Headers.ContentRange?.ToString());
        Assert.Equal(_clip[from..(from + count)], await answer.Content.ReadAsByteArrayAsync());
        Assert.True(status == 416 || ("\"v1\"", Modified) == (answer.Headers.ETag?.Tag, answer.Content.Headers.LastModified));
    }

    [Fact]
    public async Task Emulator_Request_IsInTheLedgerWithItsHeadersAndBody()
    {
        using var pipeline = new HttpPipeline(TimeProvider.System, new Random(1));
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.UriOf("/nowhere?x=1")) { Content = new StringContent("some text") };
        request.Headers.Add("X-Test", "7");

        using HttpResponseMessage answer = await pipeline.Downloads.SendAsync(request);

        LedgerEntry entry = Assert.Single(Server.Ledger.Entries);
        Assert.Equal(("POST", "/nowhere?x=1", "7", "some text"), (entry.Method, entry.Target, entry.Header("x-test"), entry.Body));
    }

    [Fact]
    public async Task Emulator_ControlledFromOutside_PlaysTheScenarioAndShowsItsLedger()
    {
        using var pipeline = new HttpPipeline(TimeProvider.System, new Random(1));
        using HttpResponseMessage set = await pipeline.Downloads.PostAsync(new Uri(Server.BaseUri, "/_emulator/scenario?name=status&value=410&times=1&path=/clip"), null);
        using HttpResponseMessage wrong = await pipeline.Downloads.PostAsync(new Uri(Server.BaseUri, "/_emulator/scenario?name=nonsense"), null);

        using HttpResponseMessage first = await pipeline.Downloads.GetAsync(Server.UriOf("/clip.mp4"));
        using HttpResponseMessage second = await pipeline.Downloads.GetAsync(Server.UriOf("/clip.mp4"));
        string ledger = await pipeline.Downloads.GetStringAsync(new Uri(Server.BaseUri, "/_emulator/ledger"));

        Assert.Equal(
            [HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.Gone, HttpStatusCode.OK],
            new[] { set.StatusCode, wrong.StatusCode, first.StatusCode, second.StatusCode });
        Assert.Equal(2, Server.Ledger.Entries.Count);
        Assert.Contains("/clip.mp4", ledger, StringComparison.Ordinal);
    }
}
