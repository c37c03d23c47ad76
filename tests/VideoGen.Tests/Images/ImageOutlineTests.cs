using System.Buffers.Binary;
using System.Text;
using VideoGen.Providers;

namespace VideoGen.Tests.Images;

/// <summary>Headers read without the pixels, which say the same as the whole file does.</summary>
public sealed class ImageOutlineTests
{
    /// <summary>A TIFF header with one entry: orientation 6.</summary>
    private static readonly byte[] Exif = Convert.FromHexString("4D4D002A00000008000101120003000000010006000000000000");

    private static readonly byte[] Pixels = new byte[3_000_000];

    public static TheoryData<string, byte[], int, int, int> Files => new()
    {
        { "PNG with EXIF behind the pixels", Png(("IHDR", [0, 0, 5, 0, 0, 0, 2, 0xD0, 8, 2, 0, 0, 0]), ("IDAT", Pixels), ("IDAT", Pixels), ("eXIf", Exif), ("IEND", [])), 1280, 720, 6 },
        { "JPEG with EXIF, a profile and fill bytes", Jpeg(Segment(0xE1, [.. "Exif\0\0"u8, .. Exif]), Segment(0xE2, new byte[60_000]), [0xFF, 0xFF], Segment(0xC2, [8, 2, 0xD0, 5, 0, 3]), Segment(0xDA, [1]), Pixels), 1280, 720, 6 },
        { "JPEG without EXIF", Jpeg(Segment(0xDB, new byte[65]), Segment(0xC0, [8, 0, 9, 0, 7, 1]), Pixels), 7, 9, 1 },
        { "WebP, lossy, with EXIF at the end", WebP(("VP8X", [8, 0, 0, 0, 0xFF, 4, 0, 0xCF, 2, 0]), ("ICCP", new byte[10_001]), ("VP8 ", Pixels[..999_999]), ("EXIF", Exif)), 1280, 720, 6 },
        { "WebP, lossless", WebP(("VP8L", [0x2F, 0x06, 0x00, 0x02, 0x00, .. Pixels])), 7, 9, 1 },
        { "GIF", [.. "GIF89a"u8, 7, 0, 9, 0, .. Pixels], 7, 9, 1 },
    };

    [Theory]
    // Megabytes of bytes are not enumerated: the runner would write out each of them to find the test again.
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task Outline_OfALargeFile_SaysWhatTheWholeFileDoes(string what, byte[] file, int width, int height, int orientation)
    {
        Assert.NotEmpty(what);
        byte[] outline = await ImageOutline.ReadAsync(new MemoryStream(file), CancellationToken.None);
        byte[] unseekable = await ImageOutline.ReadAsync(new VideoGen.Client.Base64Stream(Convert.ToBase64String(file).AsMemory()), CancellationToken.None);

        Assert.Equal((width, height, orientation), (ImageHeader.Read(outline).Width, ImageHeader.Read(outline).Height, ImageHeader.Read(outline).Orientation));
        Assert.Equal(ImageHeader.Read(file), ImageHeader.Read(outline));
        Assert.Equal(outline, unseekable);
        Assert.InRange(outline.Length, 1, 1000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("FFD8")]
    [InlineData("FFD8FFC0")]
    [InlineData("FFD8FFE10008")]
    [InlineData("FFD8001122")]
    [InlineData("FFD8FFD9")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("89504E470D0A1A0A0000000D49484452")]
    [InlineData("524946460000000057454250")]
    [InlineData("5249464600000000574542505650382000FF")]
    [InlineData("3C737667")]
    public async Task Outline_OfABrokenFile_IsRefusedWithTheSameWords(string hex)
    {
        byte[] file = Convert.FromHexString(hex);
        byte[] outline = await ImageOutline.ReadAsync(new MemoryStream(file), CancellationToken.None);
        string expected = Assert.Throws<InvalidDataException>(() => ImageHeader.Read(file)).Message;
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => ImageHeader.Read(outline)).Message);
    }

    private static byte[] Png(params (string Type, byte[] Content)[] chunks) =>
        [.. Convert.FromHexString("89504E470D0A1A0A"), .. chunks.SelectMany(chunk => (byte[])[.. Big(chunk.Content.Length), .. Encoding.ASCII.GetBytes(chunk.Type), .. chunk.Content, 0, 0, 0, 0])];

    private static byte[] Jpeg(params byte[][] parts) => [0xFF, 0xD8, .. parts.SelectMany(part => part)];

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. Big(content.Length + 2)[2..], .. content];

    private static byte[] WebP(params (string Type, byte[] Content)[] chunks) =>
        [.. "RIFF\0\0\0\0WEBP"u8, .. chunks.SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes(chunk.Type), .. Little(chunk.Content.Length), .. chunk.Content, .. new byte[chunk.Content.Length % 2]])];

    private static byte[] Big(int number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number) => [.. Big(number).Reverse()];
}
