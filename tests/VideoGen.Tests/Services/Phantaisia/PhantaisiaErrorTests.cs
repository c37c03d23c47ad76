using VideoGen.Providers;
using VideoGen.Providers.Phantaisia;
using static VideoGen.Tests.Services.Phantaisia.PhantaisiaBench;

namespace VideoGen.Tests.Services.Phantaisia;

public sealed class PhantaisiaErrorTests
{
    [Theory]
    [InlineData(402, """{"detail":"Insufficient credits"}""", "PaymentRequired", null, "Insufficient credits")]
    [InlineData(422, """{"error_code":"INVALID_ASPECT_RATIO_FOR_MODEL","detail":"Aspect ratio '16:9' needs performance."}""", "RequestRefused", "INVALID_ASPECT_RATIO_FOR_MODEL", "Aspect ratio '16:9' needs performance.")]
    [InlineData(422, """{"error_code":"INVALID_VIDEO_MODEL","detail":"Model 'ultra' is not a valid video model."}""", "RequestRefused", "INVALID_VIDEO_MODEL", "Model 'ultra' is not a valid video model.")]
    [InlineData(422, """{"error_code":"INVALID_VIDEO_MODEL"}""", "RequestRefused", "INVALID_VIDEO_MODEL", "The service gave no words to the code.")]
    [InlineData(422, """{"detail":{"error_code":"INVALID_VIDEO_MODEL","message":"No such model."}}""", "RequestRefused", "INVALID_VIDEO_MODEL", "No such model.")]
    [InlineData(422, """{"detail":{"msg":"No such model."}}""", "RequestRefused", null, "No such model.")]
    [InlineData(422, """{"error":{"code":"INVALID_VIDEO_MODEL","message":"No such model."}}""", "RequestRefused", "INVALID_VIDEO_MODEL", "No such model.")]
    [InlineData(422, """{"detail":[{"type":"missing","loc":["body","prompt"],"msg":"Field required","input":{}},{"msg":"more"}]}""", "RequestRefused", null, "body.prompt: Field required")]
    [InlineData(422, """{"detail":[{"loc":["body","frames",0],"msg":"Bad frame"}]}""", "RequestRefused", null, "body.frames.0: Bad frame")]
    [InlineData(400, """{"message":"Not now."}""", "RequestRefused", null, "Not now.")]
    [InlineData(400, """{"error":"Not now."}""", "RequestRefused", null, "Not now.")]
    [InlineData(401, """{"detail":"Not authenticated"}""", "Unauthorized", null, "Not authenticated")]
    [InlineData(401, """{"detail":"Could not validate credentials"}""", "Unauthorized", null, "Could not validate credentials")]
    [InlineData(403, """{"detail":"Not allowed"}""", "Forbidden", null, "Not allowed")]
    [InlineData(429, """{"detail":"Too many simultaneous requests"}""", "ConcurrencyReached", null, "Too many simultaneous requests")]
    [InlineData(402, "Insufficient credits", "PaymentRequired", null, "Insufficient credits")]
    [InlineData(422, "\"No such model.\"", "RequestRefused", null, "No such model.")]
    public async Task Submit_ErrorOfTheService_IsARefusalWithItsCodeAndWords(int status, string body, string id, string? code, string message)
    {
        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(() => SubmitAsync(status, body));

        Assert.Equal((id, code, status), (refusal.Reason.ErrorId, refusal.Reason.ServiceCode, (int?)refusal.Reason.HttpStatus));
        Assert.Contains(message, refusal.Reason.Message, StringComparison.Ordinal);
        Assert.Contains(code ?? "", refusal.Reason.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(402, "<html><body>Pay for this network</body></html>")]
    [InlineData(422, "")]
    [InlineData(401, "Unauthorized")]
    [InlineData(429, "slow down")]
    [InlineData(403, """{"reason":"blocked"}""")]
    [InlineData(422, """{"detail":[]}""")]
    [InlineData(408, """{"detail":"Timeout"}""")]
    [InlineData(500, """{"detail":"Internal Server Error"}""")]
    [InlineData(502, "Bad gateway")]
    [InlineData(307, "")]
    [InlineData(200, """{"status":"IN_QUEUE"}""")]
    [InlineData(200, """{"id":"","status":"IN_QUEUE"}""")]
    [InlineData(200, "<html></html>")]
    public async Task Submit_AnyOtherEnd_IsNoRefusal(int status, string body) =>
        _ = await Assert.ThrowsAsync<VideoGenException>(() => SubmitAsync(status, body));

    [Fact]
    public async Task Submit_NotRefusedByTheService_IsSentOnce()
    {
        using var network = new Http.StubNetwork(Http.StubNetwork.Answer(429, """{"detail":"full"}"""));
        using var bench = new ProviderBench(PhantaisiaProvider.Description, network: network);

        _ = await Assert.ThrowsAsync<SubmissionRefusedException>(() => new PhantaisiaProvider(bench.Context).SubmitAsync(Submission(Portrait), CancellationToken.None));

        _ = Assert.Single(network.Sent);
    }

    [Theory]
    [InlineData(401, """{"detail":"Could not validate credentials"}""", "Unauthorized")]
    [InlineData(429, """{"detail":"Slow down"}""", "RateLimited")]
    [InlineData(500, """{"detail":"Internal Server Error"}""", "ServiceFailed")]
    [InlineData(503, "<html></html>", "ServiceFailed")]
    public async Task Read_Trouble_IsAnErrorOfTheReadAlone(int status, string body, string id) =>
        Assert.Equal(id, (await Assert.ThrowsAsync<VideoGenException>(() => ReadAsync(status, body))).ErrorId);

    [Fact]
    public async Task Submit_NothingLeft_IsNotSent()
    {
        using var network = new Http.StubNetwork(Http.StubNetwork.Answer(200, "{}"));
        using var bench = new ProviderBench(PhantaisiaProvider.Description, key: null, network: network);
        using var keyed = new ProviderBench(PhantaisiaProvider.Description, network: network);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        NotSentException noKey = await Assert.ThrowsAsync<NotSentException>(() => new PhantaisiaProvider(bench.Context).SubmitAsync(Submission(Portrait), CancellationToken.None));
        NotSentException noImage = await Assert.ThrowsAsync<NotSentException>(() => new PhantaisiaProvider(keyed.Context).SubmitAsync(Submission(Portrait, Bytes(1, 2, 3)), CancellationToken.None));
        NotSentException noFrame = await Assert.ThrowsAsync<NotSentException>(() => new PhantaisiaProvider(keyed.Context).SubmitAsync(new Submission("key", Portrait), CancellationToken.None));
        NotSentException inVain = await Assert.ThrowsAsync<NotSentException>(() => new PhantaisiaProvider(keyed.Context).SubmitAsync(Submission(Portrait, Bytes(0xFF, 0xD8, 0xFF)), stopped.Token));

        Assert.Equal(["CredentialMissing", "UnreadableImage", "MissingValue", "NotSubmitted"], new[] { noKey, noImage, noFrame, inVain }.Select(e => e.Reason.ErrorId));
        Assert.Empty(network.Sent);
    }
}
