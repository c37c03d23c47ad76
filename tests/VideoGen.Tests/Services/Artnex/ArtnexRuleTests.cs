using System.Text.Json.Nodes;
using VideoGen.Providers;
using VideoGen.Providers.Artnex;
using VideoGen.Tests.Rows;
using static VideoGen.Tests.Services.Artnex.ArtnexBench;

namespace VideoGen.Tests.Services.Artnex;

/// <summary>What is chosen for the user, what it costs, and what is refused, before anything is sent.</summary>
public sealed class ArtnexRuleTests
{
    [Theory]
    [InlineData("veo3.1", false, 3000, "4, 6 or 8", "16:9,9:16")]
    [InlineData("veo3-fast", false, 2000, "4, 6 or 8", "16:9,9:16")]
    [InlineData("sora-2", false, 3500, "4, 8 or 12", "16:9,9:16")]
    [InlineData("sora-2-pro", false, 6000, "4, 8 or 12", "16:9,9:16")]
    [InlineData("kling-v2.5-turbo-pro", false, 1500, "5 or 10", "16:9,9:16,1:1")]
    [InlineData("kling-v2.6-pro", false, 5500, "5, 10 or 16", "16:9,9:16,1:1")]
    [InlineData("wan-2.5", false, 3500, "5 or 10", "16:9,9:16,1:1")]
    [InlineData("seedance-v1.5-pro-t2v", false, 2600, "4 to 12", "16:9,9:16,1:1")]
    [InlineData("veo3.1-i2v", true, 3500, "4, 6 or 8", "16:9,9:16,1:1")]
    [InlineData("veo3-fast-i2v", true, 2000, "4, 6 or 8", "16:9,9:16,1:1")]
    [InlineData("kling-v2.5-turbo-pro-i2v", true, 1500, "5 or 10", "16:9,9:16,1:1")]
    [InlineData("wan-2.5-i2v", true, 1500, "5 to 10", "16:9,9:16,1:1")]
    [InlineData("seedance-v1.5-pro-i2v", true, 1500, "4 to 12", "16:9,9:16,1:1")]
    public void Model_OfTheTables_HasItsPriceLengthsAndRatios(string name, bool image, int credits, string durations, string ratios)
    {
        ModelDescriptor model = Assert.Single(ArtnexProvider.Description.Models, model => model.Name == name);
        PriceQuote quote = ArtnexProvider.Description.Quote!(Validate((image ? Picture : Text) with { Model = name }));

        Assert.Equal((durations, ratios), (model.Durations!.ToString(), string.Join(',', model.AspectRatios)));
        Assert.Equal(PriceQuote.Exact(credits, "credits", new DateOnly(2026, 11, 21)), quote);
        Assert.Equal(13, ArtnexProvider.Description.Models.Count);
    }

    [Fact]
    public void Price_ModelThatIsNotInTheTables_IsUnknownInCredits()
    {
        PriceQuote quote = ArtnexProvider.Description.Quote!(Text with { Model = "veo4" });

        Assert.Equal((false, "credits"), (quote.IsKnown, quote.Unit));
    }

    [Theory]
    [InlineData(false, null, null, "kling-v2.5-turbo-pro")]
    [InlineData(false, 10, "1:1", "kling-v2.5-turbo-pro")]
    [InlineData(false, 8, null, "veo3-fast")]
    [InlineData(false, 8, "1:1", "seedance-v1.5-pro-t2v")]
    [InlineData(false, 12, "16:9", "seedance-v1.5-pro-t2v")]
    [InlineData(false, 16, null, "kling-v2.6-pro")]
    [InlineData(true, null, null, "kling-v2.5-turbo-pro-i2v")]
    [InlineData(true, 7, null, "wan-2.5-i2v")]
    [InlineData(true, 4, "9:16", "seedance-v1.5-pro-i2v")]
    public void Model_NotGiven_IsTheCheapestThatCanDoIt(bool image, int? duration, string? ratio, string model)
    {
        VideoRequest request = Validate((image ? Picture : Text) with { Duration = duration, AspectRatio = ratio });

        Assert.Equal((model, duration, ratio), (request.Model, request.Duration, request.AspectRatio));
    }

