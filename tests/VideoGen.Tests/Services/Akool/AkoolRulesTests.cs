using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Providers.Akool;

namespace VideoGen.Tests.Services.Akool;

/// <summary>What is refused, filled in, warned of and priced before anything is sent.</summary>
public sealed class AkoolRulesTests
{
    private static readonly ImageReference Link = new(ImageKind.Url, "https://example.com/last.png");
    private static readonly VideoRequest Least = AkoolBench.Least;

    public static TheoryData<string, VideoRequest, string, string> Refusals => new()
    {
        { "length", Least with { Duration = 7 }, "UnsupportedValue", "5 or 10 s clips; 7 is not one of them, the nearest is 5" },
        { "resolution", Least with { Resolution = "2k" }, "UnsupportedValue", "the nearest is 4k" },
        { "image", Least with { Image = null }, "MissingValue", "give Image" },
        { "prompt", Least with { Prompt = null }, "MissingValue", "give Prompt" },
        { "ratio", Least with { AspectRatio = "16:9" }, "UnsupportedValue", "that of its image" },
        { "size", Least with { Size = "1280x720" }, "UnsupportedValue", "Size" },
        { "seed", Least with { Seed = 7 }, "UnsupportedValue", "Seed" },
        { "events", Least with { WebhookUri = new Uri("https://example.com/h"), WebhookEvents = ["completed"] }, "UnsupportedValue", "WebhookEvent" },
        { "references", Least with { ReferenceImages = [new ReferenceImage(Link)] }, "UnsupportedValue", "ReferenceImage" },
        { "sound", Least with { AudioUri = new Uri("file:///a.mp3") }, "UnsupportedValue", "AudioUri" },
        { "no sound", Least with { Audio = AudioMode.Custom }, "MissingValue", "AudioUri" },
        { "hook", Least with { WebhookUri = new Uri("ftp://example.com/h") }, "UnsupportedValue", "WebhookUri" },
        { "model length", Least with { Model = "new-model", Duration = 0 }, "UnsupportedValue", "the nearest length is 5" },
        { "option", Least with { Option = new JsonObject { ["RESOLUTION"] = "8k" } }, "ConflictingValues", "RESOLUTION" },
        { "batch option", Least with { Count = 2, Option = new JsonObject { ["count"] = 3 } }, "ConflictingValues", "count" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Validator_WhatTheServiceCannotDo_IsRefusedNamingWhatItCan(string what, VideoRequest request, string id, string hint)
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => AkoolBench.Validate(request));

        Assert.True(error.ErrorId == id && error.Message.Contains(hint, StringComparison.Ordinal), $"{what}: {error.ErrorId}: {error.Message}");
    }

    public static TheoryData<string, string> Mixes()
    {
        var mixes = new TheoryData<string, string>();
        foreach (string only in new[] { "Effect", "Premium", "AudioUri", "Model image2video" })
        {
            foreach (string batch in new[] { "Model", "LastImage", "Count" })
            {
                if (only != "Model image2video" || batch != "Model")
                {
                    mixes.Add(only, batch);
                }
            }
        }

        return mixes;
    }

    [Theory]
    [MemberData(nameof(Mixes))]
    public void Validator_SomethingOfBothCalls_Conflicts(string only, string batch)
    {
        VideoRequest request = Mix(only, batch);

        VideoGenException error = Assert.Throws<VideoGenException>(() => AkoolBench.Validate(request));

        Assert.Equal(("ConflictingValues", $"{only} goes with Akool's call for one clip, and {batch} with its batch call; no call takes both."), (error.ErrorId, error.Message));
    }

    /// <summary>Rows that were not validated must not be paid for without what they ask for.</summary>
    [Theory]
    [InlineData("Effect", "Model")]
    [InlineData("Premium", "LastImage")]
    [InlineData("AudioUri", "Model")]
    public async Task Submit_SomethingOfBothCallsNotValidated_IsNotSent(string only, string batch)
    {
        using AkoolBench akool = AkoolBench.Answering(500, "");

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.Provider.SubmitAsync(AkoolBench.Submission(Mix(only, batch), validate: false), CancellationToken.None));

