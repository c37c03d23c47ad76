using System.Net;
using VideoGen.Providers;
using VideoGen.Providers.Dafty;
using VideoGen.Tests.Http;
using static VideoGen.Tests.Services.Dafty.DaftyBench;

namespace VideoGen.Tests.Services.Dafty;

public sealed class DaftyErrorTests
{
    [Theory]
    [InlineData(400, "VALIDATION_ERROR", "prompt is required", "RequestRefused")]
    [InlineData(401, "UNAUTHORIZED", "Invalid API key", "Unauthorized")]
    [InlineData(402, "INSUFFICIENT_CREDITS", "This request needs 30 CU but your balance is 4 CU", "PaymentRequired")]
    [InlineData(404, "NOT_FOUND", "Upload not found", "NotFoundAtService")]
    [InlineData(409, "CONFLICT", "The upload is not complete", "RequestRefused")]
    [InlineData(429, "RATE_LIMIT_ERROR", "Rate limit exceeded", "RateLimited")]
    [InlineData(429, "CONCURRENT_LIMIT_REACHED", "Too many jobs in flight", "ConcurrencyReached")]
    [InlineData(400, "SOMETHING_NEW", "Nobody knows", "RequestRefused")]
    public async Task Submit_Refused_HasTheServicesCodeAndMessageUnderAStableId(int status, string code, string message, string errorId)
    {
        var e = await Assert.ThrowsAsync<SubmissionRefusedException>(() => SubmitAsync(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}"""));
        Assert.Equal((errorId, code, (HttpStatusCode?)status), (e.Reason.ErrorId, e.Reason.ServiceCode, e.Reason.HttpStatus));
        Assert.Equal($"Dafty answered {status} ({code}): {message}", e.Reason.Message);
    }

    [Theory]
    [InlineData(500, """{"error":{"code":"INTERNAL_ERROR","message":"Something broke"}}""")]
    [InlineData(402, "<html>Pay for the airport's network</html>")]
    [InlineData(401, """{"error":"invalid_token","error_description":"of some gateway"}""")]
    [InlineData(403, """{"error":{"code":403,"message":"of some gateway"}}""")]
    [InlineData(404, """{"message":"no Route matched"}""")]
    [InlineData(429, """{"error":{"message":"of some gateway"}}""")]
    [InlineData(400, """{"error":{"code":"","message":"?"}}""")]
    [InlineData(400, "")]
    [InlineData(202, "{}")]
    [InlineData(202, """{"data":null}""")]
    [InlineData(202, """{"data":{"status":"pending"}}""")]
    [InlineData(202, """{"data":{"id":""}}""")]
    [InlineData(202, "<html></html>")]
    public async Task Submit_UnclearEnd_IsNotTakenForARefusal(int status, string body) =>
        _ = await Assert.ThrowsAsync<VideoGenException>(() => SubmitAsync(status, body));

    [Theory]
    [InlineData(""", "details":{"required":30,"available":4}""", " (required 30, available 4)")]
    [InlineData(""", "required":"30 CU" """, " (required 30 CU)")]
    [InlineData(""", "details":[{"path":"prompt"}]""", " (details [{\"path\":\"prompt\"}])")]
    [InlineData("", "")]
    public void Read_MembersBesideCodeAndMessage_AreInTheMessage(string members, string expected) =>
        Assert.Equal("Too little." + expected, DaftyErrors.Read(HttpStatusCode.PaymentRequired, $$$"""{"error":{"code":"INSUFFICIENT_CREDITS","message":"Too little."{{{members}}}}}""")!.Message);

    [Fact]
    public void Read_CodeWithoutMessage_IsTheServicesAllTheSame() =>
        Assert.Equal("UNAUTHORIZED", DaftyErrors.Read(HttpStatusCode.Unauthorized, """{"error":{"code":"UNAUTHORIZED"}}""")!.Message);

    private static async Task<JobSnapshot> SubmitAsync(int status, string body)
    {
        // A refusal that is waited for would be sent again; one that asks for an hour is reported.
        using var bench = new DaftyBench(new StubNetwork(StubNetwork.Answer(status, body, retryAfter: status == 429 ? "3600" : null)));
        return await bench.Provider.SubmitAsync(Order(new VideoRequest(), ImageContent.Of("https://example.com/a.png")), CancellationToken.None);
    }
}
