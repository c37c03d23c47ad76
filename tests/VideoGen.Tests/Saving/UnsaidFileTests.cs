using VideoGen.Client;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Saving;

/// <summary>A process that dies between giving a clip its name and writing that down.</summary>
public sealed class UnsaidFileTests : IAsyncLifetime
{
    private readonly SavingFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Downloader_ProcessDiedBeforeItSaidSo_TheFileIsTakenOverWithoutARequest()
    {
        byte[] clip = _fixture.PutClip();
        await DieBeforeSayingAsync();
        int requests = _fixture.Server.Ledger.Entries.Count;
        SavedFile? said = null;

        SavedFile saved = await _fixture.Downloader().DownloadAsync(_fixture.Source, _fixture.Target, false, null, file => { said = file; return Task.CompletedTask; }, default);

        Assert.Equal(saved, said);
        Assert.Equal(SavingFixture.HashOf(clip), saved.Sha256);
        Assert.Equal(requests, _fixture.Server.Ledger.Entries.Count);
        _fixture.AssertOnlyTheClip(clip);
    }

    [Fact]
    public async Task Downloader_TheNextProcessDiedAsItTookItOver_TheOneAfterItTakesItOver()
    {
        byte[] clip = _fixture.PutClip();
        await DieBeforeSayingAsync();
        await File.WriteAllBytesAsync(_fixture.Part, []);

        SavedFile saved = await _fixture.SaveAsync();

        Assert.Equal(SavingFixture.HashOf(clip), saved.Sha256);
        _fixture.AssertOnlyTheClip(clip);
    }

    [Fact]
    public async Task Downloader_TheFileWasChangedSince_IsNotTakenOver()
    {
        byte[] clip = _fixture.PutClip();
        await DieBeforeSayingAsync();
        clip[^1] ^= 1;
        await File.WriteAllBytesAsync(_fixture.Target, clip);

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync());

        Assert.Equal("FileExists", e.ErrorId);
    }

    [Fact]
    public async Task Downloader_AnotherOutputLeftIt_IsFileExists()
    {
        _ = _fixture.PutClip();
        await DieBeforeSayingAsync();

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync(_fixture.Source with { Identity = "another/0" }));

        Assert.Equal("FileExists", e.ErrorId);
    }

    [Fact]
    public async Task Downloader_WholePartAndAForeignFile_IsFileExistsAndThePartStays()
    {
        byte[] clip = _fixture.PutClip();
        await DieBeforeSayingAsync();
        File.Move(_fixture.Target, _fixture.Part);
        await File.WriteAllTextAsync(_fixture.Target, "mine");

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync());

        Assert.Equal("FileExists", e.ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(_fixture.Target));
        Assert.Equal(clip.Length, new FileInfo(_fixture.Part).Length);
    }

    private async Task DieBeforeSayingAsync() => _ = await Assert.ThrowsAsync<TimeoutException>(
        () => _fixture.Downloader().DownloadAsync(_fixture.Source, _fixture.Target, false, null, _ => throw new TimeoutException("killed"), default));
}
