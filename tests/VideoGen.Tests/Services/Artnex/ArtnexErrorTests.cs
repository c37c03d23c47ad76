using VideoGen.Providers;
using VideoGen.Providers.Artnex;
using VideoGen.Tests.Http;
using static VideoGen.Tests.Services.Artnex.ArtnexBench;

namespace VideoGen.Tests.Services.Artnex;

public sealed class ArtnexErrorTests
{
    /// <summary>Where the code may stand: the page does not show it.</summary>
    public static TheoryData<int, string, string, string> Documented
    {
        get
        {
            var data = new TheoryData<int, string, string, string>();
            foreach ((int status, string code, string id) in ((int, string, string)[])
                [
                    (400, "missing_prompt", "RequestRefused"),
                    (400, "invalid_model", "RequestRefused"),
                    (400, "invalid_mode", "RequestRefused"),
                    (400, "missing_image", "RequestRefused"),
                    (401, "invalid_api_key", "Unauthorized"),
                    (402, "insufficient_credits", "PaymentRequired"),
                    (429, "rate_limit_exceeded", "QuotaReached"),
                    (200, "insufficient_credits", "PaymentRequired"),
                    (200, "something_new", "RequestRefused"),
                ])
            {
                data.Add(status, $$"""{"success":false,"error":"{{code}}","message":"It said no."}""", id, code);
                data.Add(status, $$"""{"success":false,"error":{"code":"{{code}}","message":"It said no."} }""", id, code);
                data.Add(status, $$"""{"success":false,"code":"{{code}}","message":"It said no."}""", id, code);
                data.Add(status, $$"""{"success":false,"error_code":"{{code}}","detail":"It said no."}""", id, code);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Submit_DocumentedError_IsARefusalWithItsCodeAndWords(int status, string body, string id, string code)
    {
        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(() => SubmitAsync(status, body));

        Assert.Equal((id, code, status), (refusal.Reason.ErrorId, refusal.Reason.ServiceCode, (int?)refusal.Reason.HttpStatus));
        Assert.Equal($"Artnex answered {status} ({code}): It said no.", refusal.Reason.Message);
    }

    [Theory]
    [InlineData(422, """{"success":false,"message":"duration must be one of 4, 6, 8."}""", "RequestRefused", "duration must be one of 4, 6, 8.")]
    [InlineData(422, """{"detail":"The prompt is too long."}""", "RequestRefused", "The prompt is too long.")]
    [InlineData(400, """{"error":"The prompt is too long."}""", "RequestRefused", "The prompt is too long.")]
    [InlineData(401, """{"message":"No key."}""", "Unauthorized", "No key.")]
    [InlineData(402, """{"message":"No credits."}""", "PaymentRequired", "No credits.")]
    public async Task Submit_ErrorWithoutACode_IsARefusalOfItsStatus(int status, string body, string id, string message)
    {
        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(() => SubmitAsync(status, body));

        Assert.Equal((id, null), (refusal.Reason.ErrorId, refusal.Reason.ServiceCode));
        Assert.Contains(message, refusal.Reason.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "<html></html>")]
    [InlineData(402, "Pay for this network")]
    [InlineData(422, "")]
    [InlineData(403, """{"reason":"blocked"}""")]
    [InlineData(429, """{"retry":true}""")]
    [InlineData(500, """{"success":false,"error":"server_error","message":"Broken."}""")]
    [InlineData(503, "<html></html>")]
    [InlineData(302, "")]
    [InlineData(200, """{"success":true,"status":"pending"}""")]
    [InlineData(200, """{"success":false}""")]
    [InlineData(200, """{"message":"Welcome"}""")]
    [InlineData(200, "[]")]
    public async Task Submit_AnyOtherEnd_IsNoRefusal(int status, string body) =>
        _ = await Assert.ThrowsAsync<VideoGenException>(() => SubmitAsync(status, body));

    [Theory]
    [InlineData(401, """{"success":false,"error":"invalid_api_key","message":"Revoked."}""", "Unauthorized")]
    [InlineData(429, """{"success":false,"error":"rate_limit_exceeded","message":"Do not poll so often."}""", "QuotaReached")]
    [InlineData(400, """{"success":false,"message":"What?"}""", "RequestRefused")]
    public async Task Read_Refused_IsAnErrorOfTheReadAlone(int status, string body, string id) =>
        Assert.Equal(id, (await Assert.ThrowsAsync<VideoGenException>(() => ReadAsync(status, body))).ErrorId);

    [Theory]
    [InlineData("<html>no such page</html>")]
    [InlineData("""{"message":"No route."}""")]
    public async Task Read_NothingThere_TellsOfTheSettingOfThePath(string body)
    {
        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => ReadAsync(404, body));

        Assert.Equal("NotFoundAtService", e.ErrorId);
        Assert.Contains("VIDEOGEN_ARTNEX_STATUS_PATH", e.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, null)]
    [InlineData(503, "1")]
    [InlineData(429, "2")]
    public async Task Read_PassingTrouble_IsNotAskedAgainWithinFiveSeconds(int status, string? retryAfter)
    {
        var time = new ManualTimeProvider();
        using var network = new StubNetwork(StubNetwork.Answer(status, "<html></html>", retryAfter: retryAfter), StubNetwork.Answer(200, """{"status":"pending"}"""));
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network, time: time);

        Task<IReadOnlyList<JobSnapshot?>> read = new ArtnexProvider(bench.Context).ReadAsync(["req_1"], CancellationToken.None);
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _ = Assert.Single(network.Sent);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(VideoStatus.Queued, Assert.Single(await read.WaitAsync(TimeSpan.FromSeconds(60)))!.Status);
        Assert.Equal(2, network.Sent.Count);
    }

    [Fact]
    public async Task Submit_NothingLeft_IsNotSent()
    {
        using var network = new StubNetwork(StubNetwork.Answer(200, "{}"));
        using var bench = new ProviderBench(ArtnexProvider.Description, key: null, network: network);
        using var keyed = new ProviderBench(ArtnexProvider.Description, network: network);

        NotSentException noKey = await Assert.ThrowsAsync<NotSentException>(() => new ArtnexProvider(bench.Context).SubmitAsync(Submission(Text), CancellationToken.None));
        NotSentException noImage = await Assert.ThrowsAsync<NotSentException>(() => new ArtnexProvider(keyed.Context).SubmitAsync(Submission(Picture, Bytes(1, 2, 3)), CancellationToken.None));

        Assert.Equal(("CredentialMissing", "UnreadableImage"), (noKey.Reason.ErrorId, noImage.Reason.ErrorId));
        Assert.Empty(network.Sent);
    }
}
