using VideoGen.Client;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>What the listener makes of HTTP, with real connections.</summary>
public sealed class WebhookRequestTests : IAsyncDisposable
{
    private readonly ListenFixture _listen = new();

    public ValueTask DisposeAsync() => _listen.DisposeAsync();

    [Theory]
    [InlineData("localhost", "{0}", 401)]
    [InlineData("localhost", "localhost", 401)]
    [InlineData("localhost", "abc.tunnel.example", 404)]
    [InlineData("*", "{0}", 401)]
    [InlineData("*", "abc.tunnel.example", 401)]
    [InlineData("*", "abc.tunnel.example:443", 401)]
    public async Task Request_HostHeader_IsTakenAsThePrefixHasIt(string host, string header, int status)
    {
        await _listen.BeginAsync(host: host);

        // Unsigned: what reaches us is refused by us.
        RawAnswer answer = await _listen.Sender.SendAsync("POST", "/hook", "{}", new Dictionary<string, string> { ["Host"] = header.Replace("{0}", $"localhost:{_listen.Port}", StringComparison.Ordinal) });

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("localhost")]
    public async Task Report_ThroughATunnel_NeedsTheHostOfThePrefixOrAny(string host)
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync(host: host);

        RawAnswer foreign = await _listen.ReportAsync(ListenFixture.Body("G-1"), change: headers => headers["Host"] = "abc.tunnel.example");
        Assert.Equal(host == "*" ? (200, VideoStatus.Completed) : (404, VideoStatus.Running), (foreign.Status, (await _listen.FindAsync(job)).Status));

        RawAnswer rewritten = await _listen.ReportAsync(ListenFixture.Body("G-1"), age: TimeSpan.FromSeconds(1), change: headers => headers["Host"] = $"localhost:{_listen.Port}");
        Assert.Equal((200, VideoStatus.Completed), (rewritten.Status, (await _listen.FindAsync(job)).Status));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Request_OtherMethod_IsAnsweredWith405(string method)
    {
        await _listen.BeginAsync();

        RawAnswer answer = await _listen.Sender.SendAsync(method, "/hook?echo=me");

        Assert.Equal((405, "POST", ""), (answer.Status, answer.Header("Allow"), answer.Text));
        Assert.Equal(WebhookOutcome.Malformed, (await _listen.NextAsync()).Outcome);
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(256 * 1024, 401)]
    [InlineData((256 * 1024) + 1, 413)]
    [InlineData(1024 * 1024, 413)]
    public async Task Request_LengthOfTheBody_HasALimit(int length, int status)
    {
        await _listen.BeginAsync();
        Assert.Equal(status, (await _listen.Sender.SendAsync("POST", "/hook", new string('a', length))).Status);
    }

    [Fact]
    public async Task Request_LongBodyInChunks_IsNotReadToItsEnd()
    {
        await _listen.BeginAsync();
        using RawConnection connection = await RawConnection.OpenAsync(_listen.Port);
        await connection.WriteAsync($"POST /hook HTTP/1.1\nHost: localhost:{_listen.Port}\nTransfer-Encoding: chunked\n\n");
        string chunk = $"10000\n{new string('a', 0x10000)}\n";
        _ = await Record.ExceptionAsync(async () =>
        {
            // It never ends by itself.
            for (int i = 0; i < 1000; i++)
            {
                await connection.WriteAsync(chunk);
            }
        });

        Assert.Equal((int)System.Net.HttpStatusCode.RequestEntityTooLarge, (int)(await _listen.NextAsync()).Answer);
    }

    [Theory]
    [InlineData(15_000, 401)]
    [InlineData(17_000, 431)]
    [InlineData(40_000, 400)]
    public async Task Request_LengthOfTheHeader_HasALimit(int length, int status)
    {
        await _listen.BeginAsync();
        Assert.Equal(status, (await _listen.Sender.SendAsync("POST", "/hook", "{}", new Dictionary<string, string> { ["X-Long"] = new('a', length) })).Status);
    }

    [Fact]
    public async Task Request_BodyComesTooSlowly_IsCutOffAtTheDeadline()
    {
        await _listen.BeginAsync();
        using RawConnection connection = await RawConnection.OpenAsync(_listen.Port);
        await connection.WriteAsync($"POST /hook HTTP/1.1\nHost: localhost:{_listen.Port}\nContent-Length: 100\n\nabc");
        await _listen.Time.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        _listen.Time.Advance(TimeSpan.FromSeconds(9));
        await connection.WriteAsync("d");
        Assert.Empty(_listen.Told);

        _listen.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.StartsWith("HTTP/1.1 408", await connection.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.RequestTimeout, (await _listen.NextAsync()).Answer);
    }

