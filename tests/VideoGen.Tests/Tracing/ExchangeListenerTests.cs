using VideoGen.Client;
using VideoGen.Http;
using VideoGen.Tests.Credentials;
using VideoGen.Tests.Http;
using VideoGen.Tracing;
using static VideoGen.Tests.Http.StubNetwork;

namespace VideoGen.Tests.Tracing;

/// <summary>What a listener hears of the exchanges of a command, and what it does not.</summary>
public sealed class ExchangeListenerTests : IDisposable
{
    private static readonly Func<HttpRequestMessage, HttpResponseMessage> Made = Answer(200, """{"id":"job-1"}""");

    private readonly List<ExchangeReport> _heard = [];
    private readonly List<IDisposable> _begun = [];

    public void Dispose() => _begun.ForEach(hearing => hearing.Dispose());

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public async Task Listener_Submission_HearsOneLineOfItWhetherOrNotItIsTraced(string trace)
    {
        using CredentialBench bench = Bench(trace, Made);
        using VideoClient client = bench.NewClient();
        Listen(withBodies: false);
        VideoJob job = (await CredentialBench.SubmitAsync(client, "Fake")).Job!;

        ExchangeReport report = Assert.Single(_heard);
        Assert.Matches($@"^POST api\.fake\.example/\S*: 200 in \d+ ms, 14 B, job {job.ShortId}$", report.Summary);
        Assert.Null(report.Sent);
        Assert.Null(report.Answered);
    }

    [Fact]
    public async Task Listener_EveryAttempt_IsALineOfItsOwn()
    {
        using CredentialBench bench = Bench("1", Made, Answer(503, "busy", "text/plain"), Answer(200, """{"id":"x"}"""));
        VideoJob job = (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Job!;
        Listen(withBodies: false);
        _ = await bench.Client.ReadAsync(job, CancellationToken.None);

        Assert.Equal(bench.Network.Sent.Count - 1, _heard.Count);
        Assert.Contains(": 503 in ", _heard[0].Summary, StringComparison.Ordinal);
        Assert.Contains(": 200 in ", _heard[1].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listener_BodyThatIsSentAgain_IsToldAgain()
    {
        var network = new StubNetwork(Answer(503, "busy", "text/plain"), Answer(200, "{}"));
        Listen(withBodies: true);
        using HttpPipeline pipeline = network.Pipeline();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example/read") { Content = new StringContent("""{"ids":["a"]}""", null, "application/json") };
        request.Options.Set(RequestOptions.Kind, ApiCall.Read);
        using HttpResponseMessage answer = await pipeline.Api.SendAsync(request);

        Assert.Equal(["""{"ids":["a"]}""", """{"ids":["a"]}"""], _heard.Select(report => report.Sent));
        Assert.Equal(["""{"ids":["a"]}""", """{"ids":["a"]}"""], network.Sent.Select(sent => sent.Body));
    }

    [Fact]
    public async Task Listener_NoAnswer_SaysWhyWithoutSecrets()
    {
        using CredentialBench bench = Bench("1", Fail(new HttpRequestException($"The proxy http://me:canary0123@10.0.0.1:3128 and {CredentialBench.Secret} do not agree.")));
        Listen(withBodies: true);
        _ = await CredentialBench.SubmitAsync(bench.Client, "Fake");

        Assert.Contains("no answer in ", _heard[0].Summary, StringComparison.Ordinal);
        Assert.Contains("The proxy http://‹user›@10.0.0.1:3128", _heard[0].Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("anary", _heard[0].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listener_Bodies_AreMaskedBoundedAndOnOneLine()
    {
        string echo = System.Text.Json.JsonSerializer.Serialize(CredentialBench.Secret);
        using CredentialBench bench = Bench("1", Answer(200, $$"""{"id":"job-1","echo":{{echo}},"token":"canary-token-0123456789","link":"https://m.example/a.mp4?sig=canary","pad":"{{string.Concat(Enumerable.Repeat("word ", 5000))}}"}"""));
        Listen(withBodies: true);
        _ = await CredentialBench.SubmitAsync(bench.Client, "Fake");

        string answered = Assert.Single(_heard).Answered!;
        Assert.StartsWith("""{"id":"job-1","echo":"‹secret:""", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("anary", answered, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answered);
        Assert.InRange(answered.Length, 100, 4096);
    }

    [Fact]
    public async Task Listener_NoJob_IsHeardToo()
    {
        using CredentialBench bench = Bench("1", Answer(200, "{}"));
        Listen(withBodies: true);
        using HttpResponseMessage answer = await bench.Network.Pipeline().ReadPublicAsync(new Uri("https://pictures.example/a.png?token=canary0123"), 1000, CancellationToken.None);

        ExchangeReport report = Assert.Single(_heard);
        Assert.Matches(@"^GET pictures\.example/a\.png: 200 in \d+ ms, 2 B$", report.Summary);
        Assert.DoesNotContain("canary", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listener_Over_HearsNoMore()
    {
        using CredentialBench bench = Bench("1", Made);
        Listen(withBodies: false);
        Dispose();
        _ = await CredentialBench.SubmitAsync(bench.Client, "Fake");

        Assert.Empty(_heard);
    }

    [Fact]
    public async Task Listener_ThatThrows_HarmsNothing()
    {
        using CredentialBench bench = Bench("1", Made);
        _begun.Add(new ExchangeListener(_ => throw new InvalidOperationException(), withBodies: true).Begin());

        Assert.Equal("job-1", (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Job?.Id);
    }

    private void Listen(bool withBodies) => _begun.Add(new ExchangeListener(
        report =>
        {
            lock (_heard)
            {
                _heard.Add(report);
            }
        },
        withBodies).Begin());

    private static CredentialBench Bench(string trace, params Func<HttpRequestMessage, HttpResponseMessage>[] answers)
    {
        var bench = new CredentialBench(null, answers);
        bench.Environment["VIDEOGEN_FAKE_KEY"] = CredentialBench.Secret;
        bench.Environment["VIDEOGEN_TRACE"] = trace;
        return bench;
    }
}
