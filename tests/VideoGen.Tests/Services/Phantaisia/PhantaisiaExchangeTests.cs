using System.Text.Json.Nodes;
using VideoGen.Providers;
using VideoGen.Providers.Phantaisia;
using static VideoGen.Tests.Services.Phantaisia.PhantaisiaBench;

namespace VideoGen.Tests.Services.Phantaisia;

/// <summary>Every endpoint and field, as exchanges in the form of the service's page.</summary>
public sealed class PhantaisiaExchangeTests
{
    [Fact]
    public async Task Submit_OneImage_IsTheSingleFrameEndpoint()
    {
        JobSnapshot job = await PlayAsync("single-frame", Submission(Portrait with { Model = "advanced", Duration = 4 }));

        Assert.Equal(("job-abc123", VideoStatus.Queued), (job.Id, job.Status));
        Assert.Equal("""{"id":"job-abc123","status":"IN_QUEUE"}""", job.Raw);
    }

    [Fact]
    public async Task Submit_EveryFieldAndOptions_AreInTheBody()
    {
        VideoRequest request = Portrait with
        {
            Prompt = "The subject waves and smiles at the camera.",
            Duration = 8,
            AspectRatio = "9:16",
            Option = JsonNode.Parse("""{"seed":7,"camera":{"move":["pan",null]}}""")!.AsObject(),
        };

        JobSnapshot job = await PlayAsync("single-frame-every-field", Submission(request, Bytes(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)));

        Assert.Equal(("job-abc124", VideoStatus.Running), (job.Id, job.Status));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("auto")]
    public async Task Submit_TwoImages_IsTheEndpointWithoutARatio(string? ratio)
    {
        VideoRequest request = Transition with
        {
            Prompt = "Smooth transition from standing to sitting.",
            Image = new ImageReference(ImageKind.Url, "https://example.com/start.jpg"),
            Duration = 8,
            AspectRatio = ratio,
        };

        Assert.Equal("job-xyz789", (await PlayAsync("first-last-frame", Submission(request))).Id);
    }

    [Fact]
    public async Task Submit_TwoFiles_AreDataUrisOfWhatTheyAre()
    {
        VideoRequest request = Transition with { Prompt = "A smile begins.", Duration = 6, Option = new JsonObject { ["seed"] = 7 } };

        Submission submission = Submission(request, Bytes(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A), Bytes(0xFF, 0xD8, 0xFF));

        Assert.Equal("job-xyz790", (await PlayAsync("first-last-frame-bytes", submission)).Id);
    }

    [Fact]
    public async Task Read_EveryStateOfTheTable_IsAskedByPostWithoutABody()
    {
        using var network = new RecordedNetwork("Phantaisia", "status-queued", "status-running", "status-completed", "status-failed");
        using var bench = new ProviderBench(PhantaisiaProvider.Description, network: network);
        var provider = new PhantaisiaProvider(bench.Context);
        var jobs = new List<JobSnapshot>();
        for (int i = 0; i < 4; i++)
        {
            jobs.Add(Assert.Single(await provider.ReadAsync(["job-xyz789"], CancellationToken.None))!);
        }

        network.AssertPlayed();
        Assert.Equal([VideoStatus.Queued, VideoStatus.Running, VideoStatus.Completed, VideoStatus.Failed], jobs.Select(job => job.Status));
        Assert.All(jobs, job => Assert.Equal("job-xyz789", job.Id));
        Assert.Equal("https://cdn.example.com/job-xyz789.mp4?sig=1", Assert.Single(jobs[2].Outputs!).Uri!.AbsoluteUri);
        Assert.Equal(new JobError("FAILED", "VEO generation failed"), jobs[3].Error);
        Assert.All(jobs, job => Assert.True(job.Cost is null && job.ExpiresAt is null));
    }

    [Fact]
    public async Task Read_IdTheServiceDoesNotKnow_IsNullAndOneSegment()
    {
        using var network = new RecordedNetwork("Phantaisia", "status-unknown-id");
        using var bench = new ProviderBench(PhantaisiaProvider.Description, network: network);

        IReadOnlyList<JobSnapshot?> jobs = await new PhantaisiaProvider(bench.Context).ReadAsync(["a/b?c", ".."], CancellationToken.None);

        network.AssertPlayed();
        Assert.Equal([null, null], jobs);
    }

    [Theory]
    [InlineData("""{"id":"job-1","status":"IN_QUEUE"}""", VideoStatus.Queued)]
    [InlineData("""{"id":"job-1","status":"in_progress","output":null}""", VideoStatus.Running)]
    [InlineData("""{"id":"job-1","status":"WARMING_UP","output":"later","eta":3}""", VideoStatus.Running)]
    [InlineData("""{"id":"job-1","status":"COMPLETED","output":{"video_url":"https://a.example/b.mp4"}}""", VideoStatus.Completed)]
    [InlineData("""{"id":"job-1","status":"COMPLETED","output":{"video_error":"cut"}}""", VideoStatus.Failed, "COMPLETED: cut")]
    [InlineData("""{"id":"job-1","status":"FAILED"}""", VideoStatus.Failed, "FAILED: The service gave no reason.")]
    [InlineData("""{"id":"job-1","status":"CANCELLED","output":{}}""", VideoStatus.Failed, "CANCELLED: The service gave no reason.")]
    [InlineData("""{"id":"job-1","status":"TIMED_OUT","output":{"video_error":"too slow"}}""", VideoStatus.Failed, "TIMED_OUT: too slow")]
    public async Task Read_WordsAndFormsThatAreNotDocumented_AreTolerated(string body, VideoStatus status, string? error = null)
    {
        JobSnapshot? job = await ReadAsync(200, body);

        Assert.Equal((status, error), (job!.Status, job.Error?.ToString()));
    }

    [Theory]
    [InlineData("""{"id":"job-1","status":"COMPLETED","output":{}}""")]
    [InlineData("""{"id":"job-1","status":"COMPLETED","output":{"video_url":"javascript:alert(1)"}}""")]
    [InlineData("""{"id":"job-1"}""")]
    [InlineData("""{"detail":"maintenance"}""")]
    [InlineData("[]")]
    [InlineData("<html></html>")]
    public async Task Read_AnswerThatSaysNothing_IsAnErrorAndNoEnd(string body) =>
        Assert.Equal(VideoErrors.InvalidResponse, (await Assert.ThrowsAsync<VideoGenException>(() => ReadAsync(200, body))).Kind);

    [Theory]
    [InlineData("""{"id":"job-1"}""", VideoStatus.Running)]
    [InlineData("""{"id":"job-1","status":7,"output":[]}""", VideoStatus.Running)]
    [InlineData("""{"id":"job-1","status":"COMPLETED"}""", VideoStatus.Running)]
    public async Task Submit_OddWordsBesideTheId_DoNotLoseTheJob(string body, VideoStatus status)
    {
        JobSnapshot job = await SubmitAsync(200, body);

        Assert.Equal(("job-1", status), (job.Id, job.Status));
    }

    private static async Task<JobSnapshot> PlayAsync(string exchange, Submission submission)
    {
        using var network = new RecordedNetwork("Phantaisia", exchange);
        using var bench = new ProviderBench(PhantaisiaProvider.Description, network: network);
        JobSnapshot job = await new PhantaisiaProvider(bench.Context).SubmitAsync(submission, CancellationToken.None);
        network.AssertPlayed();
        return job;
    }
}
