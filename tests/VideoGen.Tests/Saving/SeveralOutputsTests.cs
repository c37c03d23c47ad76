using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Journal;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Saving;

/// <summary>Jobs of several outputs, and many jobs at once.</summary>
public sealed class SeveralOutputsTests : IAsyncLifetime
{
    private readonly SaveRunFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Save_OneOutputIsDeadForGood_TheOthersAreSavedAndNothingIsLeftToDo()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4", "/gone.mp4", "/c.mp4") with { ExpiresAt = _fixture.Client.Time.GetUtcNow() };

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job);

        Assert.Equal([$"lake-{job.ShortId}-1.mp4", $"lake-{job.ShortId}-3.mp4"], files.Select(file => file.Name));
        Assert.Equal("LinkExpired", error?.ErrorId);
        JournalEntry entry = await _fixture.EntryAsync(job);
        Assert.Equal((VideoStatus.Expired, 2), (entry.Job.Status, entry.Saved.Count));
        Assert.Empty((await _fixture.Client.Client.ListAsync(new JobQuery { Unclaimed = true }, false, default)).Jobs);
    }

    [Fact]
    public async Task Save_OneOutputIsDeadAndOneOnlyFailed_StaysCompletedForTheNextRun()
    {
        VideoJob job = await _fixture.CompleteAsync("/gone.mp4", "/b.mp4") with { ExpiresAt = _fixture.Client.Time.GetUtcNow() };
        _fixture.Server.Put("/b.mp4", System.Text.Encoding.UTF8.GetBytes("not a clip, for the moment"));

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job);

        Assert.Empty(files);
        Assert.Equal("LinkExpired", error?.ErrorId);
        Assert.Equal(VideoStatus.Completed, (await _fixture.EntryAsync(job)).Job.Status);
        _fixture.Server.Put("/b.mp4", SampleClip.Mp4(20_000, 1));
        Assert.Equal($"lake-{job.ShortId}-2.mp4", Assert.Single((await _fixture.SaveAsync(job)).Files).Name);
    }

    [Fact]
    public async Task Save_AnotherFileIsInTheWayOfOneOutput_TheOtherIsSavedAndTheJobStaysUnclaimed()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4", "/b.mp4");
        string taken = Path.Combine(_fixture.Folder, $"lake-{job.ShortId}-1.mp4");
        await File.WriteAllTextAsync(taken, "mine");

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job);

        Assert.Equal($"lake-{job.ShortId}-2.mp4", Assert.Single(files).Name);
        Assert.Equal("FileExists", error?.ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(taken));
        JobListing unclaimed = await _fixture.Client.Client.ListAsync(new JobQuery { Unclaimed = true }, false, default);
        Assert.Equal(job.Key, Assert.Single(unclaimed.Jobs).Job.Key);
    }

    [Fact]
    public async Task Save_LinksWereRenewedForOneOutput_AreUsedForTheNext()
    {
        VideoJob job = await _fixture.CompleteAsync("/gone-1.mp4", "/gone-2.mp4");
        _fixture.Server.Put("/new-1.mp4", SampleClip.Mp4(10_000, 2));
        _fixture.Server.Put("/new-2.mp4", SampleClip.Mp4(11_000, 2));
        _fixture.Client.Provider.OnRead = id => _fixture.Completed(id, "/new-1.mp4", "/new-2.mp4");
        int reads = _fixture.Client.Provider.Reads.Count;

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job);

        Assert.Null(error);
        Assert.Equal([10_000L, 11_000L], files.Select(file => file.Length));
        Assert.Equal(reads + 1, _fixture.Client.Provider.Reads.Count);
    }

    [Fact]
    public async Task Save_ManyJobs_TheSoonestToExpireGoesFirst()
    {
        DateTimeOffset now = _fixture.Client.Time.GetUtcNow();
        VideoJob first = await _fixture.CompleteAsync("/first.mp4");
        VideoJob[] others = [
            await _fixture.CompleteAsync("/never.mp4"),
            await _fixture.CompleteAsync("/late.mp4") with { ExpiresAt = now.AddHours(9) },
            await _fixture.CompleteAsync("/soon.mp4") with { ExpiresAt = now.AddHours(1) },
            await _fixture.CompleteAsync("/then.mp4") with { ExpiresAt = now.AddHours(2) }];
        var go = new TaskCompletionSource();
        _fixture.Server.Scenarios.Play(Scenarios.PauseAfter(1, go.Task, 2, Task.CompletedTask));
        SaveRun run = _fixture.Client.Client.OpenSave(_fixture.Options with { ThrottleLimit = 1 });
        Task held = Save(first);
        while (_fixture.Server.Ledger.Entries.Count == 0)
        {
            await Task.Yield();
        }

        // Each takes its place in line before it gives up the thread.
        Task[] waiting = [.. others.Select(Save)];
        go.SetResult();
        await Task.WhenAll([held, .. waiting]).WaitAsync(ClientFixture.Patience);

        Assert.Equal(["/first.mp4", "/soon.mp4", "/then.mp4", "/late.mp4", "/never.mp4"], _fixture.Server.Ledger.Entries.Select(entry => entry.Target));

        Task Save(VideoJob job) => run.SaveAsync(job, run.PlanPaths(job), null, default);
    }

    [Fact]
    public async Task DownloadTurns_OneThatWaitsGivesUp_TheNextGetsItsTurn()
    {
        var turns = new DownloadTurns(1);
        using var stop = new CancellationTokenSource();
        IDisposable held = await turns.TakeAsync(null, default);
        Task<IDisposable> leaving = turns.TakeAsync(DateTimeOffset.UnixEpoch, stop.Token);
        Task<IDisposable> staying = turns.TakeAsync(null, default);
        await stop.CancelAsync();
        held.Dispose();
        held.Dispose();

        using IDisposable turn = await staying.WaitAsync(ClientFixture.Patience);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.False(turns.TakeAsync(null, default).IsCompleted);
    }
}
