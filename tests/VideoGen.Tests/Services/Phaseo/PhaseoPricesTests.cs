using System.Globalization;
using VideoGen.Providers;
using VideoGen.Providers.Phaseo;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Prices by the table of 2026-08-22.</summary>
public sealed class PhaseoPricesTests
{
    private static readonly ImageReference Link = new(ImageKind.Url, "https://example.com/a.png");

    private const string VertexOnly = """{"provider":{"only":["google-vertex"]}}""";

    [Fact]
    public void Quote_WorkedFigureOfTheDocuments_IsFifteenCents()
    {
        // Veo 3.1 Lite, 720p, no sound, 5 s, at Vertex.
        var request = new VideoRequest { Model = "google/veo-3.1-lite", Resolution = "720p", Audio = AudioMode.None, Duration = 5, Option = Json(VertexOnly) };

        Assert.Equal(PriceQuote.Exact(0.15m, "USD", new DateOnly(2026, 8, 22)), PhaseoPrices.Quote(request));
    }

    [Theory]
    [InlineData("google/veo-3.1-lite", 5, "720p", false, null, "0.15", "0.25")]
    [InlineData("google/veo-3.1-lite", 5, "720p", true, null, "0.25", "0.25")]
    [InlineData("google/veo-3.1-lite-preview", 5, "1280x720", true, null, "0.25", "0.25")]
    [InlineData("veo-3.1-lite", 5, "1080P", false, VertexOnly, "0.25", "0.25")]
    [InlineData("google/veo-3.1-lite", 5, null, null, null, "0.15", "0.40")]
    [InlineData("google/veo-3.1-lite", 5, "720p", false, """{"provider":{"ignore":["google-vertex"]}}""", "0.25", "0.25")]
    [InlineData("google/veo-3.1-lite", 5, "720p", false, """{"provider":{"order":["google-vertex"]}}""", "0.15", "0.25")]
    [InlineData("google/veo-3.1-lite", 5, "720p", false, """{"provider":{"order":["google-vertex","google-ai-studio"],"allow_fallbacks":false}}""", "0.15", "0.15")]
    [InlineData("google/veo-3.1-lite", null, null, null, """{"duration":5,"resolution":"720p","generate_audio":false,"sample_count":3,"provider":{"only":["google-vertex"]}}""", "0.45", "0.45")]
    [InlineData("google/veo-2", 8, null, null, null, "2.8", "4.0")]
    [InlineData("google/veo-3.1", 8, "4k", true, null, "0.6", "0.6")]
    [InlineData("google/veo-3.1-preview", 8, "4K", true, null, "4.8", "4.8")]
    [InlineData("google/veo-3.1-fast-preview", 4, "720p", true, null, "0.4", "0.4")]
    [InlineData("openai/sora-2", 4, "1280x720", null, null, "0.4", "0.4")]
    [InlineData("OpenAI/Sora-2", 4, "720p", null, null, "0.4", "0.4")]
    [InlineData("openai/sora-2-pro", 4, "1792x1024", null, null, "2", "2")]
    [InlineData("openai/sora-2-pro", 4, null, null, null, "1.2", "2.8")]
    [InlineData("ltx-2-3-pro", 10, "3840x2160", null, null, "3.2", "3.2")]
    [InlineData("minimax/hailuo-02", 6, "1080p", null, null, "0.49", "0.49")]
    [InlineData("minimax/hailuo-02", null, "512P", null, null, "0.1", "0.15")]
    [InlineData("runway/gen-4.5", 5, null, null, null, "0.6", "0.6")]
    [InlineData("x-ai/grok-imagine-video", 10, "720p", null, """{"provider":{"only":["xai"]}}""", "0.7", "0.7")]
    [InlineData("bytedance/seedance-2.0", 5, "720p", null, """{"provider":{"only":["fal"]}}""", "1.517", "1.517")]
    [InlineData("bytedance/seedance-2.0", 5, "1080x1920", null, """{"provider":{"ignore":["bytedance-seed"]}}""", "3.41", "3.41")]
    [InlineData("ltx-2-fast", 5, "1920x1080", null, null, "0.2", "0.2")]
    public void Quote_Request_IsPricedOverTheRoutesItAllows(string model, int? seconds, string? resolution, bool? audio, string? option, string least, string most)
    {
        PriceQuote quote = PhaseoPrices.Quote(Ask(model, seconds, resolution, audio, option));

        Assert.Equal((Number(least), Number(most), "USD", new DateOnly(2026, 8, 22)), (quote.Least, quote.Most, quote.Unit, quote.AsOf));
        Assert.Equal(least != most || model == "ltx-2-fast", quote.Note is not null);
    }

