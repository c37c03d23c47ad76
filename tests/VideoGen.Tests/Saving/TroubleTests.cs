using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Http;

namespace VideoGen.Tests.Saving;

public sealed class TroubleTests : IAsyncLifetime
{
    private readonly SavingFixture _fixture = new();

    private LedgerEntry[] Requests => [.. _fixture.Server.Ledger.Entries];

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Downloader_CutBody_GoesOnWhereItWasCut()
    {
        byte[] clip = _fixture.PutClip();
        _fixture.Server.Scenarios.Play(Scenarios.CutAfter(70_000));
        _fixture.Server.Scenarios.Play(Scenarios.CutAfter(80_000));

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal([null, "bytes=70000-", "bytes=150000-"], Requests.Select(request => request.Header("Range")));
    }

    [Fact]
    public async Task Downloader_ManyCutsThatEachBringSomething_DoNotEndIt()
    {
        byte[] clip = _fixture.PutClip(100_000);
        _fixture.Server.Scenarios.Play(Scenarios.CutAfter(5_000), times: 19);

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal(20, Requests.Length);
    }

    [Fact]
    public async Task Downloader_AttemptsThatBringNothing_EndItAndLeaveNothing()
    {
        _ = _fixture.PutClip();
        _fixture.Server.Scenarios.Play(Scenarios.Hangup(), times: 100);

        var e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync());

        Assert.Equal("DownloadFailed", e.ErrorId);
        Assert.Equal(new DownloadOptions().MaxFruitlessAttempts, Requests.Length);
        Assert.Empty(Directory.EnumerateFiles(_fixture.Folder));
    }

    [Fact]
    public async Task Downloader_ServerThatCutsForever_EndsAfterTheLimitAndKeepsThePart()
    {
        _ = _fixture.PutClip();
        _fixture.Server.Scenarios.Play(Scenarios.CutAfter(10), times: 1000);

        _ = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync());

        Assert.Equal(new DownloadOptions().MaxAttempts, Requests.Length);
        Assert.Equal(500, new FileInfo(_fixture.Part).Length);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Downloader_PassingTrouble_IsTriedAgain(int status)
    {
        byte[] clip = _fixture.PutClip();
        _fixture.Server.Scenarios.Play(Scenarios.Status(status), times: 3);

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal(4, Requests.Length);
    }

    [Fact]
    public async Task Downloader_TroubleAfterAPart_GoesOnFromThere()
    {
        byte[] clip = _fixture.PutClip();
        _fixture.Server.Scenarios.Play(Scenarios.CutAfter(70_000));
        _fixture.Server.Scenarios.Play(Scenarios.Status(503, "maintenance"));

        _ = await _fixture.SaveAsync();

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal([null, "bytes=70000-", "bytes=70000-"], Requests.Select(request => request.Header("Range")));
    }

    [Fact]
    public async Task Downloader_RetryAfter_IsObeyed()
    {
        byte[] clip = _fixture.PutClip();
        var time = new ManualTimeProvider();
        _fixture.Server.Scenarios.Play(Scenarios.Status(429, retryAfter: "23"));

        Task<SavedFile> save = _fixture.Downloader(time).DownloadAsync(_fixture.Source, _fixture.Target, false, null, default);
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(23));
        _ = Assert.Single(Requests);
        time.Advance(TimeSpan.FromSeconds(23));
        _ = await save.WaitAsync(TimeSpan.FromSeconds(60));

        _fixture.AssertOnlyTheClip(clip);
    }

    [Fact]
    public async Task Downloader_RetryAfterBeyondTheLimit_IsReported()
    {
        _fixture.Server.Scenarios.Play(Scenarios.Status(429, retryAfter: "4000"));

        var e = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SaveAsync());

        Assert.Equal("RateLimited", e.ErrorId);
        _ = Assert.Single(Requests);
    }

    [Fact]
    public async Task Downloader_NoByteForTheStallTime_GoesOnOverAnotherConnection()
    {
        byte[] clip = _fixture.PutClip();
        var time = new ManualTimeProvider();
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.Server.Scenarios.Play(Scenarios.StallAfter(90_000));
        var progress = new SynchronousProgress(done =>
        {
            if (done.BytesDone == 90_000)
            {
                stalled.SetResult();
            }
        });
        Downloader downloader = _fixture.Downloader(time, new DownloadOptions { StallTimeout = TimeSpan.FromSeconds(40), ReportInterval = TimeSpan.Zero }, new RetryPolicy { FirstDelay = TimeSpan.FromSeconds(2) });

        Task<SavedFile> save = downloader.DownloadAsync(_fixture.Source, _fixture.Target, false, progress, default);
        await stalled.Task.WaitAsync(TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromSeconds(40));
        await _fixture.Server.Ledger.WaitForAsync(1);
        await AdvanceUntilAsync(save, time);

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal([null, "bytes=90000-"], Requests.Select(request => request.Header("Range")));
    }

    [Fact]
    public async Task Downloader_SlowButSteady_IsNotTakenForAStall()
    {
        // A timer set anew after each piece; without that the clock of the first one would end the download.
        byte[] clip = _fixture.PutClip();
        var time = new ManualTimeProvider();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.Server.Scenarios.Play(Scenarios.PauseAfter(50_000, first.Task, 100_000, second.Task));
        var reached = new[] { new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        var progress = new SynchronousProgress(done =>
        {
            _ = done.BytesDone >= 50_000 && reached[0].TrySetResult();
            _ = done.BytesDone >= 100_000 && reached[1].TrySetResult();
        });
        Downloader downloader = _fixture.Downloader(time, new DownloadOptions { StallTimeout = TimeSpan.FromSeconds(40), ReportInterval = TimeSpan.Zero });

        Task<SavedFile> save = downloader.DownloadAsync(_fixture.Source, _fixture.Target, false, progress, default);
        await reached[0].Task.WaitAsync(TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromSeconds(30));
        first.SetResult();
        await reached[1].Task.WaitAsync(TimeSpan.FromSeconds(60));
        await time.WaitForTimerDueAsync(time.GetUtcNow() + TimeSpan.FromSeconds(40));
        time.Advance(TimeSpan.FromSeconds(30));
        second.SetResult();
        _ = await save.WaitAsync(TimeSpan.FromSeconds(60));

        _fixture.AssertOnlyTheClip(clip);
        _ = Assert.Single(Requests);
    }

    [Fact]
    public async Task Downloader_NoAnswerAtAll_IsTriedAgainAfterTheStallTime()
    {
        byte[] clip = _fixture.PutClip();
        var time = new ManualTimeProvider();

        // Far longer than the pause before the second attempt, whose real connection takes its time while the clock moves on.
        var options = new DownloadOptions { StallTimeout = TimeSpan.FromDays(1) };
        _fixture.Server.Scenarios.Play(Scenarios.Silence());

        Task<SavedFile> save = _fixture.Downloader(time, options).DownloadAsync(_fixture.Source, _fixture.Target, false, null, default);
        await _fixture.Server.Ledger.WaitForAsync(1).WaitAsync(TimeSpan.FromSeconds(60));
        time.Advance(options.StallTimeout);
        await AdvanceUntilAsync(save, time);

        _fixture.AssertOnlyTheClip(clip);
        Assert.Equal(2, Requests.Length);
    }

    /// <summary>Moves the clock in small steps, each letting pending work run, until the task has ended.</summary>
    private static async Task AdvanceUntilAsync(Task task, ManualTimeProvider time)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!task.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await task;
    }
}
