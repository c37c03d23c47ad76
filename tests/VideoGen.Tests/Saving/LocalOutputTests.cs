using VideoGen.Client;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Saving;

public sealed class LocalOutputTests : IDisposable
{
    private readonly SavingFixture _fixture = new();
    private readonly string _root;
    private readonly string _clip;
    private readonly byte[] _bytes = SampleClip.Mp4(300_000);

    public LocalOutputTests()
    {
        _root = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "local ö")).FullName;
        _clip = Path.Combine(_root, "out 1.mp4");
        File.WriteAllBytes(_clip, _bytes);
    }

    private DownloadSource Source => new(new Uri(_clip), "job/0") { LocalRoot = _root };

    public void Dispose() => _fixture.Clean();

    [Fact]
    public async Task Downloader_LocalOutput_IsCopiedAndTheOriginalStays()
    {
        SavedFile saved = await _fixture.SaveAsync(Source with { Length = _bytes.Length });

        Assert.Equal(new SavedFile(_fixture.Target, _bytes.Length, SavingFixture.HashOf(_bytes), "video/mp4"), saved);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(_fixture.Target));
        Assert.True(File.Exists(_clip));
        Assert.Equal([_fixture.Target], Directory.EnumerateFiles(_fixture.Folder));
    }

    [Fact]
    public async Task Downloader_LocalOutputOverAnOldPart_StartsOver()
    {
        await File.WriteAllTextAsync(_fixture.Part, "something else");
        await File.WriteAllTextAsync(_fixture.State, """{"identity":"job/0","flushed":10}""");

        _ = await _fixture.SaveAsync(Source);

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(_fixture.Target));
    }

    [Fact]
    public async Task Downloader_LocalFileWithoutARoot_IsRefused() => await AssertRefusedAsync(Source with { LocalRoot = null });

    [Fact]
    public async Task Downloader_LocalFileOutsideItsRoot_IsRefused()
    {
        string beside = Directory.CreateDirectory(_root + "2").FullName;
        File.Copy(_clip, Path.Combine(beside, "x.mp4"));

        await AssertRefusedAsync(Source with { Uri = new Uri(Path.Combine(beside, "x.mp4")) });
        await AssertRefusedAsync(Source with { Uri = new Uri($"file://{_root}/../local ö2/x.mp4") });
        await AssertRefusedAsync(Source with { Uri = new Uri($"file://server{_clip}") });
    }

    [Fact]
    public async Task Downloader_LinkThatLeadsOutOfTheRoot_IsRefused()
    {
        string secret = Path.Combine(_fixture.Folder, "secret.mp4");
        File.Copy(_clip, secret);
        _ = File.CreateSymbolicLink(Path.Combine(_root, "link.mp4"), secret);

        await AssertRefusedAsync(Source with { Uri = new Uri(Path.Combine(_root, "link.mp4")) });
    }

    [Fact]
    public async Task Downloader_LocalOutputThatIsGone_IsLinkExpired()
    {
        File.Delete(_clip);

        Assert.Equal("LinkExpired", (await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync(Source))).ErrorId);
        Assert.Empty(Directory.EnumerateFiles(_fixture.Folder));
    }

    private async Task AssertRefusedAsync(DownloadSource source)
    {
        Assert.Equal("DownloadFailed", (await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync(source))).ErrorId);
        Assert.False(File.Exists(_fixture.Target));
        Assert.False(File.Exists(_fixture.Part));
    }
}
