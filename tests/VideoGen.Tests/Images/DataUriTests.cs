using VideoGen.Client;

namespace VideoGen.Tests.Images;

/// <summary>Images given as <c>data:</c> URIs, decoded as they are read.</summary>
public sealed class DataUriTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3071)]
    [InlineData(3072)]
    [InlineData(3073)]
    [InlineData(100_000)]
    public async Task Content_Read_IsWhatWasEncoded(int length)
    {
        byte[] bytes = SyntheticImage.Bytes(length);
        string plain = Convert.ToBase64String(bytes);
        string broken = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
        Assert.Equal(bytes, await ReadAsync($"data:image/png;base64,{plain}"));
        Assert.Equal(bytes, await ReadAsync($"DATA:image/png;name=a;BASE64, {broken} \n"));
    }

    [Theory]
    [InlineData("data:image/png,AAAA")]
    [InlineData("image/png;base64,AAAA")]
    [InlineData("data:image/png;base64")]
    [InlineData("data:image/png;base64,AAA")]
    [InlineData("data:image/png;base64,AA=A")]
    [InlineData("data:image/png;base64,AAAä")]
    public void Text_ThatIsNone_IsUnreadable(string text) =>
        Assert.Equal(VideoErrors.UnreadableImage, Assert.Throws<VideoGenException>(() => DataUri.Parse(text)).Kind);

    [Fact]
    public async Task Key_OfADataUri_IsThatOfTheFile()
    {
        using var home = new TemporaryHome();
        byte[] bytes = SyntheticImage.Bytes(10_000);
        await File.WriteAllBytesAsync(home.At("a.png"), bytes);
        var images = new ImageHasher();
        string ofText = await images.IdentifyAsync(new ImageReference(ImageKind.DataUri, $"data:image/png;base64,{Convert.ToBase64String(bytes)}"), CancellationToken.None);

        Assert.Equal($"sha256:{SyntheticImage.Sha256(bytes)}", ofText);
        Assert.Equal(ofText, await images.IdentifyAsync(new ImageReference(ImageKind.File, home.At("a.png")), CancellationToken.None));
    }

    private static async Task<byte[]> ReadAsync(string text)
    {
        using var content = new MemoryStream();
        await DataUri.Parse(text).Open().CopyToAsync(content);
        return content.ToArray();
    }
}
