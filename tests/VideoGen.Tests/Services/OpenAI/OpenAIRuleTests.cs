using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Providers.OpenAI;
using VideoGen.Tests.Emulators;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.OpenAI;

/// <summary>What is refused before anything is sent, what is filled in, and what it costs.</summary>
public sealed class OpenAIRuleTests
{
    [Theory]
    [InlineData("sora-2", null, null, null, null)]
    [InlineData("sora-2", "720p", null, null, "720x1280")]
    [InlineData("sora-2", null, "16:9", null, "1280x720")]
    [InlineData("sora-2-pro", "1024p", null, null, "1024x1792")]
    [InlineData("SORA-2-PRO", "1024p", "16:9", null, "1792x1024")]
    [InlineData("sora-2-pro", null, null, "1792X1024", "1792x1024")]
    [InlineData("wan", "720p", "16:9", null, "1280x720")]
    [InlineData("wan", "480P", "9:16", null, "480x854")]
    [InlineData("wan", "4k", "16:9", null, "3840x2160")]
    [InlineData("wan", "1080p", "1:1", null, "1080x1080")]
    [InlineData("wan", null, null, "640x480", "640x480")]
    [InlineData("sora-2-2025-12-08", null, null, "1920x1080", "1920x1080")]
    public void Validate_ResolutionAndRatio_BecomeASize(string model, string? resolution, string? ratio, string? size, string? expected)
    {
        VideoRequest validated = Validate(new VideoRequest { Model = model, Prompt = "a cat", Resolution = resolution, AspectRatio = ratio, Size = size });

        Assert.Equal((expected, null, null), (validated.Size, validated.Resolution, validated.AspectRatio));
    }

    [Theory]
    [InlineData("sora-2", null, null, "640x480", "UnsupportedValue", "the nearest is 1280x720")]
    [InlineData("sora-2", null, null, "1024x1792", "UnsupportedValue", "the nearest is 720x1280")]
    [InlineData("sora-2", "1024p", null, null, "UnsupportedValue", "it has 720p")]
    [InlineData("sora-2", "720p", "1:1", null, "UnsupportedValue", "9:16 or 16:9")]
    [InlineData("wan", "720p", null, null, "MissingValue", "1280x720")]
    [InlineData("wan", null, "16:9", null, "MissingValue", "1280x720")]
    [InlineData("wan", "high", "16:9", null, "UnsupportedValue", "1280x720")]
    [InlineData("wan", "720p", "wide", null, "UnsupportedValue", "1280x720")]
    [InlineData("wan", "720p", "0:9", null, "UnsupportedValue", "1280x720")]
    public void Validate_NoSizeFollows_IsRefusedNamingOne(string model, string? resolution, string? ratio, string? size, string kind, string hint)
    {
        VideoGenException refusal = Assert.Throws<VideoGenException>(
            () => Validate(new VideoRequest { Model = model, Prompt = "a cat", Resolution = resolution, AspectRatio = ratio, Size = size }));

        Assert.Equal(kind, refusal.ErrorId);
        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"prompt":"b"}""")]
    [InlineData("""{"Seconds":"8"}""")]
    [InlineData("""{"input_reference":"x"}""")]
    public void Validate_OptionThatIsSetAlready_IsAConflict(string option)
    {
        VideoGenException refusal = Assert.Throws<VideoGenException>(() => Validate(new VideoRequest
        {
            Prompt = "a cat",
            Image = new ImageReference(ImageKind.Url, "https://a.example/a.png"),
            Option = JsonNode.Parse(option)!.AsObject(),
        }));

        Assert.Equal(VideoErrors.ConflictingValues, refusal.Kind);
    }

    [Fact]
    public void Validate_ModelsOfOpenAI_TakeNeitherSeedNorOddLengths()
    {
        Assert.Equal(VideoErrors.UnsupportedValue, Assert.Throws<VideoGenException>(() => Validate(new VideoRequest { Prompt = "a cat", Seed = 1 })).Kind);
        Assert.Equal(VideoErrors.UnsupportedValue, Assert.Throws<VideoGenException>(() => Validate(new VideoRequest { Prompt = "a cat", Duration = 6 })).Kind);
        Assert.Equal(VideoErrors.UnsupportedValue, Assert.Throws<VideoGenException>(() => Validate(new VideoRequest { Prompt = new string('a', 32001) })).Kind);
        Assert.Equal(6, Validate(new VideoRequest { Model = "wan", Prompt = "a cat", Seed = 1, Duration = 6 }).Duration);
    }

    [Fact]
    public async Task Submit_ImageOfAnotherSizeThanTheClip_IsNotSent()
    {
        NotSentException unsent = await SubmitImageAsync(OpenAIFixture.Png(800, 600));

        Assert.Equal(VideoErrors.UnsupportedValue, unsent.Reason.Kind);
        Assert.Contains("800x600", unsent.Reason.Message, StringComparison.Ordinal);
        Assert.Contains("720x1280", unsent.Reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ImageOfAFormatTheModelDoesNotTake_IsNotSent() =>
        Assert.Equal(VideoErrors.UnsupportedValue, (await SubmitImageAsync([.. "GIF89a"u8, 0xD0, 0x02, 0x00, 0x05, 0, 0, 0])).Reason.Kind);

    [Fact]
    public async Task Submit_NoImageAtAll_IsNotSent() =>
        Assert.Equal(VideoErrors.UnreadableImage, (await SubmitImageAsync([.. "hello"u8])).Reason.Kind);

    [Theory]
    [InlineData("sora-2", 8, null, 0.80)]
    [InlineData("sora-2", null, "1280x720", 0.40)]
    [InlineData("sora-2-pro", 12, "720x1280", 3.60)]
    [InlineData("sora-2-pro", 4, "1792x1024", 2.00)]
    public void Quote_ModelsOfOpenAI_IsTheirPriceASecond(string model, int? seconds, string? size, double dollars)
    {
        PriceQuote quote = OpenAIProvider.Description.Quote!(new VideoRequest { Model = model, Duration = seconds, Size = size });

        Assert.Equal(((decimal)dollars, (decimal)dollars, "USD", new DateOnly(2026, 8, 22)), (quote.Least, quote.Most, quote.Unit, quote.AsOf));
    }

    [Fact]
    public void Quote_OtherModelsAndServers_IsUnknown()
    {
        Assert.False(OpenAIProvider.Description.Quote!(new VideoRequest { Model = "wan" }).IsKnown);
        Assert.False(OpenAIExchangeTests.Farm("sora-2").Quote!(new VideoRequest { Model = "sora-2" }).IsKnown);
    }

    private static VideoRequest Validate(VideoRequest request) =>
        new RequestValidator(OpenAIProvider.Description).Validate(request with { Provider = "OpenAI" }, skip: false).Request;

    private static async Task<NotSentException> SubmitImageAsync(byte[] image)
    {
        var network = new StubNetwork(StubNetwork.Answer(200, """{"id":"a"}"""));
        using var bench = new ProviderBench(OpenAIProvider.Description, network: network);
        VideoRequest request = Validate(new VideoRequest { Prompt = "a cat", Image = new ImageReference(ImageKind.File, "/a.png") });
        var submission = new Submission("key", request) { Image = ImageContent.Of("a.png", _ => Task.FromResult<Stream>(new MemoryStream(image))) };
        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => new OpenAIProvider(bench.Context).SubmitAsync(submission, CancellationToken.None));
        Assert.Empty(network.Sent);
        return unsent;
    }
}
