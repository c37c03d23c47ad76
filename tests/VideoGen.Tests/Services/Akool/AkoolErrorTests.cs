using VideoGen.Providers;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Akool;

/// <summary>The envelope, whatever is around it.</summary>
public sealed class AkoolErrorTests
{
    /// <summary>The codes of the service's two pages, those with a meaning for image to video and those it lists without.</summary>
    public static TheoryData<int, string> Codes => new()
    {
        { 1003, "RequestRefused" },
        { 1004, "Forbidden" },
        { 1005, "RateLimited" },
        { 1006, "PaymentRequired" },
        { 1007, "RequestRefused" },
        { 1008, "NotFoundAtService" },
        { 1009, "Forbidden" },
        { 1010, "RequestRefused" },
        { 1011, "RequestRefused" },
        { 1013, "RequestRefused" },
        { 1014, "NotFoundAtService" },
        { 1015, "ServiceFailed" },
        { 1016, "RequestRefused" },
        { 1017, "RequestRefused" },
        { 1101, "Unauthorized" },
        { 1102, "Unauthorized" },
        { 1103, "PaymentRequired" },
        { 1104, "PaymentRequired" },
        { 1105, "RequestRefused" },
        { 1108, "RequestRefused" },
        { 1109, "Unauthorized" },
        { 1110, "RequestRefused" },
        { 1111, "RequestRefused" },
        { 1112, "RequestRefused" },
        { 1200, "Forbidden" },
        { 1201, "RequestRefused" },
        { 1211, "RequestRefused" },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Submit_EachCodeWithStatus200_IsARefusalWithTheServicesWords(int code, string id)
    {
        using AkoolBench akool = AkoolBench.Answering(200, $$"""{"code":{{code}},"msg":"words of {{code}}","data":null}""");

        SubmissionRefusedException refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => akool.SubmitAsync(AkoolBench.Least));

        Assert.Equal((id, $"{code}", $"Akool answered 200 ({code}): words of {code}"), (refused.Reason.ErrorId, refused.Reason.ServiceCode, refused.Reason.Message));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Read_EachCodeWithStatus200_IsAnError(int code, string id)
    {
        using AkoolBench akool = AkoolBench.Answering(200, $$"""{"code":{{code}},"msg":"words of {{code}}"}""");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => akool.Provider.ReadBalanceAsync(CancellationToken.None));

        Assert.Equal((id, $"{code}", $"Akool answered 200 ({code}): words of {code}"), (error.ErrorId, error.ServiceCode, error.Message));
    }

    [Theory]
    [InlineData(400, 1003, "RequestRefused")]
    [InlineData(401, 1101, "Unauthorized")]
    [InlineData(403, 1009, "Forbidden")]
    [InlineData(403, 1999, "Forbidden")]
    [InlineData(429, 1005, "RateLimited")]
    [InlineData(500, 1104, "PaymentRequired")]
    public async Task Submit_CodeWithAnErrorStatus_IsARefusal(int status, int code, string id)
    {
        using AkoolBench akool = AkoolBench.Answering(status, $$"""{"code":{{code}},"msg":"words","data":null}""");

        SubmissionRefusedException refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => akool.SubmitAsync(AkoolBench.Least));

        Assert.Equal((id, $"{code}", (System.Net.HttpStatusCode?)status), (refused.Reason.ErrorId, refused.Reason.ServiceCode, refused.Reason.HttpStatus));
    }

    /// <summary>After these nobody knows whether the clip is made.</summary>
    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>Please sign in</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"status":"ok"}""")]
    [InlineData(200, """{"code":1000,"msg":"OK","data":null}""")]
    [InlineData(200, """{"code":1000,"msg":"OK","data":{"_id":""}}""")]
    [InlineData(200, """{"code":1000,"msg":"OK","data":[]}""")]
    [InlineData(200, """{"code":1000,"msg":"OK","data":{"_id":"6891""")]
    [InlineData(200, """{"code":502,"msg":"bad gateway"}""")]
    [InlineData(200, """{"code":"ECONNRESET","msg":"upstream"}""")]
    [InlineData(404, "not here")]
    [InlineData(429, "slow down")]
    [InlineData(500, """{"code":1015,"msg":"create video error"}""")]
    [InlineData(500, """{"code":1999,"msg":"who knows"}""")]
    [InlineData(502, """{"code":502,"msg":"bad gateway"}""")]
    [InlineData(503, "<html>busy</html>")]
    [InlineData(400, """{"code":1000,"msg":"OK","data":{"_id":"68919a464b4dbdd4ab3d3034"}}""")]
    [InlineData(302, "")]
    public async Task Submit_AnythingElse_IsALostAnswerAndNotSentAgain(int status, string body)
    {
        var network = new StubNetwork(StubNetwork.Answer(status, body));
        using AkoolBench akool = AkoolBench.Over(network);

        _ = await Assert.ThrowsAsync<VideoGenException>(() => akool.SubmitAsync(AkoolBench.Least));

        _ = Assert.Single(network.Sent);
    }
}
