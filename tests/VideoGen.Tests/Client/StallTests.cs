using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>Jobs of which nothing new is told, and the words in which a wait leaves a job open.</summary>
public sealed class StallTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly WaitFixture _wait = new(new CapableProvider());
    private readonly WaitOptions _tenMinutes = new() { Timeout = Timeout.InfiniteTimeSpan, StallTimeout = TimeSpan.FromMinutes(10) };

    private FakeProvider Provider => _wait.Provider;

    public void Dispose() => _wait.Dispose();

    [Fact]
    public async Task Wait_NothingNewIsTold_EndsForThatJobAndLeavesItOpen()
    {
        Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running) with { Progress = 40 };
        VideoJob job = _wait.Put(VideoStatus.Queued, "stuck");
        DateTimeOffset begun = _wait.Fixture.Time.GetUtcNow();
        _wait.Begin(_tenMinutes, job);

        VideoGenException error = Assert.Single(await _wait.EndByTickingAsync(Tick)).Error!;

        Assert.Equal("JobStalled", error.ErrorId);
        Assert.Contains("(Running, 40 %) for 10 min", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Get-VideoJob {job.ShortId} | Wait-VideoJob", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Stop-VideoJob {job.ShortId} (cost: the whole price)", error.Remedy, StringComparison.Ordinal);
        Assert.True(_wait.Fixture.Time.GetUtcNow() - begun >= TimeSpan.FromMinutes(10));
        Assert.Equal(VideoStatus.Running, (await _wait.Fixture.OnlyEntryAsync()).Job.Status);
    }

    [Fact]
    public async Task Wait_ServiceCannotStopJobs_DoesNotAdviseIt()
    {
        using var wait = new WaitFixture();
        wait.Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running);
        wait.Begin(_tenMinutes, wait.Put(VideoStatus.Queued, "stuck"));

        VideoGenException error = Assert.Single(await wait.EndByTickingAsync(Tick)).Error!;

        Assert.DoesNotContain("Stop-VideoJob", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_ProgressMovesNowAndThen_IsNoStall()
    {
        DateTimeOffset begun = _wait.Fixture.Time.GetUtcNow();
        Provider.OnRead = id => (_wait.Fixture.Time.GetUtcNow() - begun) switch
        {
            { TotalHours: < 1 } age => FakeProvider.Snapshot(id, VideoStatus.Running) with { Progress = (int)age.TotalMinutes / 9 },
            _ => FakeProvider.Snapshot(id, VideoStatus.Completed),
        };
        _wait.Begin(_tenMinutes, _wait.Put(VideoStatus.Queued, "slow"));

        Assert.Null(Assert.Single(await _wait.EndByTickingAsync(Tick)).Error);
    }

    [Fact]
    public async Task Wait_ServiceIsDownForLonger_DoesNotCountAsAStall()
    {
        DateTimeOffset begun = _wait.Fixture.Time.GetUtcNow();
        Provider.OnRead = id => (_wait.Fixture.Time.GetUtcNow() - begun) switch
        {
            { TotalMinutes: < 5 } or { TotalMinutes: > 60 and < 64 } => FakeProvider.Snapshot(id, VideoStatus.Running),
            { TotalMinutes: <= 60 } => throw new VideoGenException(VideoErrors.InvalidResponse, "<html>"),
            _ => FakeProvider.Snapshot(id, VideoStatus.Completed),
        };
        _wait.Begin(_tenMinutes, _wait.Put(VideoStatus.Queued, "job-1"));

        Assert.Null(Assert.Single(await _wait.EndByTickingAsync(Tick)).Error);
    }

    [Fact]
    public async Task Wait_OneOfTwoIsStuck_TheOtherIsWaitedFor()
    {
        DateTimeOffset begun = _wait.Fixture.Time.GetUtcNow();
        Provider.OnRead = id => FakeProvider.Snapshot(id, id == "slow" && _wait.Fixture.Time.GetUtcNow() - begun > TimeSpan.FromMinutes(30) ? VideoStatus.Completed : VideoStatus.Running) with
        {
            Progress = id == "slow" ? (int)(_wait.Fixture.Time.GetUtcNow() - begun).TotalMinutes : null,
        };
        _wait.Begin(_tenMinutes, _wait.Put(VideoStatus.Queued, "stuck"), _wait.Put(VideoStatus.Queued, "slow"));

        JobReading[] told = await _wait.EndByTickingAsync(Tick);

        Assert.Equal([("stuck", "JobStalled"), ("slow", null)], told.Select(reading => (reading.Job.Id, reading.Error?.ErrorId)));
    }

    [Fact]
    public async Task Wait_NoLimitAtAll_AnUnknownWordForADayIsAStall()
    {
        Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running);
        _wait.Begin(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, _wait.Put(VideoStatus.Running, "stuck"));

        Assert.Equal("JobStalled", Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromMinutes(30))).Error!.ErrorId);
    }

    [Fact]
    public async Task Wait_TimeIsUpForManyOfABatch_EachNamesTheOneCommandThatCollectsAll()
    {
        Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running);
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Queued, "job-1");
        VideoJob job = _wait.Fixture.Store.Put(entry with { Job = entry.Job with { Batch = "today's" } }).Job;
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.FromMinutes(2) }, job);

        VideoGenException error = Assert.Single(await _wait.EndByTickingAsync(Tick)).Error!;

        Assert.Equal("WaitTimeout", error.ErrorId);
        Assert.Contains("Get-VideoJob -Batch 'today''s' | Wait-VideoJob | Save-VideoJob -Destination .", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvalidResponse")]
    [InlineData("ConnectionFailed")]
    [InlineData("ServiceFailed")]
    [InlineData("RateLimited")]
    public async Task Wait_TroubleThatPasses_IsRiddenOut(string id)
    {
        int reads = 0;
        Provider.OnRead = job => ++reads < 5 ? throw new VideoGenException(VideoErrors.All.Single(kind => kind.Id == id), "trouble") : FakeProvider.Snapshot(job, VideoStatus.Completed);
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));

        Assert.Null(Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(30))).Error);
        Assert.Equal(5, reads);
    }
}
