using System.Text.Json;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Http;

namespace VideoGen.Tests.Saving;

public sealed class DownloaderTests(SavingFixture fixture) : IClassFixture<SavingFixture>, IDisposable
{
    public void Dispose()
    {
        fixture.Server.Scenarios.Clear();
        foreach (string file in Directory.EnumerateFiles(fixture.Folder))
        {
            File.Delete(file);
        }
    }

    private LedgerEntry[] Requests => [.. fixture.Server.Ledger.Entries.Skip(_before)];

    private readonly int _before = fixture.Server.Ledger.Entries.Count;

    [Fact]
    public async Task Downloader_NewFile_ArrivesWholeUnderItsNameAndNothingElseStays()
    {
        byte[] clip = fixture.PutClip();
        List<DownloadProgress> reports = [];

        SavedFile saved = await fixture.Downloader().DownloadAsync(fixture.Source, fixture.Target, false, new SynchronousProgress(reports.Add), default);

        fixture.AssertOnlyTheClip(clip);
        Assert.Equal(new SavedFile(fixture.Target, clip.Length, SavingFixture.HashOf(clip), "video/mp4"), saved);
        Assert.Equal(new DownloadProgress(clip.Length, clip.Length), reports[^1]);
        Assert.Equal("identity", Assert.Single(Requests).Header("Accept-Encoding"));
    }

    [Fact]
    public async Task Downloader_MissingFolder_IsMade()
    {
        byte[] clip = fixture.PutClip();
        string target = Path.Combine(fixture.Folder, "a", "b", "clip [1] ünïcode.mp4");

        _ = await fixture.Downloader().DownloadAsync(fixture.Source, target, false, null, default);

        Assert.Equal(clip, await File.ReadAllBytesAsync(target));
        Directory.Delete(Path.Combine(fixture.Folder, "a"), recursive: true);
    }

    [Fact]
    public async Task Downloader_FileInTheWay_StaysUnlessOverwriteIsAsked()
    {
        byte[] clip = fixture.PutClip();
        await File.WriteAllTextAsync(fixture.Target, "mine");

        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync());
        Assert.Equal("FileExists", e.ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(fixture.Target));
        Assert.Empty(Requests);

