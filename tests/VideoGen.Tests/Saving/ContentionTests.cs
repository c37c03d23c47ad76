using VideoGen.Client;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Saving;

public sealed class ContentionTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly SavingFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Downloader_TwoOfTheSameOutput_FetchItOnceAndBothGetTheFile()
    {
        byte[] clip = _fixture.PutClip();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.Server.Scenarios.Play(Hold(gate.Task));
        var time = new ManualTimeProvider();

        Task<SavedFile> first = _fixture.SaveAsync();
        await _fixture.Server.Ledger.WaitForAsync(1).WaitAsync(Soon);
        Task<SavedFile> second = _fixture.Downloader(time).DownloadAsync(_fixture.Source, _fixture.Target, false, null, default);
        await time.WaitForTimerAsync(new DownloadOptions().ContentionInterval);
        gate.SetResult();
        SavedFile saved = await first;
        time.Advance(new DownloadOptions().ContentionInterval);

        Assert.Equal(saved, await second.WaitAsync(Soon));
        _fixture.AssertOnlyTheClip(clip);
        _ = Assert.Single(_fixture.Server.Ledger.Entries);
    }

    [Fact]
    public async Task Downloader_AnotherJobForTheSamePath_WaitsAndIsRefused()
    {
        byte[] clip = _fixture.PutClip();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.Server.Scenarios.Play(Hold(gate.Task));
        var time = new ManualTimeProvider();

        Task<SavedFile> first = _fixture.SaveAsync();
        await _fixture.Server.Ledger.WaitForAsync(1).WaitAsync(Soon);
        Task<SavedFile> second = _fixture.Downloader(time).DownloadAsync(_fixture.Source with { Identity = "other/0" }, _fixture.Target, false, null, default);
        await time.WaitForTimerAsync(new DownloadOptions().ContentionInterval);
        gate.SetResult();
        _ = await first;
        time.Advance(new DownloadOptions().ContentionInterval);

        Assert.Equal("FileExists", (await Assert.ThrowsAsync<VideoGenException>(() => second.WaitAsync(Soon))).ErrorId);
        _fixture.AssertOnlyTheClip(clip);
    }

    [Fact]
    public async Task Downloader_FirstGivesUp_TheSecondGoesOnWithItsPart()
    {
        byte[] clip = _fixture.PutClip();
        using var cancellation = new CancellationTokenSource();
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.Server.Scenarios.Play(Scenarios.StallAfter(100_000));
        var progress = new SynchronousProgress(done =>
        {
            if (done.BytesDone == 100_000)
            {
                stalled.SetResult();
            }
        });
        var time = new ManualTimeProvider();

        Task<SavedFile> first = _fixture.Downloader(options: new DownloadOptions { ReportInterval = TimeSpan.Zero }).DownloadAsync(_fixture.Source, _fixture.Target, false, progress, cancellation.Token);
        await stalled.Task.WaitAsync(Soon);
        Task<SavedFile> second = _fixture.Downloader(time).DownloadAsync(_fixture.Source, _fixture.Target, false, null, default);
        await time.WaitForTimerAsync(new DownloadOptions().ContentionInterval);
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        time.Advance(new DownloadOptions().ContentionInterval);
        _ = await second.WaitAsync(Soon);

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal("bytes=100000-", _fixture.Server.Ledger.Entries[1].Header("Range"));
    }

    [Fact]
    public async Task Downloader_ManyAtOnce_EachEndsWithTheWholeFile()
    {
        byte[] clip = _fixture.PutClip(1_000_000);
        Downloader downloader = _fixture.Downloader(options: new DownloadOptions { ContentionInterval = TimeSpan.FromMilliseconds(1) });

        SavedFile[] saved = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => downloader.DownloadAsync(_fixture.Source, _fixture.Target, true, null, default)))).WaitAsync(Soon);

        Assert.All(saved, file => Assert.Equal(SavingFixture.HashOf(clip), file.Sha256));
        _fixture.AssertOnlyTheClip(clip);
    }

    [Fact]
    public void PartLock_FileThatIsOpen_IsRefusedUntilItIsClosed()
    {
        using (FileStream? held = PartLock.TryOpen(_fixture.Part, TimeProvider.System))
        {
            Assert.NotNull(held);
            Assert.Null(PartLock.TryOpen(_fixture.Part, TimeProvider.System));
        }

        using FileStream? after = PartLock.TryOpen(_fixture.Part, TimeProvider.System);
        Assert.NotNull(after);
    }

    private static Scenario Hold(Task until) => new("hold", async (context, next) =>
    {
        await until;
        await next(context);
    });
}
