using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Phaseo;
using static VideoGen.Tests.Services.Phaseo.PhaseoExchanges;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Creates against recorded exchanges: the whole body compared.</summary>
public sealed class PhaseoSubmitTests
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    [Fact]
    public async Task Submit_LeastRequest_SendsModelAndPromptOnly()
    {
        JobSnapshot made = await PlayAsync(provider => provider.SubmitAsync(Submission(new VideoRequest { Model = "google/veo-3.1-lite", Prompt = "a paper boat", Count = 1, Audio = AudioMode.Default }), default), "create-least");

        Assert.Equal((Id, VideoStatus.Queued, null, null), (made.Id, made.Status, made.Cost, made.Outputs));
    }

    [Fact]
    public async Task Submit_EveryParameterAndOption_IsTheDocumentedBody()
    {
        var request = new VideoRequest
        {
            Model = "google/veo-3.1",
            Prompt = "A paper boat – ünïcode",
            Duration = 8,
            Resolution = "1080p",
            AspectRatio = "16:9",
            Seed = -7,
            Count = 4,
            NegativePrompt = "people",
            Audio = AudioMode.Generate,
            EnhancePrompt = false,
            Image = Url("first.png"),
            LastImage = Url("last.png"),
            ReferenceImages = [new ReferenceImage(Url("plain.png")), new ReferenceImage(Url("mask.png"), " Mask", "style")],
            WebhookUri = new Uri("https://example.com/hook?x=1"),
            WebhookEvents = ["completed", "video.failed"],
            Option = Json("""
                {"provider":{"order":["google-vertex"],"only":["google-vertex","google-ai-studio"],"ignore":["fal"],"include_alpha":true,"sort":"price"},
                 "output":{"access":"signed_url"},"provider_params":{"cfg":0.5},"compression_quality":80,"person_generation":"allow_adult","resize_mode":"crop",
                 "debug":{"enabled":true,"return_upstream_request":false,"return_upstream_response":false,"trace":true,"trace_level":"full"},
                 "beta":{"x":1},"echo_upstream_request":true}
                """),
        };
        Assert.Equal(request, PhaseoRules.Check(request, PhaseoCatalog.Description.AnyModel!));

        JobSnapshot made = await PlayAsync(provider => provider.SubmitAsync(Submission(request) with { WebhookSecret = new Secret("whsec_test") }, default), "create-full");

        Assert.Equal((VideoStatus.Queued, 0, 8, TimeSpan.FromSeconds(20)), (made.Status, made.Progress, made.Duration, made.PollAfter));
        Assert.Equal(new VideoCost(0.44m, "USD", Charged: false), made.Cost);
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 10, 0, 0, TimeSpan.Zero), made.CreatedAt);
        Assert.DoesNotContain("whsec_test", made.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_SizeAndImageFileAndRegisteredWebhook_IsAnsweredInTheFormOfAugust()
    {
        VideoRequest request = Boat with { Audio = AudioMode.None, Image = new ImageReference(ImageKind.File, "/a.png"), Option = Json("""{"webhook":{"endpoint_id":"whe_1","events":["job.status_changed"]}}""") };
        Assert.Equal(request, PhaseoRules.Check(request, PhaseoCatalog.Description.AnyModel!));
        var image = ImageContent.Of("a.png", _ => Task.FromResult<Stream>(new MemoryStream(PngSignature)));

        JobSnapshot made = await PlayAsync(provider => provider.SubmitAsync(new Submission("key", request) { Image = image }, default), "create-size");

        Assert.Equal((VideoStatus.Queued, 4, "a boat", null), (made.Status, made.Duration, made.Prompt, made.ExpiresAt));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1775037600), made.CreatedAt);
    }

    [Fact]
    public async Task Submit_MembersOfAugust_GoThroughOptionAndACompletedJobHasItsContentPath()
    {
        var request = new VideoRequest { Model = "sora-2", Prompt = "a boat", Option = Json("""{"seconds":"8","input_reference":{"file_id":"file_1"},"routing":{"only":["openai"]},"input_video_duration":1.5,"input_audio_duration":2}""") };
        Assert.Equal(request, PhaseoRules.Check(request, PhaseoCatalog.Description.AnyModel!));

        JobSnapshot made = await PlayAsync(provider => provider.SubmitAsync(Submission(request), default), "create-august");

        Assert.Equal(VideoStatus.Completed, made.Status);
        Assert.Equal($"https://api.phaseo.app/v1/videos/{Id}/content", Assert.Single(made.Outputs!).Uri!.AbsoluteUri);
    }

    [Fact]
    public async Task Submit_TroubleBeforeTheRequest_IsNotSent()
    {
        Submission boat = Submission(Boat);
        Assert.Equal("ConflictingValues", await UnsentAsync(boat with { Request = Boat with { Option = Json("""{"duration":8}""") } }));
        Assert.Equal("ConflictingValues", await UnsentAsync(boat with { WebhookSecret = new Secret("whsec_test"), Request = Boat with { Option = Json("""{"webhook":{"url":"https://example.com"}}""") } }));
        Assert.Equal("UnsupportedValue", await UnsentAsync(boat with { Request = Boat with { Audio = AudioMode.Custom, AudioUri = new Uri("https://example.com/a.mp3") } }));
        Assert.Equal("UnreadableImage", await UnsentAsync(boat with { Image = ImageContent.Of("a.txt", _ => Task.FromResult<Stream>(new MemoryStream([1, 2, 3]))) }));
        Assert.Equal("NotSubmitted", await UnsentAsync(boat with { Image = ImageContent.Of("a.png", token => Task.FromCanceled<Stream>(new CancellationToken(canceled: true))) }));
    }

    private static async Task<string> UnsentAsync(Submission submission) =>
        (await Assert.ThrowsAsync<NotSentException>(() => PlayAsync(provider => provider.SubmitAsync(submission, default)))).Reason.ErrorId;

    [Fact]
    public async Task Submit_NoKey_IsNotSentAndNamesTheVariable()
    {
        using var network = new RecordedNetwork("Phaseo");
        using var bench = new ProviderBench(PhaseoCatalog.Description, key: null, network: network);

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => new PhaseoProvider(bench.Context).SubmitAsync(Submission(Boat), default));

        Assert.Equal("CredentialMissing", unsent.Reason.ErrorId);
        Assert.Contains("VIDEOGEN_PHASEO_KEY", unsent.Reason.Remedy, StringComparison.Ordinal);
    }
}
