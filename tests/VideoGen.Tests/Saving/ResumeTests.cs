using Microsoft.Net.Http.Headers;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Http;

namespace VideoGen.Tests.Saving;

public sealed class ResumeTests : IAsyncLifetime
{
    private readonly SavingFixture _fixture = new();

    private LedgerEntry[] Requests => [.. _fixture.Server.Ledger.Entries];

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Downloader_StoppedRun_IsContinuedByTheNext()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);

        SavedFile saved = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal(SavingFixture.HashOf(clip), saved.Sha256);
        Assert.Equal((null, "bytes=100000-"), (Requests[0].Header("Range"), Requests[1].Header("Range")));
        Assert.Equal($"\"{SavingFixture.HashOf(clip)[..16].ToUpperInvariant()}\"", Requests[1].Header("If-Range"));
    }

    [Fact]
    public async Task Downloader_StoppedRun_KeepsNoAddressOnDisk()
    {
        _ = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);

        Assert.DoesNotContain("127.0.0.1", await File.ReadAllTextAsync(_fixture.State), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloader_RenewedLink_ContinuesThePart()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);
        _fixture.Server.Put("/renewed.mp4", clip);

        _ = await _fixture.SaveAsync(_fixture.Source with { Uri = _fixture.Server.UriOf("/renewed.mp4?sig=2") });

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal("bytes=100000-", Requests[1].Header("Range"));
    }

    [Fact]
    public async Task Downloader_FileChangedBetweenRuns_StartsOver()
    {
        _ = _fixture.PutClip(seed: 1);
        await _fixture.LeavePartAsync(100_000);
        byte[] changed = _fixture.PutClip(seed: 2);

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(changed);
        Assert.Equal(2, Requests.Length);
    }

    [Fact]
    public async Task Downloader_FileChangedAndServerIgnoresTheCondition_StartsOver()
    {
        _ = _fixture.PutClip(seed: 1);
        await _fixture.LeavePartAsync(100_000);
        byte[] changed = _fixture.PutClip(seed: 2);
        _fixture.Server.Scenarios.Play(new Scenario("no-condition", (context, next) =>
        {
            _ = context.Request.Headers.Remove("If-Range");
            return next(context);
        }));

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(changed);
        Assert.Equal([null, "bytes=100000-", null], Requests.Select(request => request.Header("Range")));
    }

    [Fact]
    public async Task Downloader_PartOfAnotherJob_StartsOver()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);

        _ = await _fixture.SaveAsync(_fixture.Source with { Identity = "other/0" });

        _fixture.AssertOnlyTheClip(clip);
        Assert.Null(Requests[1].Header("Range"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"identity\":\"job/0\",")]
    [InlineData("null")]
    public async Task Downloader_DamagedState_StartsOver(string state)
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);
        await File.WriteAllTextAsync(_fixture.State, state);

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Null(Requests[1].Header("Range"));
    }

    [Fact]
    public async Task Downloader_BytesThatWereNeverFlushed_AreFetchedAgain()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);

        // What a power cut leaves: the length, but zeros in place of the bytes.
        await using (FileStream part = File.OpenWrite(_fixture.Part))
        {
            part.SetLength(150_000);
        }

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal("bytes=100000-", Requests[1].Header("Range"));
    }

    [Fact]
    public async Task Downloader_DamagedPartWithAKnownHash_IsFetchedAgainWhole()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);
        await using (FileStream part = File.OpenWrite(_fixture.Part))
        {
            part.Position = 50_000;
            part.WriteByte((byte)~clip[50_000]);
        }

        _ = await _fixture.SaveAsync(_fixture.Source with { Sha256 = SavingFixture.HashOf(clip) });

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal([null, "bytes=100000-", null], Requests.Select(request => request.Header("Range")));
    }

    [Fact]
    public async Task Downloader_WholePart_IsCheckedAndRenamedWithoutARequest()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(clip.Length - 1);
        await File.WriteAllBytesAsync(_fixture.Part, clip);
        await File.WriteAllTextAsync(_fixture.State, (await File.ReadAllTextAsync(_fixture.State)).Replace($"{clip.Length - 1}", $"{clip.Length}", StringComparison.Ordinal));

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        _ = Assert.Single(Requests);
    }

    [Fact]
    public async Task Downloader_FileBecameShorter_StartsOverAfter416()
    {
        _ = _fixture.PutClip(300_000);
        await _fixture.LeavePartAsync(200_000);
        byte[] shorter = SampleClip.Mp4(100_000, 7);

        // The tag stays, so the condition holds and the range does not.
        _fixture.Server.Put("/clip.mp4", new MediaFile(shorter) { ETag = new EntityTagHeaderValue(PartState.TryRead(_fixture.State)!.Validator!) });
        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(shorter);
        Assert.Equal([null, "bytes=200000-", null], Requests.Select(request => request.Header("Range")));
    }

    [Fact]
    public async Task Downloader_WeakTag_IsNotAValidatorAndTheNextRunStartsOver()
    {
        byte[] clip = SampleClip.Mp4(300_000);
        _fixture.Server.Put("/clip.mp4", new MediaFile(clip) { ETag = new EntityTagHeaderValue("\"w\"", isWeak: true) });
        await _fixture.LeavePartAsync(100_000);

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal((null, null), (Requests[1].Header("Range"), Requests[1].Header("If-Range")));
    }

    [Fact]
    public async Task Downloader_ModificationDate_IsTheValidatorWhereThereIsNoTag()
    {
        byte[] clip = SampleClip.Mp4(300_000);
        _fixture.Server.Put("/clip.mp4", new MediaFile(clip) { LastModified = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) });
        await _fixture.LeavePartAsync(100_000);

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal(("bytes=100000-", "Fri, 02 Jan 2026 03:04:05 GMT"), (Requests[1].Header("Range"), Requests[1].Header("If-Range")));
    }

    [Fact]
    public async Task Downloader_ServerWithoutRanges_StartsOver()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);
        _fixture.Server.Scenarios.Play(Scenarios.IgnoreRange());

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal(2, Requests.Length);
    }

    [Fact]
    public async Task Downloader_LinkDiesInBetween_KeepsThePart()
    {
        _ = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);
        _fixture.Server.Scenarios.Play(Scenarios.Status(403));

        _ = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync());

        Assert.Equal(100_000, new FileInfo(_fixture.Part).Length);
        Assert.True(File.Exists(_fixture.State));
    }

    [Fact]
    public async Task Downloader_LoginPageInBetween_KeepsThePart()
    {
        byte[] clip = _fixture.PutClip();
        await _fixture.LeavePartAsync(100_000);
        _fixture.Server.Scenarios.Play(Scenarios.Html());

        var e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync());
        Assert.Equal("NotAVideo", e.ErrorId);

        _ = await _fixture.SaveAsync();
        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal("bytes=100000-", Requests[2].Header("Range"));
    }
}
