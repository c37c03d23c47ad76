using VideoGen.Gallery;
using VideoGen.Tests.Credentials;

namespace VideoGen.Tests.Gallery;

public sealed class ClipUrlTests
{
    [Theory]
    [InlineData("clips/a.mp4", "clips/a.mp4")]
    [InlineData("../a.mp4", "../a.mp4")]
    [InlineData("a b#c%20d?e&f.mp4", "a%20b%23c%2520d%3Fe%26f.mp4")]
    [InlineData("it's \"ü\".mp4", "it%27s%20%22%C3%BC%22.mp4")]
    [InlineData("日本/x.mp4", "%E6%97%A5%E6%9C%AC/x.mp4")]
    [InlineData("javascript:alert(1).mp4", "javascript%3Aalert%281%29.mp4")]
    public void ClipUrl_FileNearThePage_IsRelativeAndEscaped(string file, string url)
    {
        string folder = Path.GetFullPath("page");
        Assert.Equal(url, ClipUrl.Of(folder, Path.GetFullPath(file, folder)));
    }

    [UnixFact]
    public void ClipUrl_BackslashInAName_IsPartOfIt() => Assert.Equal("a%5Cb.mp4", ClipUrl.Of("/page", "/page/a\\b.mp4"));

    [Theory]
    [InlineData("D:\\my clips\\a#1.mp4", "file:///D:/my%20clips/a%231.mp4")]
    [InlineData("\\\\host\\share\\a b.mp4", "file://host/share/a%20b.mp4")]
    [InlineData("/mnt/a b.mp4", "file:///mnt/a%20b.mp4")]
    public void ClipUrl_FileOfAnotherDrive_IsAFileUrl(string path, string url)
    {
        Assert.Equal(url, ClipUrl.OfFile(path));
        Assert.True(new Uri(url).IsFile);
    }
}
