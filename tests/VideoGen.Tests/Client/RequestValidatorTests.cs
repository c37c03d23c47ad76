using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

public sealed class RequestValidatorTests
{
    private static readonly VideoRequest Fox = new() { Prompt = "a fox" };

    [Fact]
    public void Validator_ValuesLeftOut_AreTheModelsDefaults()
    {
        VideoRequest request = Validate(Fox).Request;
        Assert.Equal(("fox-1", 4, "720p"), (request.Model, request.Duration, request.Resolution));
    }

    [Fact]
    public void Validator_WordsInAnotherCase_AreSentAsTheServiceWritesThem()
    {
        VideoRequest request = Validate(Fox with { Model = "FOX-1", Resolution = "1080P" }).Request;
        Assert.Equal(("fox-1", "1080p"), (request.Model, request.Resolution));
    }

    [Theory]
    [InlineData(ImageForms.Url, ImageKind.File, "/lake.jpg", "NeedsImageUrl")]
    [InlineData(ImageForms.Url | ImageForms.Id, ImageKind.DataUri, "data:image/png;base64,AA==", "NeedsImageUrl")]
    [InlineData(ImageForms.Bytes | ImageForms.Url, ImageKind.Id, "file-1", "UnsupportedValue")]
    public void Validator_ImageInAFormTheServiceDoesNotTake_IsRefusedBeforeAnythingIsAsked(ImageForms forms, ImageKind kind, string value, string id)
    {
        ProviderDescriptor provider = FakeProvider.Description with { ImageForms = forms };
        var image = new ImageReference(kind, value);

        Assert.Equal(id, Assert.Throws<VideoGenException>(() => new RequestValidator(provider).Validate(Fox with { Image = image }, skip: false)).ErrorId);
        Assert.Equal(id, Assert.Throws<VideoGenException>(() => ImageFit.Check(provider, Fox with { Image = new(ImageKind.Url, "https://host/1.jpg"), LastImage = image })).ErrorId);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "duration", "4, 6 or 8" },
        { "model", "fox-1" },
        { "resolution", "720p" },
        { "ratio", "16:9" },
        { "long", "101" },
        { "count", "the least is 1" },
        { "negative", "NegativePrompt" },
        { "prompt", "Prompt" },
        { "last", "LastImage" },
        { "custom", "AudioUri" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Validator_WhatTheServiceCannotDo_IsRefusedNamingWhatItCan(string what, string hint)
    {
        VideoRequest request = what switch
        {
            "duration" => Fox with { Duration = 5 },
            "model" => Fox with { Model = "fox-2" },
            "resolution" => Fox with { Resolution = "700p" },
            "ratio" => Fox with { AspectRatio = "16:10" },
            "long" => Fox with { Prompt = new string('x', 101) },
            "count" => Fox with { Count = 0 },
            "negative" => Fox with { NegativePrompt = "blur" },
            "prompt" => new VideoRequest(),
            "last" => Fox with { LastImage = new ImageReference(ImageKind.Url, "https://example.org/a.png") },
            _ => Fox with { Audio = AudioMode.Custom },
        };
        Assert.Contains(hint, Assert.Throws<VideoGenException>(() => Validate(request)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duration", "5 is not one of them, the nearest is 4; with the model fox-5 it is one.")]
    [InlineData("ratio", "'1:1' is no aspect ratio of Fake fox-1: it has 16:9 or 9:16; with the model fox-5 it is one.")]
    [InlineData("seed", "Fake fox-5 has nothing for Seed; leave it out, or use the model fox-1 or fox-2.")]
    [InlineData("variant", "Fake fox-1 has nothing for LastImage; leave it out, or use the model fox-1-last.")]
    public void Validator_AnotherModelTakesIt_IsRefusedNamingThatModel(string what, string words)
    {
        ModelDescriptor one = FakeProvider.Description.Models[0];
        var provider = FakeProvider.Description with
        {
            Models =
            [
                one,
                one with { Name = "fox-2" },
                one with { Name = "fox-5", Durations = DurationRule.OneOf(5), DefaultDuration = 5, Resolutions = [], DefaultResolution = null, AspectRatios = ["1:1"], Features = ModelFeatures.TextOnly },
                one with { Name = "fox-1-last", Features = ModelFeatures.FirstFrame | ModelFeatures.LastFrame, Durations = DurationRule.OneOf(5) },
                one with { Name = "wolf-last", Features = ModelFeatures.FirstFrame | ModelFeatures.LastFrame },
            ],
        };
        var image = new ImageReference(ImageKind.Url, "https://example.org/a.png");
        VideoRequest request = what switch
        {
            "duration" => Fox with { Duration = 5 },
            "ratio" => Fox with { AspectRatio = "1:1" },
            "seed" => Fox with { Model = "fox-5", Seed = 1 },
            _ => Fox with { Model = "fox-1", Image = image, LastImage = image },
        };

        VideoGenException refusal = Assert.Throws<VideoGenException>(() => new RequestValidator(provider).Validate(request, skip: false));

        Assert.EndsWith(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validator_BlankPrompt_IsNone() =>
        Assert.Equal(VideoErrors.MissingValue, Assert.Throws<VideoGenException>(() => Validate(new VideoRequest { Prompt = "  " })).Kind);

    [Fact]
    public void Validator_LengthsAndResolutionsOnlyTheServiceKnows_AreTakenAsGivenAndFilledIn()
    {
        ModelDescriptor model = FakeProvider.Description.Models[0] with { Durations = null, DefaultDuration = 5, Resolutions = [], DefaultResolution = "720p" };
        ProviderDescriptor open = FakeProvider.Description with { Models = [model], AnyModel = model };

        VideoRequest filled = new RequestValidator(open).Validate(Fox, skip: false).Request;
        VideoRequest given = new RequestValidator(open).Validate(Fox with { Duration = 7, Resolution = "540p" }, skip: false).Request;

        Assert.Equal((5, "720p"), (filled.Duration, filled.Resolution));
        Assert.Equal((7, "540p"), (given.Duration, given.Resolution));
    }

    [Fact]
    public void Validator_Review_WarnsOfAndRefusesTheRequestAsItWasGiven()
    {
        var validator = new RequestValidator(FakeProvider.Description with
        {
            Review = request => request.Count > 1
                ? throw new VideoGenException(VideoErrors.ConflictingValues, "not several")
                : [$"a warning for {request.Model ?? "no model"}"],
        });

        Assert.Equal(["a warning for no model"], validator.Validate(Fox, skip: false).Warnings);
        Assert.Empty(validator.Validate(Fox, skip: true).Warnings);
        Assert.Equal("not several", Assert.Throws<VideoGenException>(() => validator.Validate(Fox with { Count = 2, Model = "fox-9" }, skip: false)).Message);
    }

    [Fact]
    public void Validator_Preview_LeavesOutWhatItLacksAndSaysSo()
    {
        var validator = new RequestValidator(FakeProvider.Description with { IgnoresWhatItLacks = true });
        ValidatedRequest validated = validator.Validate(Fox with { NegativePrompt = "blur", Effect = "e" }, skip: false);
        Assert.Equal((null, null), (validated.Request.NegativePrompt, validated.Request.Effect));
        Assert.Equal(2, validated.Warnings.Count);
    }

    [Fact]
    public void Validator_Skipped_ChecksOnlyWhatNeedsNoCatalogue()
    {
        var validator = new RequestValidator(FakeProvider.Description);
        Assert.Equal("fox-9", validator.Validate(Fox with { Model = "fox-9", Duration = 5 }, skip: true).Request.Model);
        Assert.Throws<VideoGenException>(() => validator.Validate(Fox with { Count = 0 }, skip: true));
    }

    private static ValidatedRequest Validate(VideoRequest request) => new RequestValidator(FakeProvider.Description).Validate(request, skip: false);
}
