using System.Text.Json.Nodes;
using VideoGen.Client;

namespace VideoGen.Tests.Client;

/// <summary>Journals on disk are keyed with these hashes: a change makes every rerun pay again.</summary>
public sealed class FingerprintTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Fingerprint_Prompt_IsPinned() =>
        Assert.Equal("f002dcb12c8cfa9cb5c0860b827b511a4e5020a478b6e52e24092ebad81bdce0", await HashAsync(new VideoRequest { Prompt = "a fox in the snow" }));

    [Fact]
    public async Task Fingerprint_Everything_IsPinned() => Assert.Equal("40c78aabae9083e6a0ffbe74b260da77a293f390a74751992edb4464bede63a9", await HashAsync(Everything()));

    [Fact]
    public async Task Fingerprint_WhatIsNotSent_DoesNotCount()
    {
        VideoRequest request = Everything();
        Assert.Equal(await HashAsync(request), await HashAsync(request with
        {
            Name = "opening",
            Key = "shot 1",
            WebhookUri = new Uri("https://example.org/hook"),
            WebhookEvents = ["done"],
            Count = 7,
            Provider = "somebody",
        }));
    }

    public static TheoryData<string> Changes => new(EveryChange().Keys);

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Fingerprint_ValueThatIsSent_Counts(string change) =>
        Assert.NotEqual(await HashAsync(Everything()), await HashAsync(EveryChange()[change](Everything())));

    [Fact]
    public async Task Fingerprint_ChangesOfDifferentValues_AreAllDifferent()
    {
        string[] hashes = await Task.WhenAll(EveryChange().Values.Select(change => HashAsync(change(Everything()))));
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public async Task Fingerprint_SameInOtherWords_IsTheSame()
    {
        VideoRequest request = Everything();
        string hash = await HashAsync(request);
        Assert.Equal(hash, await HashAsync(request, provider: "FAKE"));
        Assert.Equal(hash, await HashAsync(request with { Model = "FOX-1", Resolution = "720P", NegativePrompt = request.NegativePrompt }));
        Assert.Equal(hash, await HashAsync(request with { Audio = null }));
        Assert.Equal(
            await HashAsync(new VideoRequest { Prompt = "x" }),
            await HashAsync(new VideoRequest { Prompt = "x", Model = " ", NegativePrompt = "", Audio = AudioMode.Default, Option = new JsonObject { ["a"] = "", ["b"] = new JsonObject(), ["c"] = null } }));
    }

    [Fact]
    public async Task Fingerprint_OptionsInAnotherOrder_AreTheSame()
    {
        JsonObject one = JsonNode.Parse("""{"b":{"y":1,"x":[{"q":1,"p":"é"}]},"a":true}""")!.AsObject();
        JsonObject two = new() { ["a"] = true, ["b"] = new JsonObject { ["x"] = new JsonArray(new JsonObject { ["p"] = "é", ["q"] = 1L }), ["y"] = 1 }, ["none"] = null };
        Assert.Equal(await HashAsync(new VideoRequest { Option = one }), await HashAsync(new VideoRequest { Option = two }));
        Assert.NotEqual(
            await HashAsync(new VideoRequest { Option = new JsonObject { ["a"] = new JsonArray(1, 2) } }),
            await HashAsync(new VideoRequest { Option = new JsonObject { ["a"] = new JsonArray(2, 1) } }));
    }

    [Fact]
    public async Task Fingerprint_ImageFile_CountsByItsBytes()
    {
        byte[] bytes = [1, 2, 3];
        await File.WriteAllBytesAsync(_home.At("a.png"), bytes);
        await File.WriteAllBytesAsync(_home.At("b.png"), bytes);
        string a = await HashAsync(Pictured(ImageKind.File, _home.At("a.png")));
        Assert.Equal(a, await HashAsync(Pictured(ImageKind.File, _home.At("b.png"))));
        Assert.Equal(a, await HashAsync(Pictured(ImageKind.DataUri, "data:image/png;base64,AQID")));
        Assert.NotEqual(a, await HashAsync(Pictured(ImageKind.DataUri, "data:image/png;base64,AQIE")));

        var images = new ImageHasher();
        Assert.Equal(a, await RequestFingerprint.ComputeAsync(Pictured(ImageKind.File, _home.At("a.png")), "Fake", false, images, CancellationToken.None));
        await File.WriteAllBytesAsync(_home.At("a.png"), [1, 2, 3, 4]);
        Assert.NotEqual(a, await RequestFingerprint.ComputeAsync(Pictured(ImageKind.File, _home.At("a.png")), "Fake", false, images, CancellationToken.None));
    }

    [Fact]
    public async Task Fingerprint_SameTextAsUrlAndId_IsNotTheSame() =>
        Assert.NotEqual(await HashAsync(Pictured(ImageKind.Url, "x")), await HashAsync(Pictured(ImageKind.Id, "x")));

    [Fact]
    public async Task Fingerprint_MissingImage_IsAnErrorOfTheRow() =>
        Assert.Equal(VideoErrors.ImageNotFound, (await Assert.ThrowsAsync<VideoGenException>(() => HashAsync(Pictured(ImageKind.File, _home.At("none.png"))))).Kind);

    [Fact]
    public async Task Fingerprint_CountOfAServiceThatMakesSeveral_Counts()
    {
        var request = new VideoRequest { Prompt = "x" };
        Assert.NotEqual(await HashAsync(request with { Count = 2 }, includeCount: true), await HashAsync(request, includeCount: true));
        Assert.Equal(await HashAsync(request with { Count = 1 }, includeCount: true), await HashAsync(request, includeCount: true));
    }

    private static VideoRequest Pictured(ImageKind kind, string value) => new() { Image = new ImageReference(kind, value) };

    private static VideoRequest Everything() => new()
    {
        Prompt = "ein Fuchs & <Schnee> 🦊",
        Model = "fox-1",
        Image = new ImageReference(ImageKind.Url, "https://example.org/a.png"),
        LastImage = new ImageReference(ImageKind.Id, "upload-1"),
        ReferenceImages = [new ReferenceImage(new ImageReference(ImageKind.Url, "https://example.org/r.png"), "reference", "style")],
        Duration = 6,
        Resolution = "720p",
        AspectRatio = "16:9",
        NegativePrompt = "blur",
        Audio = AudioMode.Custom,
        AudioUri = new Uri("https://example.org/a.mp3"),
        Seed = 42,
        EnhancePrompt = true,
        Effect = "e1",
        Premium = false,
        Option = new JsonObject { ["z"] = 1, ["a"] = new JsonObject { ["only"] = new JsonArray("google") }, ["f"] = 0.5 },
    };

    private static Dictionary<string, Func<VideoRequest, VideoRequest>> EveryChange() => new()
    {
        ["prompt"] = request => request with { Prompt = "Ein Fuchs" },
        ["model"] = request => request with { Model = null },
        ["image"] = request => request with { Image = null },
        ["last image"] = request => request with { LastImage = null },
        ["references"] = request => request with { ReferenceImages = [] },
        ["role"] = request => request with { ReferenceImages = [request.ReferenceImages[0] with { Role = "asset" }] },
        ["duration"] = request => request with { Duration = 8 },
        ["resolution"] = request => request with { Resolution = "1080p" },
        ["size"] = request => request with { Size = "1280x720" },
        ["ratio"] = request => request with { AspectRatio = "9:16" },
        ["negative"] = request => request with { NegativePrompt = null },
        ["audio"] = request => request with { Audio = AudioMode.None, AudioUri = null },
        ["audio uri"] = request => request with { AudioUri = new Uri("https://example.org/b.mp3") },
        ["seed"] = request => request with { Seed = 43 },
        ["enhance"] = request => request with { EnhancePrompt = false },
        ["effect"] = request => request with { Effect = "e2" },
        ["premium"] = request => request with { Premium = true },
        ["option"] = request => request with { Option = new JsonObject { ["z"] = 2 } },
    };

    private static Task<string> HashAsync(VideoRequest request, string provider = "Fake", bool includeCount = false) =>
        RequestFingerprint.ComputeAsync(request, provider, includeCount, new ImageHasher(), CancellationToken.None);
}
