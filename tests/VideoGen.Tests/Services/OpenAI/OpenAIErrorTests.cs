using System.Net;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.OpenAI;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.OpenAI;

/// <summary>Which answer to a submission means that nothing was made, and what the user is told.</summary>
public sealed class OpenAIErrorTests
{
    [Theory]
    [InlineData(400, "invalid_request_error", "moderation_blocked", "ContentRefused")]
    [InlineData(400, "invalid_request_error", "invalid_value", "RequestRefused")]
    [InlineData(400, "billing_limit_user_error", "billing_hard_limit_reached", "PaymentRequired")]
    [InlineData(401, "invalid_request_error", "invalid_api_key", "Unauthorized")]
    [InlineData(403, "invalid_request_error", "unsupported_country_region_territory", "Forbidden")]
    [InlineData(404, "invalid_request_error", "model_not_found", "RequestRefused")]
    [InlineData(429, "requests", "rate_limit_exceeded", "RateLimited")]
    [InlineData(429, "insufficient_quota", "insufficient_quota", "QuotaReached")]
    [InlineData(429, "insufficient_quota", "project_spend_limit_exceeded", "QuotaReached")]
    [InlineData(429, "insufficient_quota", "credit_balance_exhausted", "PaymentRequired")]
    [InlineData(429, "insufficient_quota", "a_code_to_come", "QuotaReached")]
    public async Task Submit_ErrorOfTheReference_IsRefusedWithItsCode(int status, string type, string code, string kind)
    {
        string body = $$$"""{"error":{"message":"In the service's words.","type":"{{{type}}}","param":null,"code":"{{{code}}}"}}""";

        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(() => SubmitAsync(status, body));

        Assert.Equal((kind, code, (HttpStatusCode)status), (refusal.Reason.ErrorId, refusal.Reason.ServiceCode, refusal.Reason.HttpStatus));
        Assert.Contains("In the service's words.", refusal.Reason.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"object":"error","message":"too large","type":"BadRequestError","param":null,"code":400}""", "BadRequestError", "too large")]
    [InlineData(404, """{"error":{"message":"no such model","type":"NotFoundError","param":"model","code":404}}""", "NotFoundError", "no such model")]
    [InlineData(400, """{"detail":"prompt is required"}""", null, "prompt is required")]
    [InlineData(422, """{"detail":[{"type":"missing","loc":["body","prompt"],"msg":"Field required","input":null},{"type":"int","loc":["body","seed",0],"msg":"Not a number"}]}""", null, "body.prompt: Field required; body.seed.0: Not a number")]
    public async Task Submit_ErrorOfAnEngine_IsRefused(int status, string body, string? code, string words)
    {
        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(() => SubmitAsync(status, body));

        Assert.Equal(code, refusal.Reason.ServiceCode);
        Assert.Contains(words, refusal.Reason.Message, StringComparison.Ordinal);
    }

    /// <summary>Somebody else's words, or the service's own after it may have begun: nobody knows whether there is a job.</summary>
    [Theory]
    [InlineData(400, "<html>Bad gateway of a hotel</html>")]
    [InlineData(400, """{"error":"bad request"}""")]
    [InlineData(403, """{"message":"Forbidden"}""")]
    [InlineData(422, """{"detail":[{"what":"is this"}]}""")]
    [InlineData(422, """{"detail":[]}""")]
    [InlineData(408, """{"error":{"message":"late","type":"timeout","param":null,"code":null}}""")]
    [InlineData(500, """{"error":{"message":"server_error","type":"server_error","param":null,"code":null}}""")]
    [InlineData(503, """{"detail":"engine dead"}""")]
    [InlineData(302, "")]
    public async Task Submit_OtherAnswer_IsLost(int status, string body)
    {
        VideoGenException lost = await Assert.ThrowsAsync<VideoGenException>(() => SubmitAsync(status, body));

        Assert.Equal((HttpStatusCode)status, lost.HttpStatus);
    }

    [Fact]
    public async Task Submit_RateLimited_IsSentAgainAndQuotaIsNot()
    {
        var limited = new StubNetwork(
            StubNetwork.Answer(429, """{"error":{"message":"slow","type":"requests","param":null,"code":"rate_limit_exceeded"}}"""), StubNetwork.Answer(200, """{"id":"a","status":"queued"}"""));
        var spent = new StubNetwork(StubNetwork.Answer(429, """{"error":{"message":"spent","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"""));

        Assert.Equal("a", (await SubmitAsync(limited)).Id);
        _ = await Assert.ThrowsAsync<SubmissionRefusedException>(() => SubmitAsync(spent));

        Assert.Equal((2, 1), (limited.Sent.Count, spent.Sent.Count));
    }

    [Theory]
    [InlineData("xml", "UnsupportedValue")]
    [InlineData("form", "UnsupportedValue")]
    public async Task Submit_CannotBeWritten_IsNotSent(string body, string kind)
    {
        var network = new StubNetwork(StubNetwork.Answer(200, "{}"));
        using var bench = new ProviderBench(OpenAIProvider.Description, network: network, settings: new Dictionary<string, string> { ["Body"] = body });
        var submission = new Submission("key", new VideoRequest { Prompt = "a cat", Image = new ImageReference(ImageKind.Url, "https://a.example/a.png") }) { Image = ImageContent.Of("https://a.example/a.png") };

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => new OpenAIProvider(bench.Context).SubmitAsync(submission, CancellationToken.None));

        Assert.Equal(kind, unsent.Reason.ErrorId);
        Assert.Empty(network.Sent);
    }

    [Fact]
    public async Task Answers_ThatRepeatTheKey_DoNotKeepIt()
    {
        const string Key = "sk-canary-8731";
        var network = new StubNetwork(
            StubNetwork.Answer(200, $$"""{"id":"a","status":"queued","prompt":"{{Key}}"}"""),
            StubNetwork.Answer(200, $$"""{"data":[{"id":"a","status":"completed","user":"{{Key}}"}]}"""),
            StubNetwork.Answer(400, $$$"""{"error":{"message":"Bad key {{{Key}}}","type":"x","param":null,"code":"c"}}"""));
        using var bench = new ProviderBench(OpenAIProvider.Description, key: Key, network: network);
        var provider = new OpenAIProvider(bench.Context);

        JobSnapshot made = await provider.SubmitAsync(new Submission("key", new VideoRequest { Prompt = "a cat" }), CancellationToken.None);
        JobSnapshot listed = await provider.ListAsync(new JobListingQuery(), CancellationToken.None).FirstAsync();
        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(
            () => provider.SubmitAsync(new Submission("key", new VideoRequest { Prompt = "a cat" }), CancellationToken.None));

        Assert.All([made.Raw!, listed.Raw!, refusal.Reason.ToString()], text => Assert.DoesNotContain(Key, text, StringComparison.Ordinal));
        Assert.Equal("***", provider.DownloadCredential!.Secret.ToString());
    }

    private static Task<JobSnapshot> SubmitAsync(int status, string body) => SubmitAsync(new StubNetwork(StubNetwork.Answer(status, body)));

    private static async Task<JobSnapshot> SubmitAsync(StubNetwork network)
    {
        using var bench = new ProviderBench(OpenAIProvider.Description, network: network);
        return await new OpenAIProvider(bench.Context).SubmitAsync(new Submission("key", new VideoRequest { Prompt = "a cat" }), CancellationToken.None);
    }
}
