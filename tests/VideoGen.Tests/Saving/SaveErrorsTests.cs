using VideoGen.Client;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Saving;

public sealed class SaveErrorsTests : IDisposable
{
    private readonly SavingFixture _fixture = new();
    private readonly string _clip;

    public SaveErrorsTests()
    {
        _clip = Path.Combine(_fixture.Folder, "source.mp4");
        File.WriteAllBytes(_clip, SampleClip.Mp4(100_000));
    }

    private DownloadSource Source => new(new Uri(_clip), "job/0") { LocalRoot = _fixture.Folder };

    public void Dispose() => _fixture.Clean();

    [Theory]
    [InlineData(unchecked((int)0x80070070), "DiskFull")]
    [InlineData(unchecked((int)0x80070027), "DiskFull")]
    [InlineData(28, "DiskFull")]
    [InlineData(122, "DiskFull")]
    [InlineData(30, "DestinationNotWritable")]
    [InlineData(unchecked((int)0x8007007B), "DestinationNotWritable")]
    [InlineData(5, "DestinationNotWritable")]
    public void SaveErrors_FileSystemError_HasItsKindAndThePath(int code, string errorId)
    {
        VideoGenException? e = SaveErrors.From(new IOException("…", code), "/x/clip.mp4");

        Assert.Equal(errorId, e?.ErrorId);
        Assert.Contains("/x/clip.mp4", e!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaveErrors_RealFullDevice_IsDiskFull()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        IOException e = Assert.Throws<IOException>(() => full.Write([1]));

        Assert.Equal("DiskFull", SaveErrors.From(e, "/x/clip.mp4")?.ErrorId);
    }

    [Fact]
    public async Task Downloader_NameTooLong_SaysSo()
    {
        string target = Path.Combine(_fixture.Folder, new string('x', 300) + ".mp4");

        var e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Downloader().DownloadAsync(Source, target, false, null, default));

        Assert.Equal("DestinationNotWritable", e.ErrorId);
    }

    [Fact]
    public async Task Downloader_FolderThatIsAFile_SaysSo()
    {
        var e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Downloader().DownloadAsync(Source, Path.Combine(_clip, "clip.mp4"), false, null, default));

        Assert.Equal("DestinationNotWritable", e.ErrorId);
    }

    [Fact]
    public async Task Downloader_FolderWithoutPermission_SaysSo()
    {
        string locked = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "locked")).FullName;
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Permissions do not bind root; what the system would throw does the same.
            Assert.Equal("DestinationNotWritable", SaveErrors.From(new UnauthorizedAccessException(), locked)?.ErrorId);
            return;
        }

        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Downloader().DownloadAsync(Source, Path.Combine(locked, "clip.mp4"), false, null, default));

        Assert.Equal("DestinationNotWritable", e.ErrorId);
    }

    [Fact]
    public async Task Downloader_RelativeTarget_IsAMistakeOfTheCaller() =>
        _ = await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Downloader().DownloadAsync(Source, "clip.mp4", false, null, default));
}
