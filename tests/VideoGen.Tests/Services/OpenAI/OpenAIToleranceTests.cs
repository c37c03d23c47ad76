using VideoGen.Providers;
using VideoGen.Providers.OpenAI;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.OpenAI;

/// <summary>Answers as the other servers of the shape give them (recorded in <c>Answers/</c>, from their pages and sources).</summary>
public sealed class OpenAIToleranceTests
{
    [Theory]
    [InlineData("vllm-omni-completed", VideoStatus.Completed, 100, 5, 1758941485000)]
    [InlineData("vllm-omni-failed", VideoStatus.Failed, 0, 4, 1758941485000)]
    [InlineData("sglang-cloud", VideoStatus.Completed, 100, 5, 1758941485000)]
    [InlineData("sglang-failed", VideoStatus.Failed, 0, 4, 1758941485000)]
    [InlineData("newapi-queued", VideoStatus.Queued, 0, 8, 1764347090922)]
    [InlineData("together-running", VideoStatus.Running, null, 8, 1758941485750)]
    [InlineData("gateway-pending", VideoStatus.Queued, null, 8, 1758941485000)]
    [InlineData("gateway-processing", VideoStatus.Running, 42, null, null)]
    [InlineData("gateway-succeeded", VideoStatus.Completed, null, 8, null)]
    [InlineData("gateway-cancelled", VideoStatus.Cancelled, null, null, null)]
    [InlineData("gateway-error-text", VideoStatus.Failed, null, null, null)]
    [InlineData("gateway-invented", VideoStatus.Running, null, null, null)]
    public async Task Read_AnswerOfAnotherServer_IsUnderstood(string name, VideoStatus status, int? progress, int? seconds, long? createdMilliseconds)
    {
        JobSnapshot job = await ReadAsync(name);

        Assert.Equal((status, progress, seconds), (job.Status, job.Progress, job.Duration));
        Assert.Equal(createdMilliseconds, job.CreatedAt?.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("vllm-omni-completed", "https://farm.example/v1/videos/asked/content")]
    [InlineData("sglang-cloud", "https://bucket.example/9a.mp4?X-Amz-Signature=1")]

    // A link to this machine from a server elsewhere is not followed.
    [InlineData("gateway-succeeded", "https://farm.example/v1/videos/asked/content")]
    public async Task Read_Completed_TellsWhereTheClipIs(string name, string uri)
    {
        VideoOutput output = Assert.Single((await ReadAsync(name)).Outputs!);

        Assert.Equal(uri, output.Uri!.OriginalString);
        Assert.Null(output.Thumbnail);
    }

    [Theory]
    [InlineData("vllm-omni-failed", "500: CUDA out of memory")]
    [InlineData("sglang-failed", "failed: CUDA out of memory")]
    [InlineData("gateway-error-text", "failed: out of memory")]
    public async Task Read_Failed_SaysWhy(string name, string error) => Assert.Equal(error, (await ReadAsync(name)).Error!.ToString());

    [Fact]
    public void Answers_Recorded_AreAllUsed() => Assert.Equal(12, Directory.GetFiles(Folder).Length);

    [Theory]
    [InlineData("""{"id":12}""", "12", VideoStatus.Queued)]
    [InlineData("""{"id":"a b/c","status":"pending"}""", "a b/c", VideoStatus.Queued)]
    [InlineData("""{"id":"x","status":"queued","prompt":"a fox \ud83d"}""", "x", VideoStatus.Queued)]
    public async Task Submit_LeastAnswer_IsAJob(string body, string id, VideoStatus status)
    {
        JobSnapshot job = await SubmitAsync(new StubNetwork(StubNetwork.Answer(200, body)));

        Assert.Equal((id, status), (job.Id, job.Status));
    }

    /// <summary>Nobody knows then whether the job was made.</summary>
    [Theory]
    [InlineData("""{"status":"queued"}""")]
    [InlineData("""{"id":"..","status":"queued"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html>")]
    public async Task Submit_AnswerWithoutAnId_IsLost(string body)
    {
        VideoGenException lost = await Assert.ThrowsAsync<VideoGenException>(() => SubmitAsync(new StubNetwork(StubNetwork.Answer(200, body))));

        Assert.Equal(VideoErrors.InvalidResponse, lost.Kind);
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("3600000")]
    public async Task Read_PauseThatMakesNoSense_IsLeftOut(string milliseconds)
    {
        JobSnapshot job = await ReadAsync(new StubNetwork(_ =>
        {
            HttpResponseMessage answer = StubNetwork.Answer(200, """{"id":"x","status":"queued"}""")(null!);
            answer.Headers.Add("openai-poll-after-ms", milliseconds);
            return answer;
        }));

        Assert.Null(job.PollAfter);
    }

    /// <summary>Nothing has left yet, so nothing is lost.</summary>
    [Fact]
    public async Task Submit_FormCannotCarryAName_IsNotSent()
    {
        using var network = new StubNetwork(StubNetwork.Answer(200, """{"id":"x"}"""));
        using var bench = new ProviderBench(OpenAIExchangeTests.Farm(null), key: null, network: network, settings: new Dictionary<string, string> { [OpenAICreate.BodySetting] = "form" });
        var request = new VideoRequest { Prompt = "a cat", Option = new System.Text.Json.Nodes.JsonObject { ["a\r\nb"] = 1 } };
        _ = await Assert.ThrowsAsync<NotSentException>(() => new OpenAIProvider(bench.Context).SubmitAsync(new Submission("key", request), CancellationToken.None));
        Assert.Empty(network.Sent);
    }

    private static string Folder => Path.Combine(Repository.Root, "tests", "VideoGen.Tests", "Services", "OpenAI", "Answers");

    private static async Task<JobSnapshot> ReadAsync(string name) =>
        await ReadAsync(new StubNetwork(StubNetwork.Answer(200, await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")))));

    private static async Task<JobSnapshot> ReadAsync(StubNetwork network)
    {
        using var bench = new ProviderBench(OpenAIExchangeTests.Farm(null), new Uri("https://farm.example/v1"), key: null, network: network);
        JobSnapshot? job = Assert.Single(await new OpenAIProvider(bench.Context).ReadAsync(["asked"], CancellationToken.None));
        Assert.Equal("asked", job!.Id);
        return job;
    }

    private static async Task<JobSnapshot> SubmitAsync(StubNetwork network)
    {
        using var bench = new ProviderBench(OpenAIExchangeTests.Farm(null), key: null, network: network);
        return await new OpenAIProvider(bench.Context).SubmitAsync(new Submission("key", new VideoRequest { Prompt = "a cat" }), CancellationToken.None);
    }
}