        Assert.Equal("ConflictingValues", unsent.Reason.ErrorId);
    }

    [Fact]
    public async Task SubmitBatch_SomethingOfOneClipNotValidated_IsNotSent()
    {
        using AkoolBench akool = AkoolBench.Answering(500, "");
        Submission submission = AkoolBench.Submission(Least with { Effect = "squish" }, validate: false);

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.Provider.SubmitBatchAsync([submission, submission], CancellationToken.None));

        Assert.Equal("ConflictingValues", unsent.Reason.ErrorId);
    }

    [Fact]
    public async Task Submit_NoImageNotValidated_IsNotSent()
    {
        using AkoolBench akool = AkoolBench.Answering(500, "");

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.Provider.SubmitAsync(AkoolBench.Submission(Least with { Image = null }, validate: false), CancellationToken.None));

        Assert.Equal("MissingValue", unsent.Reason.ErrorId);
    }

    [Theory]
    [InlineData(AudioMode.None, "UnsupportedValue")]
    [InlineData(AudioMode.Default, "UnsupportedValue")]
    [InlineData(AudioMode.Custom, "MissingValue")]
    public async Task AddAudio_NoSoundToAdd_IsNotSent(AudioMode audio, string id)
    {
        using AkoolBench akool = AkoolBench.Answering(500, "");

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() => akool.Provider.AddAudioAsync(new AudioSubmission("key", "id", audio, null), CancellationToken.None));

        Assert.Equal(id, unsent.Reason.ErrorId);
    }

    [Fact]
    public void Validator_LocalImage_IsRefusedByTheOpener()
    {
        var opener = new ImageOpener(AkoolDescription.Descriptor, (_, _) => throw new InvalidOperationException(), new Dictionary<string, ImageVersion>());

        Assert.Equal("NeedsImageUrl", Assert.Throws<VideoGenException>(() => opener.Open(new ImageReference(ImageKind.File, "/a.png"))).ErrorId);
        Assert.Equal("NeedsImageUrl", Assert.Throws<VideoGenException>(() => opener.Open(new ImageReference(ImageKind.DataUri, "data:image/png;base64,AAAA"))).ErrorId);
    }

    [Theory]
    [InlineData(null, false, null, "image2video", AudioMode.None)]
    [InlineData("IMAGE2VIDEO", false, null, "image2video", AudioMode.None)]
    [InlineData(null, false, 1, "image2video", AudioMode.None)]
    [InlineData(null, false, 2, "AkoolImage2VideoFastV1", null)]
    [InlineData(null, true, null, "seedance-1-0-lite-i2v-250428", null)]
    [InlineData(null, true, 3, "seedance-1-0-lite-i2v-250428", null)]
    [InlineData("new/model", true, 3, "new/model", null)]
    public void Validator_LeftOut_IsTheCheapestOfTheCallThatCanDoIt(string? model, bool last, int? count, string expected, AudioMode? audio)
    {
        VideoRequest request = AkoolBench.Validate(Least with { Model = model, LastImage = last ? Link : null, Count = count }).Request;

        Assert.Equal((expected, 5, "720p", audio), (request.Model, request.Duration, request.Resolution, request.Audio));
    }

    [Fact]
    public void Validator_ModelTheCatalogueDoesNotKnow_TakesWhatTheServiceMayTake()
    {
        ValidatedRequest validated = AkoolBench.Validate(Least with { Model = "new/model", Duration = 12, Resolution = "1440p", Audio = AudioMode.Generate, NegativePrompt = "blur", EnhancePrompt = true });

        Assert.Equal((12, "1440p", AudioMode.Generate), (validated.Request.Duration, validated.Request.Resolution, validated.Request.Audio));
        Assert.Empty(validated.Warnings);
    }

    [Fact]
    public void Validator_EffectWithAPrompt_WarnsThatItIsIgnored()
    {
        Assert.Equal(["Akool ignores the prompt of a clip that gets an effect."], AkoolBench.Validate(Least with { Effect = "squish" }).Warnings);
        Assert.Empty(AkoolBench.Validate(Least with { Effect = "squish", Prompt = null }).Warnings);
    }

    [Theory]
    [InlineData("720p", 5, 20)]
    [InlineData("1080p", 5, 25)]
    [InlineData("4k", 5, 30)]
    [InlineData("720p", 10, 40)]
    [InlineData("1080p", 10, 50)]
    [InlineData("4k", 10, 60)]
    public void Quote_OneClip_IsThePagesTable(string resolution, int seconds, int credits)
    {
        PriceQuote quote = Quote(Least with { Resolution = resolution, Duration = seconds });

        Assert.Equal((credits, credits, "credits"), (quote.Least, quote.Most, quote.Unit));
        Assert.NotNull(quote.AsOf);
    }

    [Fact]
    public void Quote_WhatTheTableDoesNotName_SaysSo()
    {
        Assert.Contains("premium", Quote(Least with { Premium = true }).Note, StringComparison.Ordinal);
        Assert.Contains("effects", Quote(Least with { Effect = "squish" }).Note, StringComparison.Ordinal);
        PriceQuote model = Quote(Least with { Count = 2 });
        Assert.Equal((false, "credits"), (model.IsKnown, model.Unit));
        Assert.Contains("batch", model.Note, StringComparison.Ordinal);
        Assert.False(AkoolDescription.Descriptor.Quote!(Least with { Resolution = "8k" }).IsKnown);
    }

    [Theory]
    [InlineData(5, 5, 5)]
    [InlineData(10, 10, 10)]
    [InlineData(7, 5, 10)]
    [InlineData(null, 5, 10)]
    [InlineData(12, null, null)]
    public void QuoteAudio_Length_IsThePagesTable(int? seconds, int? least, int? most)
    {
        PriceQuote quote = AkoolPrices.QuoteAudio(seconds);

        Assert.Equal((least, most, "credits"), ((int?)quote.Least, (int?)quote.Most, quote.Unit));
    }

    private static VideoRequest Mix(string only, string batch)
    {
        VideoRequest request = only switch
        {
            "Effect" => Least with { Effect = "squish" },
            "Premium" => Least with { Premium = true },
            "AudioUri" => Least with { AudioUri = new Uri("https://example.com/a.mp3"), Audio = AudioMode.Custom },
            _ => Least with { Model = AkoolRules.SingleModel },
        };
        return batch switch
        {
            "Model" => request with { Model = "new/model" },
            "LastImage" => request with { LastImage = Link },
            _ => request with { Count = 2 },
        };
    }

    private static PriceQuote Quote(VideoRequest request) => AkoolDescription.Descriptor.Quote!(AkoolBench.Validate(request).Request);
}
