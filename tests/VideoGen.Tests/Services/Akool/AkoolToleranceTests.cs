using VideoGen.Providers;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Akool;

/// <summary>Answers that are not quite what the pages have.</summary>
public sealed class AkoolToleranceTests
{
    [Theory]
    [InlineData("""{"code":"1000","msg":"OK","data":{"_id":"68919a464b4dbdd4ab3d3034","uid":"x","status":"2","create_time":"1754362438519","deduction_credit":"20","prompt":7,"video_url":{},"video_duration":null,"extend_prompt":"yes","new":[1]}}""")]
    [InlineData("""{"code":1000,"data":{"_id":"68919a464b4dbdd4ab3d3034","status":2,"create_time":1754362438519,"deduction_credit":20,"prompt":7,"video_url":"half \ud83d","update_time":"1e400","video_duration":1e400}}""")]
    [InlineData("""{"code":1000,"data":{"_id":"68919a464b4dbdd4ab3d3034","status":2.0,"create_time":1754362438519.0,"deduction_credit":20.0,"prompt":"7"}}""")]
    public async Task Submit_OddMembersInASuccess_DoNotLoseTheClip(string body)
    {
        using AkoolBench akool = AkoolBench.Answering(200, body);

        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least);

        Assert.Equal((AkoolBench.Id1, VideoStatus.Running, 20m, "7"), (job.Id, job.Status, job.Cost!.Amount, job.Prompt));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1754362438519), job.CreatedAt);
    }

    [Theory]
    [InlineData("""{"successList":[{"_id":"68919a464b4dbdd4ab3d3034"}]}""", "job unknown unknown")]
    [InlineData("""{"successList":null,"errorList":[{"code":1003,"msg":"a"},"b",{"error":"c"}]}""", "RequestRefused RequestRefused RequestRefused")]
    [InlineData("""{"successList":[{"_id":"68919a464b4dbdd4ab3d3034"},7,{"status":1}],"errorList":[]}""", "job unknown unknown")]
    [InlineData("""{"successList":[{"_id":"1"},{"_id":"2"},{"_id":"3"},{"_id":"4"}]}""", "job job job")]
    [InlineData("""{"successList":[{"_id":"1"},{"_id":"2"}],"errorList":{}}""", "job job unknown")]
    [InlineData("""{"successList":[{"_id":"1"}],"errorList":"2 failed"}""", "job unknown unknown")]
    public async Task SubmitBatch_ListsThatAreNotWhatWasAsked_SayOfEachClipWhatIsKnown(string data, string expected)
    {
        using AkoolBench akool = AkoolBench.Answering(200, $$"""{"code":1000,"msg":"OK","data":{{data}}}""");
        Submission submission = AkoolBench.Submission(AkoolBench.Least with { Count = 3 });

        IReadOnlyList<BatchEnd> ends = await akool.Provider.SubmitBatchAsync([submission, submission, submission], CancellationToken.None);

        Assert.Equal(expected, string.Join(' ', ends.Select(end => end.Job is not null ? "job" : end.Refusal?.ErrorId ?? "unknown")));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"result":[]}""")]
    public async Task SubmitBatch_NoListAtAll_IsALostAnswer(string data)
    {
        using AkoolBench akool = AkoolBench.Answering(200, $$"""{"code":1000,"msg":"OK","data":{{data}}}""");

        VideoGenException lost = await Assert.ThrowsAsync<VideoGenException>(() => akool.Provider.SubmitBatchAsync([AkoolBench.Submission(AkoolBench.Least with { Count = 2 })], CancellationToken.None));

        Assert.Equal("InvalidResponse", lost.ErrorId);
    }

    [Fact]
    public async Task Read_OneUnknownIdToldAsAnError_IsNull()
    {
        using AkoolBench akool = AkoolBench.Answering(200, """{"code":1008,"msg":"content does not exist","data":null}""");

        Assert.Null(Assert.Single(await akool.Provider.ReadAsync([AkoolBench.Id1], CancellationToken.None)));
        Assert.Equal("NotFoundAtService", (await Assert.ThrowsAsync<VideoGenException>(() => akool.Provider.ReadAsync([AkoolBench.Id1, AkoolBench.Id2], CancellationToken.None))).ErrorId);
    }

    [Theory]
    [InlineData(404, "no such page", "NotFoundAtService")]
    [InlineData(200, """{"code":1000,"msg":"OK","data":null}""", "InvalidResponse")]
    [InlineData(200, """{"code":1000,"msg":"OK"}""", "InvalidResponse")]
    public async Task Read_NoListOfClips_IsAnErrorAndNotAnUnknownId(int status, string body, string id)
    {
        using AkoolBench akool = AkoolBench.Answering(status, body);

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => akool.Provider.ReadAsync([AkoolBench.Id1], CancellationToken.None));

        Assert.Equal(id, error.ErrorId);
    }

    [Fact]
    public async Task Read_IdsThatNameNoClip_AskNobody()
    {
        var network = new StubNetwork(StubNetwork.Answer(500));
        using AkoolBench akool = AkoolBench.Over(network);

        Assert.Equal([null, null], await akool.Provider.ReadAsync(["a,b", " "], CancellationToken.None));
        Assert.Equal("CannotDelete", Assert.Single(await akool.Provider.DeleteAsync(["a,b"], CancellationToken.None))!.ErrorId);
        Assert.Empty(network.Sent);
    }

    [Fact]
    public async Task Read_CompletedWithoutALink_IsStillToCome()
    {
        using AkoolBench akool = AkoolBench.Answering(200, $$$"""{"code":1000,"msg":"OK","data":{"result":[{"_id":"{{{AkoolBench.Id1}}}","status":3,"video_url":"","deduction_credit":0}]}}""");

        JobSnapshot job = Assert.Single(await akool.Provider.ReadAsync([AkoolBench.Id1], CancellationToken.None))!;

        Assert.Equal((VideoStatus.Running, null, null), (job.Status, job.Outputs, job.Cost));
    }

    [Fact]
    public async Task Read_EndNotDated_CountsTheLifeFromTheBeginning()
    {
        using AkoolBench akool = AkoolBench.Answering(200, $$$"""{"code":1000,"msg":"OK","data":{"result":[{"_id":"{{{AkoolBench.Id1}}}","status":3,"video_url":"https://example.com/a.mp4","create_time":1754362438519,"update_time":99999999999999999999}]}}""");

        JobSnapshot job = Assert.Single(await akool.Provider.ReadAsync([AkoolBench.Id1], CancellationToken.None))!;

        Assert.Equal((null, DateTimeOffset.FromUnixTimeMilliseconds(1754362438519) + TimeSpan.FromDays(7)), (job.CompletedAt, job.ExpiresAt));
    }

    [Fact]
    public async Task List_EndpointIsGone_SaysSo()
    {
        using AkoolBench akool = AkoolBench.Answering(404, "no such page");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(async () => await akool.Provider.ListAsync(new JobListingQuery(), CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());

        Assert.Equal("CannotList", error.ErrorId);
    }

    [Fact]
    public async Task List_Filtered_ReadsWholePages()
    {
        var network = new StubNetwork(StubNetwork.Answer(200, """{"code":1000,"data":[]}"""));
        using AkoolBench akool = AkoolBench.Over(network);

        Assert.False(await akool.Provider.ListAsync(new JobListingQuery { Newest = 1, Statuses = [VideoStatus.Failed] }, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());

        Assert.Equal("?page=1&size=50", Assert.Single(network.Sent).Uri.Query);
    }

    [Fact]
    public async Task ListModels_OddNumbers_AreLeftOut()
    {
        using AkoolBench akool = AkoolBench.Answering(200, """{"code":1000,"data":[{"value":"m","durationList":[5,1e20,-1,null,"8"],"resolutionList":[null,{"label":"x"}]},{"label":"no value"},7]}""");

        VideoModel model = Assert.Single(await akool.Provider.ListModelsAsync(CancellationToken.None));

        Assert.Equal(("m", "5 or 8", "m.", 0), (model.Name, model.Durations, model.Description, model.Resolutions.Count));
    }

    [Fact]
    public async Task List_ServiceThatKnowsNoPages_EndsAfterTheFirst()
    {
        string page = $$"""{"code":1000,"data":[{"_id":"{{AkoolBench.Id1}}","video_status":3,"external_video":"https://example.com/a.mp4"},{"_id":"{{AkoolBench.Id2}}","type":15,"video_status":2}]}""";
        var network = new StubNetwork(StubNetwork.Answer(200, page), StubNetwork.Answer(200, """{"code":1000,"data":{"result":[]}}"""), StubNetwork.Answer(200, page));
        using AkoolBench akool = AkoolBench.Over(network);
        var jobs = new List<(string, VideoStatus)>();

        await foreach (JobSnapshot job in akool.Provider.ListAsync(new JobListingQuery { Newest = 2 }, CancellationToken.None))
        {
            jobs.Add((job.Id, job.Status));
        }

        Assert.Equal([(AkoolBench.Id1, VideoStatus.Completed), (AkoolBench.Id2, VideoStatus.Running)], jobs);
        Assert.Equal(["?page=1&size=2", "", "?page=2&size=2"], network.Sent.Select(sent => sent.Uri.Query));
    }
}
