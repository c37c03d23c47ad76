using VideoGen.Gallery;
using VideoGen.Tests.Credentials;

namespace VideoGen.Tests.Gallery;

public sealed class CommonFolderTests
{
    private static readonly string Root = Path.GetFullPath("clips");

    [Theory]
    [InlineData("", "a.mp4")]
    [InlineData("", "a.mp4", "b.mp4")]
    [InlineData("", "one/a.mp4", "two/b.mp4")]
    [InlineData("one", "one/a.mp4", "one/two/b.mp4")]
    [InlineData("", "one/a.mp4", "one-more/b.mp4")]
    public void CommonFolder_Files_IsTheDeepestAboveAll(string expected, params string[] files) =>
        Assert.Equal(Path.GetFullPath(expected, Root).TrimEnd(Path.DirectorySeparatorChar), CommonFolder.Of(files.Select(file => Path.GetFullPath(file, Root))));

    [Fact]
    public void CommonFolder_NoFile_IsNone() => Assert.Null(CommonFolder.Of([]));

    [UnixFact]
    public void CommonFolder_Root_DoesNotCount() => Assert.Null(CommonFolder.Of(["/a/x.mp4", "/b/y.mp4"]));
}
