using System.Text;
using VideoGen.Client;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Saving;

public sealed class VideoContainerTests
{
    private static readonly byte[] Ftyp = Box("ftyp", "isom\0\0\0\0isom");

    [Fact]
    public void VideoContainer_WholeMp4_IsOne() => Assert.Equal("video/mp4", Inspect(SampleClip.Mp4(5000)).MediaType);

    [Fact]
    public void VideoContainer_QuickTimeBrand_IsQuickTime() =>
        Assert.Equal("video/quicktime", Inspect([.. Box("ftyp", "qt  \0\0\0\0qt  "), .. Box("moov", "x")]).MediaType);

    [Fact]
    public void VideoContainer_LongBoxAndOpenLastBox_AreUnderstood()
    {
        byte[] longMoov = [0, 0, 0, 1, .. "moov"u8, 0, 0, 0, 0, 0, 0, 0, 18, 1, 2];
        byte[] open = [0, 0, 0, 0, .. "mdat"u8, 1, 2, 3];

        Assert.Equal("video/mp4", Inspect([.. Ftyp, .. longMoov, .. open]).MediaType);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(45)]
    [InlineData(4999)]
    public void VideoContainer_CutMp4_IsNone(int length) => Assert.NotNull(Inspect(SampleClip.Mp4(5000)[..length]).Problem);

    [Fact]
    public void VideoContainer_Mp4WithTrailingRubbish_IsNone() => Assert.NotNull(Inspect([.. SampleClip.Mp4(5000), 1, 2, 3]).Problem);

    [Fact]
    public void VideoContainer_Mp4WithoutMovie_IsNone() => Assert.Contains("moov", Inspect([.. Ftyp, .. Box("mdat", "xyz")]).Problem, StringComparison.Ordinal);

    [Fact]
    public void VideoContainer_BoxOfNoSize_IsNone()
    {
        byte[] tiny = [0, 0, 0, 4, .. "free"u8];
        byte[] negative = [0, 0, 0, 1, .. "free"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xF0];

        Assert.NotNull(Inspect([.. Ftyp, .. tiny]).Problem);
        Assert.NotNull(Inspect([.. Ftyp, .. negative]).Problem);
    }

    [Theory]
    [InlineData("webm", "video/webm")]
    [InlineData("matroska", "video/x-matroska")]
    public void VideoContainer_Ebml_IsToldByItsDocType(string docType, string mediaType)
    {
        byte[] head = Ebml(docType);

        Assert.Equal(mediaType, Inspect([.. head, 0x18, 0x53, 0x80, 0x67, 0x84, 1, 2, 3, 4]).MediaType);
        Assert.Equal(mediaType, Inspect([.. head, 0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]).MediaType);
    }

    [Fact]
    public void VideoContainer_CutWebM_IsNone()
    {
        Assert.NotNull(Inspect([.. Ebml("webm"), 0x18, 0x53, 0x80, 0x67, 0x84, 1, 2, 3]).Problem);
        Assert.NotNull(Inspect(Ebml("webm")).Problem);
        Assert.NotNull(Inspect([.. Ebml("other"), 0x18, 0x53, 0x80, 0x67, 0x80]).Problem);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("abc", "it is only 3 bytes long")]
    [InlineData("<html>\nnope", "it is text: <html> nope")]
    [InlineData("\u0001\u0002RIFFxxxxAVI", "it is neither MP4, QuickTime, WebM nor Matroska")]
    public void VideoContainer_SomethingElse_IsNamed(string text, string problem) => Assert.Equal(problem, Inspect(Encoding.UTF8.GetBytes(text)).Problem);

    private static ContainerVerdict Inspect(byte[] bytes) => VideoContainer.Inspect(new MemoryStream(bytes));

    private static byte[] Box(string type, string content) => [0, 0, 0, (byte)(8 + content.Length), .. Encoding.ASCII.GetBytes(type + content)];

    private static byte[] Ebml(string docType)
    {
        byte[] type = [0x42, 0x82, (byte)(0x80 | docType.Length), .. Encoding.ASCII.GetBytes(docType)];
        return [0x1A, 0x45, 0xDF, 0xA3, (byte)(0x80 | (type.Length + 4)), 0x42, 0x86, 0x81, 1, .. type];
    }
}
