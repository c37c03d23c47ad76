using System.Text.Json.Nodes;
using VideoGen.Providers;
using VideoGen.Providers.Phantaisia;
using VideoGen.Tests.Rows;
using static VideoGen.Tests.Services.Phantaisia.PhantaisiaBench;

namespace VideoGen.Tests.Services.Phantaisia;

/// <summary>What is chosen for the user and what is refused, before anything is sent.</summary>
public sealed class PhantaisiaRuleTests
{
    [Theory]
    [InlineData(null, null, false, "simple", 4)]
    [InlineData(4, "auto", false, "simple", 4)]
    [InlineData(6, null, false, "advanced", 6)]
    [InlineData(8, "AUTO", false, "advanced", 8)]
    [InlineData(null, "16:9", false, "performance", 4)]
    [InlineData(8, "2:3", false, "performance", 8)]
    [InlineData(null, null, true, "advanced", 4)]
    [InlineData(6, "auto", true, "advanced", 6)]
    public void Model_NotGiven_IsTheLeastThatCanDoIt(int? duration, string? ratio, bool two, string model, int seconds)
    {
        VideoRequest request = Validate((two ? Transition : Portrait) with { Duration = duration, AspectRatio = ratio });

        Assert.Equal((model, seconds), (request.Model, request.Duration));
    }

    public static TheoryData<VideoRequest, string, string> Refusals => new()
    {
        { Portrait with { Model = "simple", Duration = 6 }, "UnsupportedValue", "Phantaisia simple makes 4 s clips; 6 is not one of them, the nearest is 4; with the model advanced or performance it is one." },
        { Portrait with { Duration = 5 }, "UnsupportedValue", "Phantaisia advanced makes 4, 6 or 8 s clips; 5 is not one of them, the nearest is 4." },
        { Portrait with { Model = "performance", Duration = 9 }, "UnsupportedValue", "the nearest is 8" },
        { Portrait with { Model = "simple", AspectRatio = "16:9" }, "UnsupportedValue", "'16:9' is no aspect ratio of Phantaisia simple: it has auto; with the model performance it is one." },
        { Portrait with { Model = "advanced", AspectRatio = "2:3" }, "UnsupportedValue", "with the model performance it is one" },
        { Portrait with { AspectRatio = "16:10" }, "UnsupportedValue", "Phantaisia performance: it has auto, 16:9, 9:16, 3:2 or 2:3." },
        { Transition with { AspectRatio = "16:9" }, "UnsupportedValue", "'16:9' is no aspect ratio of Phantaisia advanced: it has auto." },
        { Transition with { Model = "simple" }, "UnsupportedValue", "Phantaisia simple has nothing for LastImage; leave it out, or use the model advanced." },
        { Transition with { Model = "performance" }, "UnsupportedValue", "or use the model advanced" },
        { Portrait with { Model = "advance" }, "UnknownModel", "the nearest is advanced" },
        { Portrait with { Image = null }, "MissingValue", "give Image" },
        { Transition with { Image = null }, "MissingValue", "give Image" },
        { Portrait with { Prompt = null }, "MissingValue", "give Prompt" },
        { Portrait with { Prompt = " " }, "MissingValue", "give Prompt" },
        { Portrait with { Seed = 1 }, "UnsupportedValue", "nothing for Seed" },
        { Portrait with { NegativePrompt = "blur" }, "UnsupportedValue", "nothing for NegativePrompt" },
        { Portrait with { Resolution = "720p" }, "UnsupportedValue", "Phantaisia simple has no choice of resolution; leave it out." },
        { Portrait with { Size = "1280x720" }, "UnsupportedValue", "nothing for Size" },
        { Portrait with { Audio = AudioMode.None }, "UnsupportedValue", "nothing for Audio" },
        { Portrait with { WebhookUri = new Uri("https://example.com/") }, "UnsupportedValue", "nothing for WebhookUri" },
        { Portrait with { Option = new JsonObject { ["duration"] = "8s" } }, "ConflictingValues", "'duration'" },
        { Portrait with { Option = new JsonObject { ["prompt_image"] = "x" } }, "ConflictingValues", "'prompt_image'" },
        { Portrait with { Model = "performance", AspectRatio = "16:9", Option = new JsonObject { ["aspect_ratio"] = "9:16" } }, "ConflictingValues", "'aspect_ratio'" },
        { Transition with { Option = new JsonObject { ["last_frame"] = "x" } }, "ConflictingValues", "'last_frame'" },
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
    [InlineData("prompt_image", null)]
    [InlineData("first_frame", "https://example.com/end.jpg")]
    public void Row_WithTheServicesOwnColumns_IsTaken(string image, string? last)
    {
        VideoRequest request = Validate(Binding.Binder().Bind(
            Binding.Row(("prompt", "a smile"), ("model", "advanced"), ("duration", "8s"), ("aspect_ratio", "auto"), (image, Address), ("last_frame", last)),
            PhantaisiaProvider.Description));

        Assert.Equal(("a smile", "advanced", 8, "auto", Address, last), (request.Prompt, request.Model, request.Duration, request.AspectRatio, request.Image?.Value, request.LastImage?.Value));
        Assert.Null(request.Option);
    }

    [Fact]
    public void Price_OfAnyClip_IsUnknownInCredits()
    {
        PriceQuote quote = PhantaisiaProvider.Description.Quote!(Validate(Portrait));

        Assert.Equal((false, "credits"), (quote.IsKnown, quote.Unit));
        Assert.False(string.IsNullOrEmpty(quote.Note));
    }

    [Fact]
    public void Descriptor_Pace_IsThePagesOwn() => Assert.Equal(TimeSpan.FromSeconds(7), PhantaisiaProvider.Description.PollInterval);
}