    [Fact]
    public void Quote_OfWhatWasPricedBefore_IsOfAllThatThePriceHangsOn()
    {
        // With a member that has no price, nothing of it is remembered.
        VideoRequest request = Ask("google/veo-3.1-lite", 5, "720p", false, null);
        VideoRequest[] asked =
        [
            request, request with { Model = "openai/sora-2" }, request with { Duration = 8 }, request with { Resolution = "1080p" }, request with { Size = "1920x1080" },
            request with { Audio = AudioMode.Generate }, request with { Audio = null }, request with { Count = 3 }, request with { Duration = null },
            .. from first in new[] { null, Link }
               from last in new[] { null, Link }
               from references in new[] { [], new[] { new ReferenceImage(Link) } }
               select new VideoRequest { Model = "x-ai/grok-imagine-video", Duration = 5, Image = first, LastImage = last, ReferenceImages = references },
        ];

        foreach (VideoRequest one in asked.Concat(asked))
        {
            Assert.Equal(PhaseoPrices.Quote(one with { Option = Json("""{"compression_quality":1}""") }), PhaseoPrices.Quote(one with { Prompt = "a fox", Name = "fox", Seed = 7 }));
        }
    }

    [Theory]
    [InlineData("nobody/nothing", 5, "720p", null, "no model 'nobody/nothing'")]
    [InlineData("google/veo-3.1-lite", null, "720p", null, "give Duration")]
    [InlineData("google/veo-3.1-lite", 5, "4k", null, "nothing for this length, resolution and sound")]
    [InlineData("minimax/hailuo-02", 10, "1080P", null, "nothing for this length")]
    [InlineData("google/veo-3.1-lite", 5, "720p", """{"provider":{"only":["vercel"]}}""", "no price of vercel")]
    [InlineData("google/veo-3.1-lite", 5, "720p", """{"provider":{"ignore":["google-vertex","google-ai-studio"]}}""", "leaves out every provider")]
    [InlineData("bytedance/seedance-2.0", 5, "720p", null, "tokens")]
    [InlineData("bytedance/seedance-2.5", 5, "720p", null, "tokens")]
    [InlineData("bytedance/seedance-2.0-mini-260615", 5, "720p", null, "not published a price")]
    [InlineData("google/veo-3.1-lite", 5, "720p", """{"input_references":[{"type":"video_url","video_url":{"url":"https://example.com/a.mp4"}}]}""", "clips and sounds")]
    public void Quote_WhatTheTableCannotTell_IsUnknownAndSaysWhy(string model, int? seconds, string? resolution, string? option, string reason)
    {
        PriceQuote quote = PhaseoPrices.Quote(Ask(model, seconds, resolution, null, option));

        Assert.Equal((false, "USD"), (quote.IsKnown, quote.Unit));
        Assert.Contains(reason, quote.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Quote_ClipsAndImages_ArePaidEach()
    {
        VideoRequest grok = Ask("spacex-ai/grok-imagine-video", 10, "480p", null, null) with { Count = 2, Image = Url("a.png"), LastImage = Url("b.png"), ReferenceImages = [new ReferenceImage(Url("c.png"))] };
        Assert.Equal(1.006m, PhaseoPrices.Quote(grok).Most);

        // Five images are free there.
        VideoRequest h3 = Ask("minimax/h3", 5, "768P", null, null) with { Image = Url("a.png") };
        Assert.Equal(0.4m, PhaseoPrices.Quote(h3).Most);
        Assert.Equal(0.48m, PhaseoPrices.Quote(h3 with { ReferenceImages = [.. Enumerable.Repeat(new ReferenceImage(Url("c.png")), 6)] }).Most);
    }

    [Fact]
    public void Table_Models_AreInTheCatalogueWithWhatTheirPricesTell()
    {
        ModelDescriptor lite = PhaseoCatalog.Description.Models[0];
        Assert.Equal(("google/veo-3.1-lite", "Made by google-vertex or google-ai-studio.", "1 to 120"), (lite.Name, lite.Description, lite.Durations!.ToString()));
        Assert.Equal(["720p", "1080p"], lite.Resolutions);

        ModelDescriptor hailuo = PhaseoCatalog.Description.Models.Single(model => model.Name == "minimax/hailuo-02");
        Assert.Equal("6 or 10", hailuo.Durations!.ToString());
        Assert.Equal(["512P", "768P", "1080P"], hailuo.Resolutions);

        // Sizes are not resolution words, and a model that is paid by tokens may have others.
        Assert.Empty(PhaseoCatalog.Description.Models.Single(model => model.Name == "openai/sora-2-pro").Resolutions);
        Assert.Empty(PhaseoCatalog.Description.Models.Single(model => model.Name == "bytedance/seedance-2.0").Resolutions);
    }

    private static VideoRequest Ask(string model, int? seconds, string? resolution, bool? audio, string? option) => new()
    {
        Model = model,
        Duration = seconds,
        Size = resolution?.Contains('x', StringComparison.Ordinal) == true ? resolution : null,
        Resolution = resolution?.Contains('x', StringComparison.Ordinal) == true ? null : resolution,
        Audio = audio switch { true => AudioMode.Generate, false => AudioMode.None, null => null },
        Option = option is null ? null : Json(option),
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
