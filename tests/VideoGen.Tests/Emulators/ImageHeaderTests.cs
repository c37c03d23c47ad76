using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class ImageHeaderTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D4948445200000200000004000806", "image/png", 512, 1024)]
    [InlineData("4749463839610A001400", "image/gif", 10, 20)]
    [InlineData("4749463837610A001400", "image/gif", 10, 20)]
    [InlineData("FFD8FFE000040000FFC0001108006400C803", "image/jpeg", 200, 100)]
    [InlineData("FFD8FFC4000300FFC2001108006400C803", "image/jpeg", 200, 100)]
    [InlineData("52494646000000005745425056503820000000000000009D012A0A001400", "image/webp", 10, 20)]
    [InlineData("52494646000000005745425056503858000000000000000009000013000000", "image/webp", 10, 20)]
    [InlineData("5249464600000000574542505650384C000000002F09C0040000000000000000", "image/webp", 10, 20)]
    [InlineData("89504E47", null, 0, 0)]
    [InlineData("FFD8FFE00004", null, 0, 0)]
    [InlineData("6E6F20696D616765", null, 0, 0)]
    [InlineData("", null, 0, 0)]
    public void ImageHeader_FirstBytes_TellTypeAndSize(string hex, string? type, int width, int height) =>
        Assert.Equal(type is null ? null : new ImageHeader(type, width, height), ImageHeader.Read(Convert.FromHexString(hex)));
}
