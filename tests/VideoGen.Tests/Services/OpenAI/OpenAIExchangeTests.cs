using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Providers.OpenAI;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Services.OpenAI;

/// <summary>Every endpoint against recorded exchanges: requests compared whole, answers read.</summary>
public sealed class OpenAIExchangeTests
{
    private const string Prompt = "A paper boat drifting down a rainy street";
    private const string Id = "video_68d7512d07848190b3e45da0ecbebcde004da08e1e0678d5";

    [Fact]
    public async Task Submit_TextWithResolutionAndRatio_SendsTheSize()
    {
        JobSnapshot job = await SubmitAsync("create", new VideoRequest { Prompt = Prompt, Duration = 8, Resolution = "720p", AspectRatio = "16:9" });

        Assert.Equal((Id, VideoStatus.Queued, 0, "sora-2", Prompt, 8), (job.Id, job.Status, job.Progress, job.Model, job.Prompt, job.Duration));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1758941485), job.CreatedAt);
        Assert.Equal(TimeSpan.FromSeconds(1.5), job.PollAfter);
        Assert.Null(job.Outputs);
    }

    [Fact]
    public async Task Submit_ImageByAddress_IsAMemberOfTheBody() => await SubmitAsync(
        "create-image-url",
        new VideoRequest { Prompt = Prompt, Model = "sora-2-pro", Resolution = "1024p", AspectRatio = "16:9", Image = new ImageReference(ImageKind.Url, "https://images.example/street.png?sig=a%2Fb") });

    [Fact]
    public async Task Submit_ImageById_IsAMemberOfTheBody() =>
        await SubmitAsync("create-image-id", new VideoRequest { Prompt = Prompt, Image = new ImageReference(ImageKind.Id, "file-8jKQ") });

    [Fact]
    public async Task Submit_ImageAsBytes_IsAFileOfAForm() =>
        await SubmitAsync("create-image-file", new VideoRequest { Prompt = Prompt, Duration = 12, Size = "1280x720", Image = File }, OpenAIFixture.Png(1280, 720));

    [Fact]
    public async Task Submit_OtherServer_GetsWhatItsModelsTakeAndNoKey() => await SubmitAsync(
        "create-farm",
        new VideoRequest
        {
            Prompt = Prompt,
            Duration = 5,
            Size = "832x480",
            NegativePrompt = "rain",
            Seed = 7,
            Option = JsonNode.Parse("""{"fps":16,"guidance_scale":4.5,"extra_params":{"flow_shift":3},"lora":null}""")!.AsObject(),
        },
        descriptor: Farm("Wan-AI/Wan2.2-T2V-A14B-Diffusers"));

    [Fact]
    public async Task Submit_ServerThatTakesForms_GetsObjectsAsJson() => await SubmitAsync(
        "create-form",
        new VideoRequest
        {
            Prompt = Prompt,
            Duration = 5,
            Size = "832x480",
            NegativePrompt = "rain",
            Seed = 7,
            Option = JsonNode.Parse("""{"fps":16,"generate_sound":true,"extra_params":{"flow_shift":3},"user":"ann","lora":null}""")!.AsObject(),
        },
        descriptor: Farm(null),
        settings: new Dictionary<string, string> { ["Body"] = "Form" });

    [Fact]
    public async Task Submit_OtherServerAndImageOfAnySize_IsAFileOfAForm() => await SubmitAsync(
        "create-farm-image",
        new VideoRequest { Prompt = Prompt, Size = "832x480", Image = File, Option = JsonNode.Parse("""{"fps":16}""")!.AsObject() },
        OpenAIFixture.Png(640, 480),
        Farm(null));

    [Fact]
    public async Task Read_Queued_ObeysThePauseTheServiceAsksFor()
    {
        JobSnapshot? job = await ReadAsync("get-queued");

        Assert.Equal((VideoStatus.Queued, TimeSpan.FromSeconds(2.5)), (job!.Status, job.PollAfter));
        Assert.Contains("\"status\":\"queued\"", job.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Running_HasItsProgress()
    {
        JobSnapshot? job = await ReadAsync("get-running");

        Assert.Equal((VideoStatus.Running, 33, null), (job!.Status, job.Progress, job.PollAfter));
    }

    [Fact]
    public async Task Read_Completed_HasItsContentAndWhenItGoesAway()
    {
        JobSnapshot? job = await ReadAsync("get-completed");

        Assert.Equal(VideoStatus.Completed, job!.Status);
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1758941600), DateTimeOffset.FromUnixTimeSeconds(1758945200)), (job.CompletedAt, job.ExpiresAt));
        VideoOutput output = Assert.Single(job.Outputs!);
        Assert.Equal($"https://api.openai.com/v1/videos/{Id}/content", output.Uri!.AbsoluteUri);
        Assert.Equal($"https://api.openai.com/v1/videos/{Id}/content?variant=thumbnail", output.Thumbnail!.AbsoluteUri);
        Assert.Equal(("video/mp4", 1280, 720, 8), (output.MediaType, output.Width, output.Height, output.Seconds));
    }

    [Fact]
    public async Task Read_Failed_HasTheServicesCodeAndWords()
    {
        JobSnapshot? job = await ReadAsync("get-failed");

        Assert.Equal(VideoStatus.Failed, job!.Status);
        Assert.Equal("moderation_blocked: Your request was blocked by our moderation system.", job.Error!.ToString());
    }

    [Fact]
    public async Task Read_UnknownId_IsNull() => Assert.Null(await ReadAsync("get-missing", "video_none"));

    [Fact]
    public async Task List_SeveralPages_ReadsThemAsTheyAreNeededAndPassesOverWhatIsNoJob()
    {
        Assert.Equal(["video_4", "video_3", "video_2"], await ListAsync(new JobListingQuery(), int.MaxValue, "list-first", "list-second", "list-last"));
        Assert.Equal(["video_4", "video_3"], await ListAsync(new JobListingQuery(), 2, "list-first"));
    }

    [Fact]
    public async Task List_NewestFew_AsksForNoMore() => Assert.Equal(["video_4", "video_3"], await ListAsync(new JobListingQuery { Newest = 2 }, 2, "list-newest"));

    [Fact]
    public async Task List_FilterThatTheServiceHasNot_AsksForWholePages() =>
        Assert.Equal(["video_4"], await ListAsync(new JobListingQuery { Newest = 1, Statuses = [VideoStatus.Completed] }, 1, "list-first"));

    [Fact]
    public async Task List_PageThatRepeatsItself_Ends() =>
        Assert.Equal(["video_4", "video_3", "video_4", "video_3"], await ListAsync(new JobListingQuery(), int.MaxValue, "list-first", "list-repeating"));

    [Fact]
    public async Task List_ServerWithoutPages_IsOnePage()
    {
        using var network = new RecordedNetwork("OpenAI", "list-sglang");
        using var bench = new ProviderBench(Farm(null), key: null, network: network);

        Assert.Equal(2, await new OpenAIProvider(bench.Context).ListAsync(new JobListingQuery(), CancellationToken.None).CountAsync());
        network.AssertPlayed();
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("delete-missing")]
    [InlineData("delete-unsupported")]
    [InlineData("delete-sglang")]
    public async Task Delete_DeletedOrGoneOrNeverKept_IsDone(string exchange) => Assert.Null(await DeleteAsync(exchange));

    [Theory]
    [InlineData("delete-active", "video_active")]
    [InlineData("delete-refused", null)]
    public async Task Delete_NotDeleted_SaysSo(string exchange, string? code)
    {
        VideoGenException? refusal = await DeleteAsync(exchange);

        Assert.Equal((VideoErrors.CannotDelete, code), (refusal!.Kind, refusal.ServiceCode));
    }

    [Fact]
    public void Exchanges_Recorded_AreAllUsed()
    {
        string source = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "tests", "VideoGen.Tests", "Services", "OpenAI", "OpenAIExchangeTests.cs"));
        Assert.All(Directory.GetFiles(RecordedNetwork.Folder("OpenAI")), file => Assert.Contains($"\"{Path.GetFileNameWithoutExtension(file)}\"", source, StringComparison.Ordinal));
    }

    private static ImageReference File { get; } = new(ImageKind.File, "/pictures/Straße 1.png");

    /// <summary>A registered server; its address is OpenAI's so that the recorded paths are the same.</summary>
    internal static ProviderDescriptor Farm(string? model) => new RegistrationRules(ProviderCatalog.BuiltIn)
        .ToEntry(new ProviderRegistration("farm", "OpenAI", "https://api.openai.com/v1") { Model = model }).Descriptor;

    private static async Task<JobSnapshot> SubmitAsync(
        string exchange, VideoRequest request, byte[]? image = null, ProviderDescriptor? descriptor = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        using var network = new RecordedNetwork("OpenAI", exchange);
        descriptor ??= OpenAIProvider.Description;
        using var bench = new ProviderBench(descriptor, key: descriptor.Kind is null ? "test-key" : null, network: network, settings: settings);
        VideoRequest validated = new RequestValidator(descriptor).Validate(request with { Provider = descriptor.Name }, skip: false).Request;
        ImageContent? content = image is not null ? ImageContent.Of("Straße 1.png", _ => Task.FromResult<Stream>(new MemoryStream(image)))
            : request.Image is { } reference ? ImageContent.Of(reference.Value) : null;

        JobSnapshot job = await new OpenAIProvider(bench.Context).SubmitAsync(new Submission("key", validated) { Image = content }, CancellationToken.None);

        network.AssertPlayed();
        return job;
    }

    private static async Task<JobSnapshot?> ReadAsync(string exchange, string id = Id)
    {
        using var network = new RecordedNetwork("OpenAI", exchange);
        using var bench = new ProviderBench(OpenAIProvider.Description, network: network);
        IReadOnlyList<JobSnapshot?> jobs = await new OpenAIProvider(bench.Context).ReadAsync([id], CancellationToken.None);
        network.AssertPlayed();
        return Assert.Single(jobs);
    }

    private static async Task<string[]> ListAsync(JobListingQuery query, int take, params string[] exchanges)
    {
        using var network = new RecordedNetwork("OpenAI", exchanges);
        using var bench = new ProviderBench(OpenAIProvider.Description, network: network);
        string[] ids = await new OpenAIProvider(bench.Context).ListAsync(query, CancellationToken.None).Take(take).Select(job => job.Id).ToArrayAsync();
        network.AssertPlayed();
        return ids;
    }

    private static async Task<VideoGenException?> DeleteAsync(string exchange)
    {
        using var network = new RecordedNetwork("OpenAI", exchange);
        using var bench = new ProviderBench(OpenAIProvider.Description, network: network);
        IReadOnlyList<VideoGenException?> ends = await new OpenAIProvider(bench.Context).DeleteAsync([Id], CancellationToken.None);
        network.AssertPlayed();
        return Assert.Single(ends);
    }
}
