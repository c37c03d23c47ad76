using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VideoGen.Providers;

namespace VideoGen.Tests.Images;

/// <summary>Bodies whose images are encoded while they are sent.</summary>
public sealed class DataUriContentTests
{
    private const int MiB = 1024 * 1024;

    /// <summary>Around whole blocks, and with each number of bytes in the last group of Base64.</summary>
    public static TheoryData<int> Lengths => [12, 13, 14, (48 * 1024) - 1, 48 * 1024, (48 * 1024) + 1, (96 * 1024) + 2, 300_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Body_Sent_IsTheBytesOfTheMessageWithTheDataUriInIt(int length)
    {
        (ImageMessage message, BodyImages images) = await MessageAsync(new SyntheticImage(length).Content);
        using HttpContent body = RequestBody.Create(message, ImageMessages.Default.ImageMessage, null, images);

        byte[] expected = JsonSerializer.SerializeToUtf8Bytes(message with { Image = DataUri(SyntheticImage.Bytes(length)) }, new ImageMessages(Relaxed()).ImageMessage);
        Assert.Equal(expected.Length, body.Headers.ContentLength);
        Assert.Equal("application/json", body.Headers.ContentType!.ToString());
        Assert.Equal(expected, await body.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Body_SentAgain_IsReadAgain()
    {
        var image = new SyntheticImage(100_000);
        (ImageMessage message, BodyImages images) = await MessageAsync(image.Content);
        using HttpContent body = RequestBody.Create(message, ImageMessages.Default.ImageMessage, null, images);
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        await body.CopyToAsync(first);
        await body.CopyToAsync(second);

        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Equal(3, image.Opened);
    }

    [Fact]
    public async Task Body_OfTwoImagesAndOption_HasEachInItsPlace()
    {
        var images = new BodyImages();
        string last = await images.TextOfAsync(new SyntheticImage(50_001).Content, CancellationToken.None);
        string first = await images.TextOfAsync(new SyntheticImage(70_000).Content, CancellationToken.None);
        var option = new JsonObject { ["seed"] = 7, ["end"] = last };
        using HttpContent body = RequestBody.Create(new ImageMessage("ä + b", first), ImageMessages.Default.ImageMessage, option, images);

        JsonNode json = JsonNode.Parse(await body.ReadAsStringAsync())!;
        Assert.Equal(DataUri(SyntheticImage.Bytes(70_000)), (string?)json["image"]);
        Assert.Equal(DataUri(SyntheticImage.Bytes(50_001)), (string?)json["end"]);
        Assert.Equal(("ä + b", 7), ((string)json["prompt"]!, (int)json["seed"]!));
        Assert.Equal((await body.ReadAsByteArrayAsync()).Length, body.Headers.ContentLength);
    }

    [Fact]
    public async Task Body_OptionHasTheImageToo_IsAConflict()
    {
        (ImageMessage message, BodyImages images) = await MessageAsync(new SyntheticImage(100).Content);
        NotSentException unsent = Assert.Throws<NotSentException>(() => RequestBody.Create(message, ImageMessages.Default.ImageMessage, new JsonObject { ["Image"] = "x" }, images));
        Assert.Equal(VideoErrors.ConflictingValues, unsent.Reason.Kind);
    }

    /// <summary>Counted, and not measured: what is asked for and handed on at once is all that is ever held.</summary>
    [Fact]
    public async Task Body_OfTwentyMebibytes_IsNeverHeld()
    {
        var image = new SyntheticImage(20 * MiB);
        var sent = new CountingStream();
        (ImageMessage message, BodyImages images) = await MessageAsync(image.Content);
        using HttpContent body = RequestBody.Create(message, ImageMessages.Default.ImageMessage, null, images);
        await body.CopyToAsync(sent);

        Assert.Equal(body.Headers.ContentLength, sent.Written);
        Assert.InRange(image.LargestRead, 1, 64 * 1024);
        Assert.InRange(sent.LargestWrite, 1, 64 * 1024);
    }

    [Fact]
    public async Task Reference_IsSentAsItStands()
    {
        (ImageMessage message, BodyImages images) = await MessageAsync(ImageContent.Of("https://example.com/a.png"));
        using HttpContent body = RequestBody.Create(message, ImageMessages.Default.ImageMessage, null, images);
        Assert.Equal("""{"prompt":"a fox","image":"https://example.com/a.png"}""", await body.ReadAsStringAsync());
    }

    private static async Task<(ImageMessage Message, BodyImages Images)> MessageAsync(ImageContent image)
    {
        var images = new BodyImages();
        return (new ImageMessage("a fox", await images.TextOfAsync(image, CancellationToken.None)), images);
    }

    private static string DataUri(byte[] bytes) => $"data:image/png;base64,{Convert.ToBase64String(bytes)}";

    private static JsonSerializerOptions Relaxed() => new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

internal sealed record ImageMessage(string Prompt, string Image);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImageMessage))]
internal sealed partial class ImageMessages : JsonSerializerContext;
