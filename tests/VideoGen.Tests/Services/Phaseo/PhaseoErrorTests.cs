using System.Net;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Phaseo;
using VideoGen.Tests.Http;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Every documented error, and what only looks like one. What a create comes to hangs on it.</summary>
public sealed class PhaseoErrorTests
{
    private const string Origin = "\"generation_id\":\"G-1\",\"error_type\":\"user\",\"error_origin\":\"user\"";

    /// <summary>Status, body; then the stable id, the service's code, and words of the message.</summary>
    public static TheoryData<int, string, string, string, string> Refusals => new()
    {
        { 401, $$"""{"error":"unauthorised","description":"invalid_secret",{{Origin}}}""", "Unauthorized", "unauthorised", "invalid_secret" },
        { 400, $$"""{"error":"invalid_json",{{Origin}}}""", "RequestRefused", "invalid_json", "invalid_json" },
        { 400, $$"""{"error":"validation_error","details":[{"message":"Too big","path":["seed"]},{"message":"Bad","path":[]},{"path":[]},7],{{Origin}}}""", "RequestRefused", "validation_error", "Too big; Bad" },
        { 400, $$"""{"error":"model_required",{{Origin}}}""", "RequestRefused", "model_required", "model_required" },
        { 400, $$"""{"error":"unsupported_model_or_endpoint","description":"Not here.","model":"x",{{Origin}}}""", "RequestRefused", "unsupported_model_or_endpoint", "Not here." },
        { 400, $$"""{"error":"not_supported","reason":"no_video","request_id":"G-1"}""", "RequestRefused", "not_supported", "no_video" },
        { 402, """{"error":"insufficient_funds","reason":"balance_too_low","min_usd":1.0,"request_id":"G-1","team_id":"t"}""", "PaymentRequired", "insufficient_funds", "balance_too_low" },
        { 403, $$"""{"error":"guardrail_blocked","message":"Blocked by a guardrail.",{{Origin}}}""", "ContentRefused", "guardrail_blocked", "Blocked by a guardrail." },
        { 403, """{"ok":false,"error":"forbidden","message":"team_id must match authenticated team"}""", "Forbidden", "forbidden", "team_id must match" },
        { 404, """{"error":"not_found","reason":"video_not_found_or_not_owned","request_id":"G-1"}""", "NotFoundAtService", "not_found", "video_not_found_or_not_owned" },
        { 409, """{"error":"not_ready","reason":"video_not_ready","request_id":"G-1"}""", "RequestRefused", "not_ready", "video_not_ready" },
        { 413, $$"""{"error":"payload_too_large",{{Origin}}}""", "RequestRefused", "payload_too_large", "payload_too_large" },
        { 429, """{"error":"key_limit_exceeded","reason":"daily_spend_limit_reached","reset_at":"2026-04-02T00:00:00Z","request_id":"G-1"}""", "QuotaReached", "key_limit_exceeded", "daily_spend_limit_reached; renewed at 2026-04-02T00:00:00Z" },
        { 429, """{"error":"upstream_error","reason":"upstream_rate_limited","request_id":"G-1","upstream_status":429}""", "RateLimited", "upstream_error", "upstream_rate_limited" },
        { 501, """{"error":{"code":"not_implemented_yet","message":"Video endpoints are temporarily disabled while the public contract is finalized."}}""", "ServiceFailed", "not_implemented_yet", "temporarily disabled" },
        { 501, """{"error":"not_implemented_yet","reason":"video_api_temporarily_disabled","request_id":"G-1"}""", "ServiceFailed", "not_implemented_yet", "video_api_temporarily_disabled" },
        { 502, $$"""{"error":"upstream_error","reason":"all_candidates_failed","description":"All refused","failed_statuses":[400,422],{{Origin}}}""", "RequestRefused", "upstream_error", "All refused" },
        { 502, $$"""{"error":"upstream_error","reason":"all_candidates_failed","failed_statuses":[429],"upstream_error":{"code":"slow_down","message":"Slow down."},{{Origin}}}""", "RateLimited", "upstream_error", "all_candidates_failed" },
        { 502, $$"""{"error":"all_candidates_failed","description":"All refused","failed_statuses":[403],"provider_failure_diagnostics":[],{{Origin}}}""", "RequestRefused", "all_candidates_failed", "All refused" },
        { 502, $$"""{"error":"all_candidates_failed","failed_statuses":[400],"upstream_error":{"code":"moderation_blocked","message":"Blocked."},{{Origin}}}""", "ContentRefused", "all_candidates_failed", "Blocked." },
    };

    /// <summary>After these nobody knows whether the job was made.</summary>
    public static TheoryData<int, string, string> Lost => new()
    {
        { 500, """{"error":"pipeline_execution_error","description":"Pipeline execution failed","request_id":"G-1"}""", "pipeline_execution_error" },
        { 500, """{"error":"gateway_error","reason":"gateway_context_failed","request_id":"G-1"}""", "gateway_error" },
        { 502, """{"error":"upstream_error","reason":"video_provider_request_failed","request_id":"G-1","upstream_status":400}""", "upstream_error" },
        { 502, $$"""{"error":"upstream_error","reason":"all_candidates_failed","failed_statuses":[400,503],{{Origin}}}""", "upstream_error" },
        { 502, $$"""{"error":"upstream_error","reason":"all_candidates_failed","failed_statuses":[408],{{Origin}}}""", "upstream_error" },
        { 502, $$"""{"error":"upstream_error","reason":"all_candidates_failed","failed_statuses":[],{{Origin}}}""", "upstream_error" },
        { 502, $$"""{"error":"upstream_error","reason":"all_candidates_failed","failed_statuses":[400,"400"],{{Origin}}}""", "upstream_error" },
        { 502, $$"""{"error":"upstream_error","reason":"all_candidates_failed",{{Origin}}}""", "upstream_error" },
        { 502, $$"""{"error":"upstream_error","reason":"something_else","failed_statuses":[400],{{Origin}}}""", "upstream_error" },
    };

