using System.Text.Json.Nodes;
using VideoGen.Providers;
using VideoGen.Providers.Artnex;
using static VideoGen.Tests.Services.Artnex.ArtnexBench;

namespace VideoGen.Tests.Services.Artnex;

/// <summary>Every endpoint and field, as exchanges in the form of the service's page.</summary>
public sealed class ArtnexExchangeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("text-to-video")]
    public async Task Submit_Text_IsTextToVideoWithTheServicesDefaultsLeftToIt(string? mode)
    {
        JobSnapshot job = await PlayAsync("text-to-video", Submission(Text with { Model = "VEO3.1", Option = mode is null ? null : new JsonObject { ["mode"] = mode } }));

        Assert.Equal(("req_abc123xyz", VideoStatus.Queued, null), (job.Id, job.Status, job.Cost));
    }

    [Fact]
    public async Task Submit_EveryFieldAndOptions_AreInTheBody()
    {
        VideoRequest request = Text with { Model = "kling-v2.6-pro", AspectRatio = "1:1", Duration = 16, Option = new JsonObject { ["seed"] = 7 } };

        JobSnapshot job = await PlayAsync("text-to-video-every-field", Submission(request));

        Assert.Equal(("req_abc123xyz", VideoStatus.Queued, null), (job.Id, job.Status, job.Cost));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("image-to-video")]
    public async Task Submit_ImageAddress_IsImageToVideo(string? mode)
    {
        VideoRequest request = Picture with { Model = "veo3.1-i2v", AspectRatio = "9:16", Duration = 8, Option = mode is null ? null : new JsonObject { ["mode"] = mode } };

        Assert.Equal("req_abc123xyz", (await PlayAsync("image-to-video", Submission(request))).Id);
    }

    [Fact]
    public async Task Submit_ImageFile_IsADataUri()
    {
        JobSnapshot job = await PlayAsync("image-to-video-bytes", Submission(Picture, Bytes(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)));

        Assert.Equal((VideoStatus.Running, null), (job.Status, job.Cost));
    }

    [Fact]
    public async Task Read_EveryStateOfThePage_IsTold()
    {
        using var network = new RecordedNetwork("Artnex", "status-pending", "status-completed", "status-error");
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network);
        var provider = new ArtnexProvider(bench.Context);
        var jobs = new List<JobSnapshot>();
        for (int i = 0; i < 3; i++)
        {
            jobs.Add(Assert.Single(await provider.ReadAsync(["req_abc123xyz"], CancellationToken.None))!);
        }

        network.AssertPlayed();
        Assert.Equal([VideoStatus.Queued, VideoStatus.Completed, VideoStatus.Failed], jobs.Select(job => job.Status));
        Assert.Equal("https://cdn.artnex.ai/videos/req_abc123xyz.mp4", Assert.Single(jobs[1].Outputs!).Uri!.AbsoluteUri);
        Assert.Equal((new VideoCost(3000, "credits", true), TimeSpan.FromHours(24)), (jobs[1].Cost, jobs[1].OutputLifetime));
        Assert.Equal(new JobError("error", "Generation failed"), jobs[2].Error);
        Assert.Null(jobs[2].Cost);
    }

    [Fact]
    public async Task Read_IdTheServiceDoesNotKnow_IsNullAndOneSegment()
    {
        using var network = new RecordedNetwork("Artnex", "status-unknown-id");
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network);

        Assert.Equal([null], await new ArtnexProvider(bench.Context).ReadAsync(["a/b?c"], CancellationToken.None));
        network.AssertPlayed();
        Assert.Equal("NotFoundAtService", (await Assert.ThrowsAsync<VideoGenException>(() => new ArtnexProvider(bench.Context).ReadAsync([".."], CancellationToken.None))).ErrorId);
    }

    [Theory]
    [InlineData("video/status/{request_id}?full=1")]
    [InlineData("/video/status/{request_id}?full=1")]
    public async Task Read_StatusPathIsSet_IsAskedThere(string template)
    {
        using var network = new RecordedNetwork("Artnex", "status-second-path");
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network, settings: new Dictionary<string, string> { ["StatusPath"] = template });

        Assert.Equal(VideoStatus.Queued, Assert.Single(await new ArtnexProvider(bench.Context).ReadAsync(["req_abc123xyz"], CancellationToken.None))!.Status);
        network.AssertPlayed();
    }

    [Theory]
    [InlineData("video/status", "has no {request_id} in it")]
    [InlineData("video/{id}", "has no {request_id} in it")]
    [InlineData("https://elsewhere.example/{request_id}", "is no path below the service's address")]
    [InlineData("//elsewhere.example/{request_id}", "is no path below the service's address")]
    [InlineData("video/#{request_id}", "is no path below the service's address")]
    public async Task StatusPath_OfNoUse_IsRefusedBeforeAnythingIsSent(string template, string words)
    {
        using var network = new RecordedNetwork("Artnex");
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network, settings: new Dictionary<string, string> { ["StatusPath"] = template });
        var provider = new ArtnexProvider(bench.Context);

        VideoGenException unread = await Assert.ThrowsAsync<VideoGenException>(() => provider.ReadAsync(["req_1"], CancellationToken.None));
        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => provider.SubmitAsync(Submission(Text), CancellationToken.None));

        network.AssertPlayed();
        Assert.All([unread, unsent.Reason], e =>
        {
            Assert.Equal("InvalidEndpoint", e.ErrorId);
            Assert.Contains(words, e.Message, StringComparison.Ordinal);
            Assert.Contains("VIDEOGEN_ARTNEX_STATUS_PATH", e.Remedy, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("""{"status":"processing"}""", VideoStatus.Running)]
    [InlineData("""{"status":"PENDING","success":"yes","video_url":null,"credits_used":{}}""", VideoStatus.Queued)]
    [InlineData("""{"status":"failed","error":"content_policy","message":"Not this."}""", VideoStatus.Failed, "content_policy: Not this.")]
    [InlineData("""{"status":"error","error":"The model broke down"}""", VideoStatus.Failed, "error: The model broke down")]
    [InlineData("""{"status":"error","error":{"code":"x1","message":"Broke"}}""", VideoStatus.Failed, "x1: Broke")]
    [InlineData("""{"status":"error"}""", VideoStatus.Failed, "error: The service gave no reason.")]
    public async Task Read_WordsAndFormsThatAreNotDocumented_AreTolerated(string body, VideoStatus status, string? error = null)
    {
        JobSnapshot? job = await ReadAsync(200, body);

        Assert.Equal((status, error), (job!.Status, job.Error?.ToString()));
    }

    [Theory]
    [InlineData("2000", 2000.0)]
    [InlineData("\"2000\"", 2000.0)]
    [InlineData("12.5", 12.5)]
    [InlineData("-1", null)]
    [InlineData("\"many\"", null)]
    [InlineData("null", null)]
    public async Task Read_CreditsInAnyForm_AreTheCharge(string credits, double? expected)
    {
        JobSnapshot? job = await ReadAsync(200, $$"""{"status":"completed","video_url":"https://cdn.artnex.ai/a.mp4","credits_used":{{credits}} }""");

        Assert.Equal(expected is { } amount ? new VideoCost((decimal)amount, "credits", true) : null, job!.Cost);
    }

    [Theory]
    [InlineData("""{"success":true,"status":"completed"}""", "InvalidResponse")]
    [InlineData("""{"success":true,"status":"completed","video_url":"file:///etc/passwd"}""", "InvalidResponse")]
    [InlineData("""{"success":true}""", "InvalidResponse")]
    [InlineData("""{"success":false}""", "InvalidResponse")]
    [InlineData("[]", "InvalidResponse")]
    [InlineData("<html></html>", "InvalidResponse")]
    [InlineData("""{"success":false,"error":"invalid_api_key","message":"Revoked."}""", "Unauthorized")]
    public async Task Read_AnswerThatSaysNothingOfTheJob_IsAnErrorAndNoEnd(string body, string id) =>
        Assert.Equal(id, (await Assert.ThrowsAsync<VideoGenException>(() => ReadAsync(200, body))).ErrorId);

    [Theory]
    [InlineData("""{"request_id":"req_1"}""", VideoStatus.Queued)]
    [InlineData("""{"request_id":"req_1","status":7,"success":0,"credits_used":"?"}""", VideoStatus.Queued)]
    [InlineData("""{"request_id":"req_1","status":"completed"}""", VideoStatus.Running)]
    [InlineData("""{"success":false,"request_id":"req_1","status":"error","message":"x"}""", VideoStatus.Running)]
    public async Task Submit_OddWordsBesideTheId_DoNotLoseTheJob(string body, VideoStatus status)
    {
        JobSnapshot job = await SubmitAsync(200, body);

        Assert.Equal(("req_1", status), (job.Id, job.Status));
    }

    private static async Task<JobSnapshot> PlayAsync(string exchange, Submission submission)
    {
        using var network = new RecordedNetwork("Artnex", exchange);
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network);
        JobSnapshot job = await new ArtnexProvider(bench.Context).SubmitAsync(submission, CancellationToken.None);
        network.AssertPlayed();
        return job;
    }
}