    public static TheoryData<VideoRequest, string, string> Refusals => new()
    {
        { Text with { Model = "veo3.1", Duration = 5 }, "UnsupportedValue", "Artnex veo3.1 makes 4, 6 or 8 s clips; 5 is not one of them, the nearest is 4; with the model kling-v2.5-turbo-pro, kling-v2.6-pro or wan-2.5 it is one." },
        { Text with { Duration = 99 }, "UnsupportedValue", "Artnex kling-v2.6-pro makes 5, 10 or 16 s clips; 99 is not one of them, the nearest is 16." },
        { Text with { Duration = 3 }, "UnsupportedValue", "the nearest is 4" },
        { Text with { Model = "sora-2", AspectRatio = "1:1" }, "UnsupportedValue", "'1:1' is no aspect ratio of Artnex sora-2: it has 16:9 or 9:16" },
        { Text with { AspectRatio = "4:3" }, "UnsupportedValue", "it has 16:9, 9:16 or 1:1" },
        { Picture with { Model = "veo3.1" }, "UnsupportedValue", "Artnex veo3.1 has nothing for Image; leave it out, or use the model veo3.1-i2v." },
        { Picture with { Model = "sora-2" }, "UnsupportedValue", "or use the model veo3.1-i2v, veo3-fast-i2v or kling-v2.5-turbo-pro-i2v." },
        { Text with { Model = "veo3.1-i2v" }, "MissingValue", "Artnex veo3.1-i2v starts from an image: give Image." },
        { Text with { Model = "veo3.2" }, "UnknownModel", "the nearest is veo3.1" },
        { Text with { Prompt = null }, "MissingValue", "give Prompt" },
        { Picture with { Prompt = "" }, "MissingValue", "give Prompt" },
        { Text with { Prompt = new string('x', 4001) }, "UnsupportedValue", "4,001 characters; Artnex kling-v2.5-turbo-pro takes 4,000" },
        { Picture with { LastImage = new ImageReference(ImageKind.Url, "https://example.com/b.png") }, "UnsupportedValue", "nothing for LastImage" },
        { Picture with { Image = new ImageReference(ImageKind.Url, "http://example.com/a.png") }, "NeedsImageUrl", "https" },
        { Text with { Resolution = "1080p" }, "UnsupportedValue", "no choice of resolution" },
        { Text with { Seed = 1 }, "UnsupportedValue", "nothing for Seed" },
        { Text with { WebhookUri = new Uri("https://example.com/") }, "UnsupportedValue", "nothing for WebhookUri" },
        { Text with { Option = new JsonObject { ["mode"] = "image-to-video" } }, "MissingValue", "give Image" },
        { Picture with { Option = new JsonObject { ["mode"] = "text-to-video" } }, "ConflictingValues", "leave out Image" },
        { Text with { Option = new JsonObject { ["mode"] = "video-to-video" } }, "UnsupportedValue", "for this request it is text-to-video" },
        { Text with { Option = new JsonObject { ["mode"] = null } }, "UnsupportedValue", "it has text-to-video or image-to-video" },
        { Text with { Option = new JsonObject { ["model"] = "sora-2" } }, "ConflictingValues", "'model'" },
        { Text with { Duration = 5, Option = new JsonObject { ["duration"] = 10 } }, "ConflictingValues", "'duration'" },
        { Picture with { Option = new JsonObject { ["image"] = "AAAA" } }, "ConflictingValues", "'image'" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Validator_WhatTheServiceWouldRefuse_IsRefusedWithTheNearestChoice(VideoRequest request, string id, string words)
    {
        VideoGenException refusal = Assert.Throws<VideoGenException>(() => Validate(request));

        Assert.Equal(id, refusal.ErrorId);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text-to-video", null)]
    [InlineData("image-to-video", "https://example.com/lake.png")]
    public void Row_WithTheServicesOwnColumns_IsTaken(string mode, string? image)
    {
        VideoRequest request = Validate(Binding.Binder().Bind(
            Binding.Row(("prompt", "a lake"), ("model", "seedance-v1.5-pro-" + (image is null ? "t2v" : "i2v")), ("mode", mode), ("image", image), ("aspect_ratio", "1:1"), ("duration", "7")),
            ArtnexProvider.Description));

        Assert.Equal(("a lake", "1:1", 7, image, mode), (request.Prompt, request.AspectRatio, request.Duration, request.Image?.Value, (string?)request.Option!["mode"]));
    }

    [Fact]
    public void Validator_LongestPrompt_IsTaken() => Assert.Equal(4000, Validate(Text with { Prompt = new string('x', 4000) }).Prompt!.Length);
}