    [Fact]
    public async Task Request_SlowOnes_DoNotKeepOthersWaiting()
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();
        var slow = new List<RawConnection>();
        for (int i = 0; i < 40; i++)
        {
            slow.Add(await RawConnection.OpenAsync(_listen.Port));
            await slow[i].WriteAsync($"POST /hook HTTP/1.1\nHost: localhost:{_listen.Port}\nContent-Length: 100\n\nabc");
        }

        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        Assert.Equal(VideoStatus.Completed, (await _listen.FindAsync(job)).Status);
        slow.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task Request_CutOff_IsNoReport()
    {
        await _listen.BeginAsync();
        using (RawConnection connection = await RawConnection.OpenAsync(_listen.Port))
        {
            await connection.WriteAsync($"POST /hook HTTP/1.1\nHost: localhost:{_listen.Port}\nContent-Length: 100\n\nabc");
        }

        Assert.Equal(WebhookOutcome.Malformed, (await _listen.NextAsync()).Outcome);
    }

    [Fact]
    public async Task Request_OfHttp10_IsAnswered()
    {
        await _listen.BeginAsync();
        using RawConnection connection = await RawConnection.OpenAsync(_listen.Port);
        await connection.WriteAsync($"POST /hook HTTP/1.0\nHost: localhost\nContent-Length: 2\n\n{{}}");

        Assert.Matches("^HTTP/1.[01] 401 ", await connection.ReadAsync());
    }

    [Fact]
    public async Task Report_OverHttp10WithoutAHost_IsTakenForAnyName()
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync(host: "*");
        string body = ListenFixture.Body("G-1");
        long time = _listen.Time.GetUtcNow().ToUnixTimeSeconds();
        using RawConnection connection = await RawConnection.OpenAsync(_listen.Port);
        await connection.WriteAsync(
            $"POST / HTTP/1.0\nContent-Length: {body.Length}\nx-phaseo-timestamp: {time}\nx-phaseo-signature: {VideoGen.Emulators.Phaseo.PhaseoSignature.Of(ListenFixture.Secret, $"{time}.{body}")}\n\n{body}");

        Assert.Matches("^HTTP/1.[01] 200 ", await connection.ReadAsync());
        Assert.Equal(VideoStatus.Completed, (await _listen.FindAsync(job)).Status);
    }

    [Theory]
    [InlineData("POST /hook HTTP/9.9\nHost: localhost\n\n")]
    [InlineData("nonsense\n\n")]
    [InlineData("POST /hook HTTP/1.1\nHost: localhost\nContent-Length: -5\n\n")]
    [InlineData("POST /hook HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\nzz\nabc\n0\n\n")]
    public async Task Request_NoHttp_EndsNothing(string text)
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();
        using RawConnection connection = await RawConnection.OpenAsync(_listen.Port);
        await connection.WriteAsync(text);

        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        Assert.Equal(VideoStatus.Completed, (await _listen.FindAsync(job)).Status);
    }

    [Fact]
    public async Task Reports_AHundredAtOnce_AreAllTaken()
    {
        VideoJob[] jobs = [.. Enumerable.Range(0, 100).Select(i => _listen.Put("Phaseo", $"G-{i}"))];
        await _listen.BeginAsync(new WebhookOptions { Count = 100 });

        RawAnswer[] answers = await Task.WhenAll(jobs.Select(job => _listen.ReportAsync(ListenFixture.Body(job.Id!))));

        await _listen.EndedAsync();
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(jobs.Select(job => job.Key).Order(), _listen.Told.Where(report => report.Outcome == WebhookOutcome.Ended).Select(report => report.Reading!.Job.Key).Order());
        foreach (VideoJob job in jobs)
        {
            Assert.Equal(VideoStatus.Completed, (await _listen.FindAsync(job)).Status);
        }
    }

    [Fact]
    public async Task Reports_TheSameAHundredTimesAtOnce_EndTheJobOnce()
    {
        _ = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();

        RawAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _listen.ReportAsync(ListenFixture.Body("G-1"))));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Equal(99, answers.Count(answer => answer.Status == 409));
        for (int i = 0; i < 100; i++)
        {
            _ = await _listen.NextAsync();
        }

        Assert.Equal(1, _listen.Told.Count(report => report.Outcome == WebhookOutcome.Ended));
    }
}
