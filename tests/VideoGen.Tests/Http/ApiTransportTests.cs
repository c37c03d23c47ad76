using System.Net;
using VideoGen.Http;
using VideoGen.Providers;
using static VideoGen.Tests.Http.StubNetwork;

namespace VideoGen.Tests.Http;

public sealed class ApiTransportTests
{
    [Fact]
    public async Task ApiTransport_Post_SendsJsonWithTheKeyAndReadsTheAnswer()
    {
        using var network = new StubNetwork(Answer(201, """{"id":"v1","seconds":6}"""));
        using HttpPipeline pipeline = network.Pipeline();

        ApiAnswer<Echo> answer = await new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync();

        SentRequest sent = Assert.Single(network.Sent);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("https://api.example/v1/videos", sent.Uri.AbsoluteUri);
        Assert.Equal("""{"id":"a"}""", sent.Body);
        Assert.Equal($"Bearer {TestService.Key}", sent.Header("Authorization"));
        Assert.Equal("application/json", sent.Header("Accept"));
        Assert.Equal(("v1", 6, HttpStatusCode.Created), (answer.Body.Id, answer.Body.Seconds, answer.Status));
        Assert.Equal("""{"id":"v1","seconds":6}""", answer.Text);
    }

    [Theory]
    [InlineData(400, "RequestRefused")]
    [InlineData(401, "Unauthorized")]
    [InlineData(402, "PaymentRequired")]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "NotFoundAtService")]
    [InlineData(422, "RequestRefused")]
    public async Task ApiTransport_RefusedSubmission_SaysSoWithTheServicesWords(int status, string errorId)
    {
        using var network = new StubNetwork(Answer(status, """{"error":{"code":"some_code","message":"Some words."}}"""));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<SubmissionRefusedException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        Assert.Equal(errorId, e.Reason.ErrorId);
        Assert.Equal("some_code", e.Reason.ServiceCode);
        Assert.Equal((HttpStatusCode)status, e.Reason.HttpStatus);
        Assert.Equal($"Example answered {status} (some_code): Some words.", e.Reason.Message);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task ApiTransport_RateLimitLongerThanItWaitsItself_TellsForHowLong()
    {
        using var network = new StubNetwork(Answer(429, """{"error":{"code":"slow_down","message":"Later."}}""", retryAfter: "600"));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<SubmissionRefusedException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        Assert.Equal(TimeSpan.FromMinutes(10), e.Reason.RetryAfter);
        _ = Assert.Single(network.Sent);
    }

    [Theory]
    [InlineData(400, "<html>Bad gateway page</html>")]
    [InlineData(408, """{"error":{"code":"timeout","message":"Too slow."}}""")]
    [InlineData(429, "Too many requests")]
    [InlineData(500, """{"error":{"code":"oops","message":"Broken."}}""")]
    [InlineData(502, "")]
    [InlineData(503, """{"error":{"code":"oops","message":"Broken."}}""")]
    [InlineData(307, "")]
    [InlineData(200, "")]
    [InlineData(200, "<!DOCTYPE html><html>")]
    [InlineData(200, """{"id":"v1""")]
    [InlineData(200, """{"id":"v1"} trailing""")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    public async Task ApiTransport_SubmissionWithAnUnclearEnd_IsNeitherRefusedNorSentAgain(int status, string body)
    {
        using var network = new StubNetwork(Answer(status, body));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task ApiTransport_ServerErrorThatTheServiceDeclaresARefusal_IsARefusal()
    {
        using var network = new StubNetwork(Answer(502, """{"error":{"code":"upstream_refused","message":"No."}}"""));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<SubmissionRefusedException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        Assert.Equal("ServiceFailed", e.Reason.ErrorId);
    }

    [Theory]
    [InlineData("<html>\n<b>Sign in</b></html>", "<html> <b>Sign in</b></html>")]
    [InlineData("", "(an empty body)")]
    [InlineData("\u001b[31mred", "[31mred")]
    public async Task ApiTransport_AnswerThatIsNotTheJson_IsShownAsOneCleanLine(string body, string words)
    {
        using var network = new StubNetwork(Answer(200, body, "text/html"));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        Assert.Equal("InvalidResponse", e.ErrorId);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain('\u001b', e.Message);
    }

    [Fact]
    public async Task ApiTransport_ServiceEchoesTheKey_MasksItInMessageAndText()
    {
        using var network = new StubNetwork(
            Answer(401, $$$"""{"error":{"code":"bad_key","message":"Key {{{TestService.Key}}} is revoked."}}"""),
            Answer(200, $$"""{"id":"{{TestService.Key}}"}"""));
        using HttpPipeline pipeline = network.Pipeline();
        var transport = new ApiTransport(pipeline, TestService.Endpoint);

        var e = await Assert.ThrowsAsync<VideoGenException>(() => transport.ReadAsync());
        ApiAnswer<Echo> answer = await transport.ReadAsync();

        Assert.Equal("Example answered 401 (bad_key): Key *** is revoked.", e.Message);
        Assert.Equal("""{"id":"***"}""", answer.Text);
    }

    [Fact]
    public async Task ApiTransport_ServiceEchoesAnotherSecret_MasksItToo()
    {
        using var network = new StubNetwork(Answer(400, "the-other-secret and " + TestService.Key), Answer(200, """{"id":"the-other-secret"}"""));
        using HttpPipeline pipeline = network.Pipeline();
        var transport = new ApiTransport(pipeline, TestService.Endpoint with { Hidden = [new Secret("the-other-secret")] });

        var e = await Assert.ThrowsAsync<VideoGenException>(() => transport.ReadAsync());
        ApiAnswer<Echo> answer = await transport.ReadAsync();

        Assert.Equal("Example answered 400: *** and ***", e.Message);
        Assert.Equal("""{"id":"***"}""", answer.Text);
    }

    [Fact]
    public async Task ApiTransport_DeepJson_IsRefused()
    {
        string nested = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        using var network = new StubNetwork(Answer(200, $$"""{"id":"a","extra":{{nested}}}"""));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        Assert.Equal("InvalidResponse", e.ErrorId);
    }

    [Fact]
    public async Task ApiTransport_AnswerOverTheLimit_IsRefused()
    {
        using var network = new StubNetwork(Answer(200, $$"""{"id":"{{new string('x', 2000)}}"}"""));
        using HttpPipeline pipeline = network.Pipeline(options: new HttpPipelineOptions { MaxAnswerBytes = 1000 });

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        Assert.Equal("InvalidResponse", e.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task ApiTransport_UnknownCharset_StillReadsTheJson()
    {
        using var network = new StubNetwork(request =>
        {
            HttpResponseMessage answer = Answer(200, """{"id":"é"}""")(request);
            _ = answer.Content.Headers.Remove("Content-Type");
            _ = answer.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-42");
            return answer;
        });
        using HttpPipeline pipeline = network.Pipeline();

        Assert.Equal("é", (await new ApiTransport(pipeline, TestService.Endpoint).ReadAsync()).Body.Id);
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("request-id")]
    [InlineData("cf-ray")]
    public async Task ApiTransport_FailureWithARequestId_CarriesIt(string header)
    {
        using var network = new StubNetwork(request =>
        {
            HttpResponseMessage answer = Answer(404, "{}")(request);
            answer.Headers.Add(header, "req-7");
            return answer;
        });
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).ReadAsync());

        Assert.Equal("req-7", e.RequestId);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task ApiTransport_SubmissionWithoutAConnection_WasNotSent(HttpRequestError error)
    {
        using var network = new StubNetwork(Fail(new HttpRequestException(error, "No way.")));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<NotSentException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        Assert.Equal("ConnectionFailed", e.Reason.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Theory]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.HttpProtocolError)]
    [InlineData(HttpRequestError.InvalidResponse)]
    public async Task ApiTransport_SubmissionWhoseConnectionBroke_IsUnclearAndSentOnce(HttpRequestError error)
    {
        using var network = new StubNetwork(Fail(new HttpRequestException(error, "Gone.")));
        using HttpPipeline pipeline = network.Pipeline();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => new ApiTransport(pipeline, TestService.Endpoint).SubmitAsync());

        Assert.Equal("ConnectionFailed", e.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task ApiTransport_PlainHttpElsewhere_IsRefusedBeforeAnythingIsSent()
    {
        using var network = new StubNetwork(Answer(200, "{}"));
        using HttpPipeline pipeline = network.Pipeline();
        var transport = new ApiTransport(pipeline, TestService.Endpoint with { BaseUri = new Uri("http://api.example/v1") });

        var submit = await Assert.ThrowsAsync<NotSentException>(() => transport.SubmitAsync());
        var read = await Assert.ThrowsAsync<VideoGenException>(() => transport.ReadAsync());

        Assert.Equal(("InsecureEndpoint", "InsecureEndpoint"), (submit.Reason.ErrorId, read.ErrorId));
        Assert.Empty(network.Sent);
    }

    [Theory]
    [InlineData("key with\nline end")]
    [InlineData("schlüssel")]
    public async Task ApiTransport_KeyThatNoHeaderCanCarry_WasNotSentAndIsNotShown(string key)
    {
        using var network = new StubNetwork(Answer(200, "{}"));
        using HttpPipeline pipeline = network.Pipeline();
        var transport = new ApiTransport(pipeline, TestService.Endpoint with { Credential = OriginCredential.Bearer(TestService.BaseUri, new Secret(key)) });

        var e = await Assert.ThrowsAsync<NotSentException>(() => transport.SubmitAsync());

        Assert.Equal("Unauthorized", e.Reason.ErrorId);
        Assert.DoesNotContain(key, e.ToString(), StringComparison.Ordinal);
        Assert.Empty(network.Sent);
    }

    [Fact]
    public async Task ApiTransport_LinkToAnotherOriginInAnAnswer_IsAskedWithoutTheKey()
    {
        using var network = new StubNetwork(Answer(200, """{"id":"a"}"""));
        using HttpPipeline pipeline = network.Pipeline();

        _ = await new ApiTransport(pipeline, TestService.Endpoint).GetAsync("https://other.example/poll", EchoJson.Default.Echo, default);

        Assert.Null(Assert.Single(network.Sent).Header("Authorization"));
    }

    [Theory]
    [InlineData("videos", "https://api.example/v1/videos")]
    [InlineData("/videos?page=2", "https://api.example/v1/videos?page=2")]
    [InlineData("https://api.example/v2/x", "https://api.example/v2/x")]
    public void ApiEndpoint_Path_IsBelowTheBase(string path, string expected) =>
        Assert.Equal(expected, TestService.Endpoint.Resolve(path).AbsoluteUri);

    [Theory]
    [InlineData("a/b?c", "videos/a%2Fb%3Fc")]
    [InlineData("G-01", "videos/G-01")]
    public void ApiPath_Id_StaysOneSegment(string id, string expected) => Assert.Equal(expected, ApiPath.Of("videos", id));

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public void ApiPath_StepInPlaceOfAnId_IsRefused(string id) =>
        Assert.Equal("NotFoundAtService", Assert.Throws<VideoGenException>(() => ApiPath.Of("videos", id)).ErrorId);
}
