using VideoGen.Providers;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Akool;

/// <summary>The token in exchange for clientId and clientSecret.</summary>
public sealed class AkoolTokenTests
{
    private const string Ok = """{"code":1000,"msg":"OK","data":{"credit":1}}""";
    private const string Token = """{"code":1000,"token":"xxxxxxxxxxxxxxxx"}""";

    [Theory]
    [InlineData("token")]
    [InlineData("token-in-data")]
    public async Task Call_WithIdAndSecret_FetchesTheTokenOnce(string token)
    {
        using AkoolBench akool = AkoolBench.WithToken(token, "balance-with-token", "balance-with-token");

        _ = await akool.Provider.ReadBalanceAsync(CancellationToken.None);
        VideoBalance balance = await akool.Provider.ReadBalanceAsync(CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal(934, balance.Amount);
    }

    [Fact]
    public async Task Call_SeveralAtOnce_ShareOneToken()
    {
        var network = new StubNetwork(StubNetwork.Answer(200, Token), StubNetwork.Answer(200, Ok));
        using AkoolBench akool = AkoolBench.Over(network, AkoolBench.IdAndSecret);

        _ = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => akool.Provider.ReadBalanceAsync(CancellationToken.None)));

        _ = Assert.Single(network.Sent, sent => sent.Uri.AbsolutePath == "/api/open/v3/getToken");
        Assert.Equal(9, network.Sent.Count);
    }

    [Fact]
    public async Task Read_TokenHasExpired_IsAskedAgainOnceWithANewOne()
    {
        using AkoolBench akool = AkoolBench.WithToken("token", "balance-token-expired", "token-new", "balance-with-new-token");

        VideoBalance balance = await akool.Provider.ReadBalanceAsync(CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal(933, balance.Amount);
    }

    [Fact]
    public async Task Read_NewTokenIsRefusedToo_IsAnErrorWithoutIt()
    {
        using AkoolBench akool = AkoolBench.WithToken("token", "balance-token-expired", "token-new", "balance-new-token-expired");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => akool.Provider.ReadBalanceAsync(CancellationToken.None));

        akool.AssertPlayed();
        Assert.Equal(("Unauthorized", "1102", "Akool answered 200 (1102): token *** is empty"), (error.ErrorId, error.ServiceCode, error.Message));
    }

    [Fact]
    public async Task Submit_TokenHasExpired_IsNotSentAgainAndTheNextOneGetsANewToken()
    {
        using AkoolBench akool = AkoolBench.WithToken("token", "create-token-expired", "token-new", "create-with-new-token");

        SubmissionRefusedException refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => akool.SubmitAsync(AkoolBench.Least));
        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least);

        akool.AssertPlayed();
        Assert.Equal(("Unauthorized", "1101", AkoolBench.Id1), (refused.Reason.ErrorId, refused.Reason.ServiceCode, job.Id));
    }

    [Fact]
    public async Task Submit_TokenIsRefused_WasNotSentAndDoesNotShowTheSecret()
    {
        using AkoolBench akool = AkoolBench.WithToken("token-refused");

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.SubmitAsync(AkoolBench.Least));

        akool.AssertPlayed();
        Assert.Equal(("Unauthorized", "1101", "Akool answered 200 (1101): clientSecret *** is wrong"), (unsent.Reason.ErrorId, unsent.Reason.ServiceCode, unsent.Reason.Message));
        Assert.DoesNotContain("abcdefghijklmnopqrstuvwx", unsent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"code":1000,"msg":"OK","data":null}""", "InvalidResponse")]
    [InlineData(200, """{"code":1000,"token":" "}""", "InvalidResponse")]
    [InlineData(200, "<html>abcdefghijklmnopqrstuvwx</html>", "InvalidResponse")]
    [InlineData(403, "abcdefghijklmnopqrstuvwx may not", "Forbidden")]
    public async Task Submit_NoTokenInTheAnswer_WasNotSentAndDoesNotShowTheSecret(int status, string body, string id)
    {
        var network = new StubNetwork(StubNetwork.Answer(status, body));
        using AkoolBench akool = AkoolBench.Over(network, AkoolBench.IdAndSecret);

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.SubmitAsync(AkoolBench.Least));

        Assert.Equal(id, unsent.Reason.ErrorId);
        Assert.DoesNotContain("abcdefghijklmnopqrstuvwx", unsent.ToString(), StringComparison.Ordinal);
        Assert.All(network.Sent, sent => Assert.Equal("/api/open/v3/getToken", sent.Uri.AbsolutePath));
    }

    [Fact]
    public async Task Submit_NoConnectionForTheToken_WasNotSent()
    {
        var network = new StubNetwork(StubNetwork.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused")));
        using AkoolBench akool = AkoolBench.Over(network, AkoolBench.IdAndSecret);

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.SubmitAsync(AkoolBench.Least));

        Assert.Equal("ConnectionFailed", unsent.Reason.ErrorId);
    }

    [Fact]
    public async Task Submit_StoppedBeforeTheToken_WasNotSent()
    {
        using var stop = new CancellationTokenSource();
        var network = new StubNetwork(_ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });
        using AkoolBench akool = AkoolBench.Over(network, AkoolBench.IdAndSecret);

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.Provider.SubmitAsync(AkoolBench.Submission(AkoolBench.Least), stop.Token));

        Assert.Equal("NotSubmitted", unsent.Reason.ErrorId);
    }

    [Fact]
    public async Task Submit_StoppedWithTheToken_WasNotSent()
    {
        using var stop = new CancellationTokenSource();
        var network = new StubNetwork(request =>
        {
            stop.Cancel();
            return StubNetwork.Answer(200, Token)(request);
        });
        using AkoolBench akool = AkoolBench.Over(network, AkoolBench.IdAndSecret);

        _ = await Assert.ThrowsAsync<NotSentException>(() => akool.Provider.SubmitAsync(AkoolBench.Submission(AkoolBench.Least), stop.Token));

        Assert.Equal("/api/open/v3/getToken", Assert.Single(network.Sent).Uri.AbsolutePath);
    }

    [Fact]
    public async Task Submit_StoppedOnTheWire_IsALostAnswer()
    {
        using var stop = new CancellationTokenSource();
        var network = new StubNetwork(StubNetwork.Answer(200, Token), _ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });
        using AkoolBench akool = AkoolBench.Over(network, AkoolBench.IdAndSecret);

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => akool.Provider.SubmitAsync(AkoolBench.Submission(AkoolBench.Least), stop.Token));
    }

    [Fact]
    public async Task Submit_NoCredential_WasNotSent()
    {
        using AkoolBench akool = AkoolBench.Over(new StubNetwork(StubNetwork.Answer(500)), key: null);

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.SubmitAsync(AkoolBench.Least));

        Assert.Equal("CredentialMissing", unsent.Reason.ErrorId);
    }

    [Fact]
    public async Task Raw_SecretInTheAnswer_IsMasked()
    {
        var network = new StubNetwork(
            StubNetwork.Answer(200, Token),
            StubNetwork.Answer(200, """{"code":1000,"msg":"OK","data":{"_id":"1","prompt":"p","echo":"abcdefghijklmnopqrstuvwx xxxxxxxxxxxxxxxx"}}"""),
            StubNetwork.Answer(200, """{"code":1000,"msg":"OK","data":{"result":[{"_id":"1","echo":"abcdefghijklmnopqrstuvwx xxxxxxxxxxxxxxxx"}]}}"""));
        using AkoolBench akool = AkoolBench.Over(network, AkoolBench.IdAndSecret);

        JobSnapshot made = await akool.SubmitAsync(AkoolBench.Least);
        JobSnapshot read = Assert.Single(await akool.Provider.ReadAsync(["1"], CancellationToken.None))!;

        Assert.All([made.Raw, read.Raw], raw => Assert.Contains("\"echo\":\"*** ***\"", raw, StringComparison.Ordinal));
    }
}