    /// <summary>Of other servers in between: not the service's word, whatever the status.</summary>
    public static TheoryData<int, string> Foreign => new()
    {
        { 401, "<html>Sign in</html>" },
        { 403, "" },
        { 404, "404 Not Found" },
        { 400, """{"error":"bad_request","message":"from a proxy"}""" },
        { 400, """{"error":{"message":"from another gateway","type":"invalid_request_error","code":"invalid"}}""" },
        { 404, """{"error":"not_found","reason":"missing"}""" },
        { 400, """{"error":true,"request_id":"G-1"}""" },
        { 400, """["error"]""" },
        { 400, """{"error":"","request_id":"G-1"}""" },
        { 429, """{"message":"Too many requests"}""" },
        { 501, """{"error":{"code":"other","message":"x"}}""" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Submit_DocumentedRefusal_MadeNothingAndKeepsCodeAndMessage(int status, string body, string id, string code, string words)
    {
        (Exception failure, int sent) = await SubmitAsync(status, body);

        VideoGenException reason = Assert.IsType<SubmissionRefusedException>(failure).Reason;
        Assert.Equal((id, code, (HttpStatusCode)status), (reason.ErrorId, reason.ServiceCode, reason.HttpStatus));
        Assert.Contains(words, reason.Message, StringComparison.Ordinal);

        // Sent again only after a rate limit of HTTP's own, which made nothing either.
        Assert.Equal(status == 429 && id == "RateLimited" ? 5 : 1, sent);
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task Submit_TroubleBehindTheGateway_IsNoRefusal(int status, string body, string code)
    {
        (Exception failure, int sent) = await SubmitAsync(status, body);

        VideoGenException error = Assert.IsType<VideoGenException>(failure);
        Assert.Equal(("ServiceFailed", code, 1), (error.ErrorId, error.ServiceCode, sent));
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Submit_ForeignAnswer_IsNoRefusal(int status, string body)
    {
        (Exception failure, int sent) = await SubmitAsync(status, body);

        VideoGenException error = Assert.IsType<VideoGenException>(failure);
        Assert.Equal((null, 1), (error.ServiceCode, sent));
    }

    [Theory]
    [InlineData("""{"status":"pending"}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public async Task Submit_AnswerWithoutAnId_IsNoRefusalAndNoJob(string body)
    {
        (Exception failure, int sent) = await SubmitAsync(202, body);

        Assert.Equal(("InvalidResponse", 1), (Assert.IsType<VideoGenException>(failure).ErrorId, sent));
    }

    [Fact]
    public async Task Submit_AnswerWhoseOtherMembersAreOdd_KeepsTheId()
    {
        const string Odd = """
            {"id":"G-1","status":7,"progress":"half","poll_after_seconds":{},"model":[],"prompt":1,"seconds":"four","created_at":true,"started_at":-1,
             "completed_at":"soon","expires_at":1e40,"asset":"a","outputs":{},"usage":3,"billing":[],"error":[],"content_url":1,"download_url":{},"new":null}
            """;
        var network = new StubNetwork(StubNetwork.Answer(202, Odd));
        using var bench = new ProviderBench(PhaseoCatalog.Description, network: network);

        JobSnapshot made = await new PhaseoProvider(bench.Context).SubmitAsync(Submission(Boat), default);

        Assert.Equal(new JobSnapshot { Id = "G-1", Status = VideoStatus.Queued, Raw = Odd }, made);
    }

    [Theory]
    [InlineData(404, "404 Not Found", "NotFoundAtService")]
    [InlineData(502, """{"error":"upstream_error","reason":"video_provider_request_failed","request_id":"G-1"}""", "ServiceFailed")]
    [InlineData(200, """{"status":"completed"}""", "InvalidResponse")]
    public async Task Read_TroubleThatSaysNothingOfTheJob_IsAnErrorAndNotAnUnknownJob(int status, string body, string id)
    {
        var network = new StubNetwork(StubNetwork.Answer(status, body));
        using var bench = new ProviderBench(PhaseoCatalog.Description, network: network);

        Assert.Equal(id, (await Assert.ThrowsAsync<VideoGenException>(() => new PhaseoProvider(bench.Context).ReadAsync(["G-1"], default))).ErrorId);
    }

    [Fact]
    public async Task Submit_ErrorThatRepeatsTheWebhookSecret_DoesNotTellIt()
    {
        var network = new StubNetwork(StubNetwork.Answer(400, $$"""{"error":"validation_error","description":"bad secret whsec_canary or test-key",{{Origin}}}"""));
        using var bench = new ProviderBench(PhaseoCatalog.Description, network: network);
        Submission submission = Submission(Boat with { WebhookUri = new Uri("https://example.com/") }) with { WebhookSecret = new Secret("whsec_canary") };

        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(() => new PhaseoProvider(bench.Context).SubmitAsync(submission, default));

        Assert.Contains("bad secret *** or ***", refusal.Reason.Message, StringComparison.Ordinal);
        Assert.Contains("whsec_canary", network.Sent[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_canary", refusal.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(Exception Failure, int Sent)> SubmitAsync(int status, string body)
    {
        var network = new StubNetwork(StubNetwork.Answer(status, body));
        using var bench = new ProviderBench(PhaseoCatalog.Description, network: network);
        Exception? failure = await Record.ExceptionAsync(() => new PhaseoProvider(bench.Context).SubmitAsync(Submission(Boat), default));
        return (failure!, network.Sent.Count);
    }
}