        _ = await fixture.SaveAsync(overwrite: true);
        fixture.AssertOnlyTheClip(clip);
    }

    [Fact]
    public async Task Downloader_OverwriteThatFails_LeavesTheOldFile()
    {
        _ = fixture.PutClip();
        await File.WriteAllTextAsync(fixture.Target, "mine");
        fixture.Server.Scenarios.Play(Scenarios.Status(410));

        _ = await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync(overwrite: true));

        Assert.Equal("mine", await File.ReadAllTextAsync(fixture.Target));
        Assert.Equal([fixture.Target], Directory.EnumerateFiles(fixture.Folder));
    }

    [Fact]
    public async Task Downloader_FolderInTheWay_IsFileExists()
    {
        string folder = Directory.CreateDirectory(Path.Combine(fixture.Folder, "taken.mp4")).FullName;

        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.Downloader().DownloadAsync(fixture.Source, folder, true, null, default));

        Assert.Equal("FileExists", e.ErrorId);
        Directory.Delete(folder);
    }

    [Fact]
    public async Task Downloader_FileThatAppearsMeanwhile_IsNotReplaced()
    {
        _ = fixture.PutClip();
        var progress = new SynchronousProgress(_ => File.WriteAllText(fixture.Target, "mine"));

        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.Downloader().DownloadAsync(fixture.Source, fixture.Target, false, progress, default));

        Assert.Equal("FileExists", e.ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(fixture.Target));
    }

    [Theory]
    [InlineData(300_001, null)]
    [InlineData(299_999, null)]
    [InlineData(null, "00")]
    public async Task Downloader_OtherThanTheServiceStated_IsAnErrorAndNothingStays(int? length, string? sha256)
    {
        _ = fixture.PutClip();

        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync(fixture.Source with { Length = length, Sha256 = sha256 }));

        Assert.Equal("DownloadFailed", e.ErrorId);
        Assert.Empty(Directory.EnumerateFiles(fixture.Folder));
    }

    [Fact]
    public async Task Downloader_AsTheServiceStated_IsSaved()
    {
        byte[] clip = fixture.PutClip();

        _ = await fixture.SaveAsync(fixture.Source with { Length = clip.Length, Sha256 = SavingFixture.HashOf(clip).ToUpperInvariant() });

        fixture.AssertOnlyTheClip(clip);
    }

    [Theory]
    [InlineData("application/octet-stream", "<!DOCTYPE html><html>Sign in</html>", "Sign in")]
    [InlineData("video/mp4", """{"error":"gone for good"}""", "gone for good")]
    [InlineData("application/json", """{"error":"gone for good"}""", "gone for good")]
    [InlineData("video/mp4", "short", "5 bytes")]
    public async Task Downloader_NoVideo_IsAnErrorThatShowsWhatItIs(string mediaType, string text, string shown)
    {
        fixture.Server.Put("/clip.mp4", new MediaFile(System.Text.Encoding.UTF8.GetBytes(text)) { MediaType = mediaType });

        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync());

        Assert.Equal("NotAVideo", e.ErrorId);
        Assert.Contains(shown, e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(fixture.Folder));
    }

    [Fact]
    public async Task Downloader_CutFileThatTheServerCallsWhole_IsNotAVideo()
    {
        fixture.Server.Put("/clip.mp4", SampleClip.Mp4(300_000)[..200_000]);

        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync());

        Assert.Equal("NotAVideo", e.ErrorId);
        Assert.Empty(Directory.EnumerateFiles(fixture.Folder));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Downloader_DeadLink_IsLinkExpiredAtOnce(int status)
    {
        fixture.Server.Scenarios.Play(Scenarios.Status(status, "<Code>AccessDenied</Code>"));

        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync(fixture.Source with { Uri = fixture.Server.UriOf("/clip.mp4?X-Signature=secret") }));

        Assert.Equal("LinkExpired", e.ErrorId);
        Assert.Contains("AccessDenied", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
        _ = Assert.Single(Requests);
        Assert.Empty(Directory.EnumerateFiles(fixture.Folder));
    }

    [Fact]
    public async Task Downloader_KeyRefusedAtItsOwnOrigin_IsAboutTheKey()
    {
        fixture.Server.Scenarios.Play(Scenarios.Status(401));
        var source = fixture.Source with { Credential = OriginCredential.Bearer(fixture.Server.BaseUri, new Secret("key-1234")) };

        Assert.Equal("Unauthorized", (await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync(source))).ErrorId);

        Assert.Equal("Bearer key-1234", Assert.Single(Requests).Header("Authorization"));
    }

    [Fact]
    public async Task Downloader_RedirectToAnotherOrigin_IsFollowedWithoutTheKey()
    {
        byte[] clip = fixture.PutClip();
        await using var elsewhere = new MediaServer();
        elsewhere.Put("/cdn/x.mp4", clip);
        await elsewhere.StartAsync();
        fixture.Server.Scenarios.Play(Scenarios.RedirectTo(elsewhere.UriOf("/cdn/x.mp4")));
        var source = fixture.Source with { Credential = OriginCredential.Bearer(fixture.Server.BaseUri, new Secret("key-1234")) };

        _ = await fixture.SaveAsync(source);

        fixture.AssertOnlyTheClip(clip);
        Assert.Equal("Bearer key-1234", Assert.Single(Requests).Header("Authorization"));
        LedgerEntry there = Assert.Single(elsewhere.Ledger.Entries);
        Assert.Null(there.Header("Authorization"));
        Assert.DoesNotContain("key-1234", JsonSerializer.Serialize(there), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloader_PlainHttpElsewhere_IsRefused()
    {
        var e = await Assert.ThrowsAsync<VideoGenException>(() => fixture.SaveAsync(fixture.Source with { Uri = new Uri("http://cdn.example/clip.mp4") }));

        Assert.Equal("InsecureEndpoint", e.ErrorId);
        Assert.Empty(Directory.EnumerateFiles(fixture.Folder));
    }
}
