using VideoGen.Client;
using VideoGen.Providers.Phaseo;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>What the service would refuse is refused before anything is sent, with the place and the nearest valid choice.</summary>
public sealed class PhaseoRulesTests
{
    private static readonly VideoRequest Lake = new() { Model = "google/veo-3.1-lite", Prompt = "a lake" };

    public static TheoryData<string, string, string> WrongOptions => new()
    {
        { """{"providr":{}}""", "UnsupportedValue", "did you mean provider?" },
        { """{"Output":{"access":"both"}}""", "UnsupportedValue", "did you mean output?" },
        { """{"duration_seconds":4}""", "UnsupportedValue", "'duration_seconds'" },
        { """{"duration":0}""", "UnsupportedValue", "'duration' takes a whole number from 1 to 120" },
        { """{"duration":121}""", "UnsupportedValue", "from 1 to 120" },
        { """{"duration":4.5}""", "UnsupportedValue", "a whole number" },
        { """{"duration":"4"}""", "UnsupportedValue", "a whole number" },
        { """{"duration":null}""", "UnsupportedValue", "a whole number" },
        { """{"duration":4,"seconds":"4"}""", "ConflictingValues", "duration and seconds" },
        { """{"seconds":8}""", "UnsupportedValue", "'seconds' takes 4, 8, 12, 16 or 20" },
        { """{"seconds":"9"}""", "UnsupportedValue", "4, 8, 12, 16 or 20" },
        { """{"size":"1280x720","aspect_ratio":"16:9"}""", "ConflictingValues", "not both" },
        { """{"size":""}""", "UnsupportedValue", "text that is not empty" },
        { """{"seed":1e30}""", "UnsupportedValue", "'seed'" },
        { """{"seed":9007199254740992}""", "UnsupportedValue", "'seed'" },
        { """{"sample_count":0}""", "UnsupportedValue", "from 1 to 4" },
        { """{"sample_count":5}""", "UnsupportedValue", "from 1 to 4" },
        { """{"compression_quality":101}""", "UnsupportedValue", "from 0 to 100" },
        { """{"compression_quality":-1}""", "UnsupportedValue", "from 0 to 100" },
        { """{"person_generation":true}""", "UnsupportedValue", "'person_generation' takes text" },
        { """{"resize_mode":["crop"]}""", "UnsupportedValue", "'resize_mode' takes text" },
        { """{"generate_audio":"yes"}""", "UnsupportedValue", "true or false" },
        { """{"output":{"access":"byte"}}""", "UnsupportedValue", "the nearest is bytes" },
        { """{"output":"both"}""", "UnsupportedValue", "'output' takes an object" },
        { """{"provider":{"only":"google"}}""", "UnsupportedValue", "'provider.only' takes a list of texts" },
        { """{"provider":{"order":[1]}}""", "UnsupportedValue", "'provider.order' takes a list of texts" },
        { """{"provider":{"include_alpha":1}}""", "UnsupportedValue", "'provider.include_alpha' takes true or false" },
        { """{"provider_params":[]}""", "UnsupportedValue", "'provider_params' takes an object" },
        { """{"debug":{"trace_level":"ful"}}""", "UnsupportedValue", "the nearest is full" },
        { """{"debug":{"enabled":"on"}}""", "UnsupportedValue", "'debug.enabled'" },
        { """{"input_references":[{"type":"image_url"}]}""", "MissingValue", "'input_references[0].image_url' is missing" },
        { """{"input_references":[{"type":"image_url","image_url":{"url":""}}]}""", "UnsupportedValue", "'input_references[0].image_url.url'" },
        { """{"input_references":[{"type":"image_url","role":"first","image_url":{"url":"x"}}]}""", "UnsupportedValue", "'first' is no input_references[0].role" },
        { """{"input_references":[{"type":"video_url","video_url":{"url":"http://example.com/a.mp4"}}]}""", "UnsupportedValue", "https" },
        { """{"input_references":[{"role":"mask"}]}""", "MissingValue", "'input_references[0].type' is missing" },
        { """{"input_references":[{"type":"image_url","image_url":{"url":"x"},"style":"a"}]}""", "UnsupportedValue", "'input_references[0].style'" },
        { """{"input_references":["x"]}""", "UnsupportedValue", "a list of objects" },
        { """{"input_reference":{"file_id":"f","image_url":"u"}}""", "ConflictingValues", "exactly one" },
        { """{"input_reference":{}}""", "ConflictingValues", "exactly one" },
        { """{"input_video_duration":0}""", "UnsupportedValue", "above 0 and up to 3600" },
        { """{"input_audio_duration":1.9}""", "UnsupportedValue", "from 2 to 20" },
        { """{"webhook":{"events":["completed"]}}""", "MissingValue", "no address" },
        { """{"webhook":{"url":"https://example.com","endpoint_id":"e"}}""", "ConflictingValues", "not both" },
        { """{"webhook":{"url":"ftp://example.com"}}""", "UnsupportedValue", "no http(s) address" },
        { """{"webhook":{"url":"https://example.com","secret":"canary"}}""", "UnsupportedValue", "give WebhookSecret" },
        { """{"webhook":{"url":"https://example.com","events":["video.complete"]}}""", "UnsupportedValue", "the nearest is completed" },
        { """{"webhook":{"url":"https://example.com","retries":3}}""", "UnsupportedValue", "'webhook.retries'" },
        { """{"prompt":"another"}""", "ConflictingValues", "'prompt'" },
        { """{"Model":"another"}""", "ConflictingValues", "'Model'" },
    };

