using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Tests.Services.Dafty;

/// <summary>What is refused before anything is sent.</summary>
public sealed class DaftyRulesTests
{
    private static readonly ProviderDescriptor Descriptor = ProviderCatalog.BuiltIn.Find("Dafty").Descriptor;
    private static readonly ImageReference Image = new(ImageKind.Url, "https://example.com/a.png");
    private static readonly VideoRequest One = new() { Provider = "Dafty", Prompt = "Slow push-in", Image = Image };
    private static readonly VideoRequest Two = One with { LastImage = Image };

    public static TheoryData<VideoRequest, string, string> Refused { get; } = new()
    {
        { One with { Prompt = null }, "MissingValue", "Prompt" },
        { One with { Prompt = "" }, "MissingValue", "Prompt" },
        { One with { Prompt = new string('x', 2001) }, "UnsupportedValue", "2,000" },
        { One with { Image = null }, "MissingValue", "Image" },
        { One with { Image = null, LastImage = Image }, "MissingValue", "Image" },
        { One with { NegativePrompt = new string('x', 1001) }, "UnsupportedValue", "1,000" },
        { One with { Duration = 0 }, "UnsupportedValue", "nearest is 1" },
        { One with { Duration = 16 }, "UnsupportedValue", "nearest is 15" },
        { Two with { Duration = 3 }, "UnsupportedValue", "nearest is 4" },
        { Two with { Duration = 16 }, "UnsupportedValue", "nearest is 15" },
        { One with { Resolution = "1080p" }, "UnsupportedValue", "720p" },
        { One with { AspectRatio = "16:9" }, "UnsupportedValue", "LastImage" },
        { Two with { AspectRatio = "16:10" }, "UnsupportedValue", "it has auto, 16:9" },
        { One with { Size = "1280x720" }, "UnsupportedValue", "Size" },
        { One with { AudioUri = new Uri("https://example.com/a.mp3") }, "UnsupportedValue", "AudioUri" },
        { One with { Audio = AudioMode.Custom }, "MissingValue", "AudioUri" },
        { One with { Seed = 1 }, "UnsupportedValue", "Seed" },
        { One with { Effect = "x" }, "UnsupportedValue", "Effect" },
        { One with { Premium = true }, "UnsupportedValue", "Premium" },
        { One with { EnhancePrompt = true }, "UnsupportedValue", "EnhancePrompt" },
        { One with { WebhookUri = new Uri("https://example.com/h") }, "UnsupportedValue", "WebhookUri" },
        { One with { ReferenceImages = [new ReferenceImage(Image)] }, "UnsupportedValue", "ReferenceImage" },
        { One with { Model = "veo" }, "UnknownModel", "video" },
        { One with { Image = new ImageReference(ImageKind.Url, "http://example.com/a.png") }, "NeedsImageUrl", "https" },
        { One with { Image = new ImageReference(ImageKind.Url, "https://localhost/a.png") }, "NeedsImageUrl", "https" },
        { Two with { LastImage = new ImageReference(ImageKind.Url, "http://example.com/a.png") }, "NeedsImageUrl", "LastImage" },
        { One with { Image = new ImageReference(ImageKind.Url, $"https://example.com/{new string('x', 2048)}") }, "UnsupportedValue", "2,048" },
        { One with { Option = new JsonObject { ["image"] = "x" } }, "ConflictingValues", "image" },
        { Two with { Option = new JsonObject { ["endImage"] = "x" } }, "ConflictingValues", "endImage" },
        { One with { Duration = 5, Option = new JsonObject { ["duration"] = 6 } }, "ConflictingValues", "duration" },
    };

    public static TheoryData<VideoRequest> Taken { get; } =
    [
        One,
        One with { Duration = 1, Resolution = "480P", Audio = AudioMode.None, NegativePrompt = new string('x', 1000), Prompt = new string('x', 2000) },
        One with { Duration = 15, Audio = AudioMode.Generate, Option = new JsonObject { ["seed"] = 7 } },
        One with { Image = new ImageReference(ImageKind.Id, "up_1") },
        One with { Image = new ImageReference(ImageKind.DataUri, $"data:image/png;base64,{new string('A', 4000)}") },
        One with { AspectRatio = "auto" },
        Two,
        Two with { Duration = 4, AspectRatio = "21:9" },
        Two with { Duration = 15, AspectRatio = "AUTO" },
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Validate_WhatTheServiceWouldRefuse_IsRefusedWithTheNearestChoice(VideoRequest request, string errorId, string word)
    {
        var e = Assert.Throws<VideoGenException>(() => Validate(request));
        Assert.Equal(errorId, e.ErrorId);
        Assert.Contains(word, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public void Validate_WhatTheServiceTakes_IsTaken(VideoRequest request) => Assert.Empty(Validate(request).Warnings);

    [Fact]
    public void Validate_NothingAskedFor_IsLeftToTheService()
    {
        VideoRequest request = Validate(One with { AspectRatio = "auto" }).Request;
        Assert.Equal((null, null, null, null), (request.Duration, request.Resolution, request.AspectRatio, request.Audio));
        Assert.Equal("auto", Validate(Two with { AspectRatio = "auto" }).Request.AspectRatio);
    }

    [Theory]
    [InlineData("5c1e8b34-2a9f-4d61-8e07-3b2c1a0f9d4e", true)]
    [InlineData("5C1E8B34-2A9F-4D61-8E07-3B2C1A0F9D4E", true)]
    [InlineData("up_3f9a-4C_2e", true)]
    [InlineData("up_", false)]
    [InlineData("up_a/b", false)]
    [InlineData("cat.png", false)]
    [InlineData("5c1e8b34", false)]
    public void IsImageId_Text_IsAnIdInTheServicesForms(string text, bool expected) => Assert.Equal(expected, Descriptor.IsImageId(text));

    [Fact]
    public void Quote_AnyRequest_IsUnknownInTheServicesUnit()
    {
        PriceQuote quote = Descriptor.Quote!(One);
        Assert.Equal((false, "CU"), (quote.IsKnown, quote.Unit));
        Assert.NotNull(quote.Note);
    }

    private static ValidatedRequest Validate(VideoRequest request) => new RequestValidator(Descriptor).Validate(request, skip: false);
}
