using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

public sealed class WaitTests : IDisposable
{
    private readonly WaitFixture _wait = new();

    private FakeProvider Provider => _wait.Provider;

    public void Dispose() => _wait.Dispose();

    public static TheoryData<VideoStatus> CannotChange =>
        new(VideoStatus.Completed, VideoStatus.Failed, VideoStatus.Cancelled, VideoStatus.Expired, VideoStatus.Unknown);

    [Theory]
    [MemberData(nameof(CannotChange))]
    public async Task Wait_JobCannotChange_IsToldAtOnceWithoutARequest(VideoStatus status)
    {
        _wait.Begin(null, _wait.Put(status, "job-1"));
        JobReading told = Assert.Single(await _wait.EndAsync());
        Assert.Equal((status, null), (told.Job.Status, told.Error));
        Assert.Empty(Provider.Reads);
    }

    [Fact]
    public async Task Wait_LongestTimeoutThereIs_WaitsForTheEnd()
    {
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.MaxValue }, _wait.Put(VideoStatus.Queued, "job-1"));
        Assert.Equal((VideoStatus.Completed, null), (Assert.Single(await _wait.EndAsync()).Job.Status, _wait.Told.Single().Error));
    }

    [Fact]
    public async Task Wait_ManyJobs_EachIsToldOnceWhenItEnds()
    {
        Dictionary<string, int> reads = [];
        Provider.OnRead = id =>
        {
            lock (reads)
            {
                reads[id] = reads.GetValueOrDefault(id) + 1;
                return FakeProvider.Snapshot(id, reads[id] < int.Parse(id[4..], System.Globalization.CultureInfo.InvariantCulture) ? VideoStatus.Running : VideoStatus.Completed);
            }
        };
        VideoJob[] jobs = [.. Enumerable.Range(1, 5).Select(i => _wait.Put(VideoStatus.Queued, $"job-{i}"))];
        _wait.Begin(null, [.. jobs, jobs[0]]);
        JobReading[] told = await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(jobs.Select(job => job.Id), told.Select(reading => reading.Job.Id).Order(StringComparer.Ordinal));
        Assert.All(told, reading => Assert.Equal(VideoStatus.Completed, reading.Job.Status));
        Assert.All(await _wait.Fixture.EntriesAsync(), entry => Assert.Equal(VideoStatus.Completed, entry.Job.Status));
    }

    [Fact]
    public async Task Wait_ServiceReadsManyAtOnce_AsksInAsFewRequests()
    {
        using var wait = new WaitFixture(new FakeProvider(FakeProvider.Description with { ReadBatchSize = 10 }));
        wait.Begin(null, [.. Enumerable.Range(1, 25).Select(i => wait.Put(VideoStatus.Queued, $"job-{i}"))]);
        Assert.Equal(25, (await wait.EndAsync()).Length);
        Assert.Equal([10, 10, 5], wait.Provider.Reads.Select(ids => ids.Count).OrderDescending());
    }

    [Fact]
    public async Task Wait_TimeIsUp_JobsAreReportedAsStillRunningAndStayWhatTheyAre()
    {
        Provider.OnRead = id => FakeProvider.Snapshot(id, id == "fast" ? VideoStatus.Completed : VideoStatus.Running);
        VideoJob slow = _wait.Put(VideoStatus.Queued, "slow");
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.FromMinutes(2) }, slow, _wait.Put(VideoStatus.Queued, "fast"));
        JobReading[] told = await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["fast", "slow"], told.Select(reading => reading.Job.Id));
        Assert.Equal(VideoErrors.WaitTimeout, told[1].Error!.Kind);
        Assert.Contains($"Get-VideoJob {slow.ShortId}", told[1].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(VideoStatus.Running, (await _wait.Fixture.Store.FindAsync(JournalFixture.Entry(key: slow.Key)))!.Job.Status);
    }

    [Fact]
    public async Task Wait_ServiceFailsForAWhile_JobDoesNotFail()
    {
        int reads = 0;
        Provider.OnRead = id => ++reads switch
        {
            1 => throw new VideoGenException(VideoErrors.ServiceFailed, "502"),
            2 => throw new HttpRequestException("cut"),
            3 => throw new TaskCanceledException("late"),
            _ => FakeProvider.Snapshot(id, VideoStatus.Completed),
        };
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        JobReading told = Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal((VideoStatus.Completed, null), (told.Job.Status, told.Error));
        Assert.Equal(4, reads);
    }

    [Fact]
    public async Task Wait_ServiceFailsUntilTheTimeIsUp_LastTroubleIsTold()
    {
        Provider.OnRead = _ => throw new VideoGenException(VideoErrors.ServiceFailed, "502 all day");
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.FromMinutes(5) }, _wait.Put(VideoStatus.Queued, "job-1"));
        JobReading told = Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(VideoErrors.WaitTimeout, told.Error!.Kind);
        Assert.Contains("502 all day", told.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_KeyIsRefused_EndsForThatJob()
    {
        Provider.OnRead = id => id == "job-1" ? throw new VideoGenException(VideoErrors.Unauthorized, "401") : FakeProvider.Snapshot(id, VideoStatus.Completed);
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"), _wait.Put(VideoStatus.Queued, "job-2"));
        JobReading[] told = await _wait.EndAsync();
        Assert.Equal(VideoErrors.Unauthorized, Assert.Single(told, reading => reading.Error is not null).Error!.Kind);
        Assert.Single(told, reading => reading.Job.Status == VideoStatus.Completed);
    }

    [Fact]
    public async Task Wait_ServiceDoesNotFindANewJobYet_GoesOn()
    {
        int reads = 0;
        Provider.OnRead = id => ++reads < 3 ? null : FakeProvider.Snapshot(id, VideoStatus.Completed);
        VideoJob job = (await _wait.Fixture.SubmitOneAsync(new SubmitOptions(), ClientFixture.Row("a fox"))).Job!;
        _wait.Begin(null, job);
        Assert.Null(Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10))).Error);
    }

    [Fact]
    public async Task Wait_ServiceDoesNotKnowAnOldJob_EndsWithThat()
    {
        Provider.OnRead = _ => null;
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        Assert.Equal(VideoErrors.NotFoundAtService, Assert.Single(await _wait.EndAsync()).Error!.Kind);
    }

    [Fact]
    public async Task Wait_OneEntryIsDamagedAndOneProviderIsGone_OthersGoOn()
    {
        VideoJob damaged = _wait.Put(VideoStatus.Queued, "job-1");
        await File.WriteAllTextAsync(_wait.Fixture.Store.Folders.OpenEntry(damaged.Key), "{");
        JournalEntry foreign = JournalFixture.Entry(VideoStatus.Queued, "job-2");
        foreign = _wait.Fixture.Store.Put(foreign with { Job = foreign.Job with { Provider = "Farm" } });
        _wait.Begin(null, damaged, foreign.Job, _wait.Put(VideoStatus.Queued, "job-3"));
        JobReading[] told = await _wait.EndAsync();
        Assert.Equal(["DamagedEntry", "UnknownProvider"], told.Select(reading => reading.Error?.ErrorId).Where(id => id is not null).Order());
        Assert.Equal("job-3", Assert.Single(told, reading => reading.Error is null).Job.Id);
    }

    [Theory]
    [InlineData(VideoStatus.Pending, "NotSubmitted", VideoStatus.Pending)]
    [InlineData(VideoStatus.Sending, null, VideoStatus.Unknown)]
    public async Task Wait_SenderIsGone_DoesNotWaitForIt(VideoStatus status, string? error, VideoStatus told)
    {
        _wait.Begin(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, _wait.Put(status, owner: JournalFixture.Dead));
        JobReading reading = Assert.Single(await _wait.EndAsync());
        Assert.Equal((error, told), (reading.Error?.ErrorId, reading.Job.Status));
    }

    [Fact]
    public async Task Wait_AnotherProcessIsStillSending_FollowsTheJournal()
    {
        VideoJob job = _wait.Put(VideoStatus.Sending, owner: JobOwner.Current);
        _wait.Begin(null, job);
        await _wait.Fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        await _wait.Fixture.RewriteAsync(entry => entry with { Owner = null, Job = entry.Job with { Status = VideoStatus.Queued, Id = "job-1" } });
        JobReading told = Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(("job-1", VideoStatus.Completed), (told.Job.Id, told.Job.Status));
    }

    [Fact]
    public async Task Wait_AnotherProcessIsRefused_Ends()
    {
        VideoJob job = _wait.Put(VideoStatus.Sending, owner: JobOwner.Current);
        _wait.Begin(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, job);
        await _wait.Fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        Assert.True(await _wait.Fixture.Journal.RemoveAsync(job.Key, _ => true, CancellationToken.None));
        Assert.Equal(VideoErrors.JobNotFound, Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10))).Error!.Kind);
    }

    [Fact]
    public async Task Wait_JournalHasNotTakenTheAnswerDown_UsesTheObjectAndHealsTheEntry()
    {
        VideoJob sending = _wait.Put(VideoStatus.Sending, owner: JobOwner.Current);
        _wait.Begin(null, sending with { Id = "paid-for", Status = VideoStatus.Queued });
        Assert.Equal(VideoStatus.Completed, Assert.Single(await _wait.EndAsync()).Job.Status);
        JournalEntry entry = await _wait.Fixture.OnlyEntryAsync();
        Assert.Equal(("paid-for", VideoStatus.Completed, null), (entry.Job.Id, entry.Job.Status, entry.Owner));
    }

    [Fact]
    public async Task Wait_JobIsNotInTheJournal_IsFollowedAllTheSame()
    {
        int reads = 0;
        Provider.OnRead = id => FakeProvider.Snapshot(id, ++reads < 3 ? VideoStatus.Running : VideoStatus.Completed);
        _wait.Begin(null, JournalFixture.Entry(VideoStatus.Queued, "elsewhere").Job);
        Assert.Equal(VideoStatus.Completed, Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10))).Job.Status);
    }

    [Fact]
    public async Task Wait_Any_EndsWithTheFirst()
    {
        Provider.OnRead = id => FakeProvider.Snapshot(id, id == "fast" ? VideoStatus.Completed : VideoStatus.Running);
        _wait.Begin(new WaitOptions { Any = true }, _wait.Put(VideoStatus.Queued, "slow"), _wait.Put(VideoStatus.Queued, "fast"));
        Assert.Equal("fast", Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10))).Job.Id);
    }

    [Fact]
    public async Task Wait_JobsStillCome_TheTimeDoesNotRun()
    {
        Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running);
        WaitRun run = _wait.Add(new WaitOptions { Timeout = TimeSpan.FromSeconds(30) }, _wait.Put(VideoStatus.Queued, "job-1"));
        await _wait.Fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        _wait.Fixture.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_wait.Told);
        run.Add(_wait.Put(VideoStatus.Queued, "job-2"));
        run.Complete();
        JobReading[] told = await _wait.EndByTickingAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, told.Length);
    }

    [Fact]
    public async Task Wait_Stopped_EndsWithoutWaitingForReads()
    {
        Provider.OnReadMany = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return [];
        };
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        while (Provider.Reads.IsEmpty)
        {
            await Task.Yield();
        }

        await _wait.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(_wait.EndAsync);
        Assert.Equal(VideoStatus.Queued, (await _wait.Fixture.OnlyEntryAsync()).Job.Status);
    }

    [Fact]
    public async Task Wait_ServiceAnswersAboutFewerJobs_IsTroubleAndNotAnEnd()
    {
        int reads = 0;
        Provider.OnReadMany = (ids, _) => Task.FromResult<IReadOnlyList<JobSnapshot?>>(++reads == 1 ? [] : [.. ids.Select(id => FakeProvider.Snapshot(id, VideoStatus.Completed))]);
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        Assert.Null(Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(30))).Error);
    }
}