    public static TheoryData<string> RightOptions => new()
    {
        """{"duration":120,"size":"1280x720","seed":-9007199254740991,"sample_count":4,"generate_audio":false,"enhance_prompt":true,"negative_prompt":""}""",
        """{"resolution":"4K","aspect_ratio":"1:1","compression_quality":0,"provider":{},"output":{},"provider_params":{"duration":4},"debug":{},"beta":null}""",
        """{"provider":{"allow_fallbacks":false,"max_price":{"second":1},"zdr":true}}""",
        """{"webhook":{"url":"https://example.com","events":["created","video.progress","job.status_changed","expired"]}}""",
        """{"input_references":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},{"type":"audio_url","role":"source","reference_type":"voice","audio_url":{"url":"https://example.com/a.mp3"}}]}""",
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Validate_WrongOption_IsRefusedWithItsPlace(string option, string id, string words)
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => Validate(Lake with { Option = Json(option) }));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RightOptions))]
    public void Validate_DocumentedOption_IsTaken(string option) => Assert.NotNull(Validate(Lake with { Option = Json(option) }));

    public static TheoryData<string, string, string> WrongParameters => new()
    {
        { "Role", "UnsupportedValue", "the nearest is reference" },
        { "FirstFrameTwice", "ConflictingValues", "Image is the first frame already" },
        { "LastFrameTwice", "ConflictingValues", "LastImage is the last frame already" },
        { "EventsWithoutUri", "MissingValue", "WebhookUri" },
        { "Event", "UnsupportedValue", "the nearest is failed" },
        { "RelativeWebhook", "UnsupportedValue", "no http(s) address" },
        { "WebhookTwice", "ConflictingValues", "'webhook'" },
        { "ReferencesTwice", "ConflictingValues", "'input_references'" },
        { "SizeAndResolution", "ConflictingValues", "not both" },
        { "Duration", "UnsupportedValue", "1 to 120 s" },
        { "Length", "UnsupportedValue", "6 or 10 s" },
        { "Resolution", "UnsupportedValue", "720p" },
        { "Prompt", "MissingValue", "Prompt" },
        { "LongPrompt", "UnsupportedValue", "32,000" },
        { "Audio", "UnsupportedValue", "AudioUri" },
        { "Effect", "UnsupportedValue", "Effect" },
    };

    [Theory]
    [MemberData(nameof(WrongParameters))]
    public void Validate_WrongParameter_IsRefused(string which, string id, string words)
    {
        VideoRequest request = which switch
        {
            "Role" => Lake with { ReferenceImages = [new ReferenceImage(Url("a.png"), "referenc")] },
            "FirstFrameTwice" => Lake with { Image = Url("a.png"), ReferenceImages = [new ReferenceImage(Url("b.png"), "First_Frame")] },
            "LastFrameTwice" => Lake with { Image = Url("a.png"), LastImage = Url("b.png"), ReferenceImages = [new ReferenceImage(Url("c.png"), "last_frame")] },
            "EventsWithoutUri" => Lake with { WebhookEvents = ["completed"] },
            "Event" => Lake with { WebhookUri = new Uri("https://example.com"), WebhookEvents = ["faild"] },
            "RelativeWebhook" => Lake with { WebhookUri = new Uri("/hook", UriKind.Relative) },
            "WebhookTwice" => Lake with { WebhookUri = new Uri("https://example.com"), Option = Json("""{"webhook":{"endpoint_id":"e"}}""") },
            "ReferencesTwice" => Lake with { Image = Url("a.png"), Option = Json("""{"input_references":[]}""") },
            "SizeAndResolution" => Lake with { Size = "1280x720", Option = Json("""{"resolution":"720p"}""") },
            "Duration" => Lake with { Duration = 121 },
            "Length" => Lake with { Model = "minimax/hailuo-02", Duration = 7 },
            "Resolution" => Lake with { Resolution = "721p" },
            "Prompt" => Lake with { Prompt = null, Image = Url("a.png") },
            "LongPrompt" => Lake with { Prompt = new string('a', 32_001) },
            "Audio" => Lake with { AudioUri = new Uri("https://example.com/a.mp3") },
            _ => Lake with { Effect = "zoom" },
        };

        VideoGenException error = Assert.Throws<VideoGenException>(() => Validate(request));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_NoModelAndManyClips_TakesTheCheapestDocumentedModelAndLeavesTheCountToSeveralJobs()
    {
        VideoRequest request = Validate(new VideoRequest { Prompt = "a lake", Count = 9 });

        Assert.Equal(("google/veo-3.1-lite", 9), (request.Model, request.Count));
    }

    [Fact]
    public void Validate_ModelThatNobodyListed_IsTakenAsItIs() =>
        Assert.Equal("new/model-1", Validate(new VideoRequest { Prompt = "a lake", Model = "new/model-1", Resolution = "8K", Duration = 120 }).Model);

    /// <summary>The quick look takes nothing that the whole check refuses.</summary>
    [Fact]
    public void IsPlain_AnyValues_IsNeverWhatTheWholeCheckRefuses()
    {
        IEnumerable<Func<VideoRequest, VideoRequest>> changes =
        [
            .. new int?[] { null, int.MinValue, 0, 1, 120, 121, int.MaxValue }.Select(value => (Func<VideoRequest, VideoRequest>)(request => request with { Duration = value })),
            .. new long?[] { long.MinValue, -(1L << 53), 1 - (1L << 53), (1L << 53) - 1, 1L << 53, long.MaxValue }.Select(value => (Func<VideoRequest, VideoRequest>)(request => request with { Seed = value })),
            .. new int?[] { 0, 1, 4, 5, int.MaxValue }.Select(value => (Func<VideoRequest, VideoRequest>)(request => request with { Count = value })),
            .. new[] { null, "", " ", "720p", "\ud800" }.SelectMany(text => (Func<VideoRequest, VideoRequest>[])
                [r => r with { Model = text }, r => r with { Prompt = text }, r => r with { Size = text }, r => r with { Resolution = text }, r => r with { AspectRatio = text }, r => r with { NegativePrompt = text }]),
            .. Enum.GetValues<AudioMode>().Select(value => (Func<VideoRequest, VideoRequest>)(request => request with { Audio = value, EnhancePrompt = true })),
            r => r with { Image = Url("a.png") },
            r => r with { LastImage = Url("a.png") },
            r => r with { ReferenceImages = [new ReferenceImage(Url("a.png"), "firstframe")] },
            r => r with { WebhookUri = new Uri("ftp://example.com") },
            r => r with { Option = Json("""{"providr":{}}""") },
            r => r with { Option = [] },
        ];
        int plain = 0;
        foreach (VideoRequest request in changes.SelectMany(_ => changes, (first, second) => second(first(Lake))).Where(PhaseoRules.IsPlain))
        {
            plain++;
            Assert.Null(Record.Exception(() => PhaseoRules.CheckWhole(request)));
        }

        Assert.True(plain > 500, $"{plain} are plain");
        Assert.True(PhaseoRules.IsPlain(Lake with { Duration = 8, Resolution = "720p", AspectRatio = "16:9", Seed = 7, Audio = AudioMode.None }));
    }

    private static VideoRequest Validate(VideoRequest request) => new RequestValidator(PhaseoCatalog.Description).Validate(request, skip: false).Request;
}
