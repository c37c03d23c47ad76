using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>A service that wants to be asked about a job at most every five seconds.</summary>
public sealed class ReadSpacingTests : IDisposable
{
    private readonly ClientFixture _fixture = new(new FakeProvider(FakeProvider.Description with { ReadSpacing = TimeSpan.FromSeconds(5), PollInterval = TimeSpan.FromSeconds(5) }));

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Read_AgainWithinTheSpacing_IsAnsweredFromTheJournal()
    {
        VideoJob job = Put();
        Answer(VideoStatus.Running);
        Assert.Equal(VideoStatus.Running, (await ReadAsync(job)).Status);
        Answer(VideoStatus.Completed);
        Pass(4.999);
        Assert.Equal(VideoStatus.Running, (await ReadAsync(job)).Status);
        using VideoClient other = _fixture.NewClient();
        Assert.Equal(VideoStatus.Running, (await other.ReadAsync(job, CancellationToken.None)).Job.Status);
        Assert.Single(_fixture.Provider.Reads);

        Pass(0.001);
        Assert.Equal(VideoStatus.Completed, (await ReadAsync(job)).Status);
        Assert.Equal(2, _fixture.Provider.Reads.Count);
    }

    [Fact]
    public async Task Read_OneOfSeveralJobs_HoldsUpThatOneOnly()
    {
        VideoJob first = Put("job-1");
        _ = Put("job-2");
        Answer(VideoStatus.Running);
        _ = await ReadAsync(first);

        JobListing listing = await _fixture.Client.ListAsync(new JobQuery(), refresh: true, CancellationToken.None);

        Assert.All(listing.Jobs, reading => Assert.Equal((VideoStatus.Running, null), (reading.Job.Status, reading.Error)));
        Assert.Equal(["job-1", "job-2"], _fixture.Provider.Reads.Select(Assert.Single));
    }

    [Fact]
    public async Task Read_AnswerTakesItsTime_SpacingBeginsWithTheAnswer()
    {
        VideoJob job = Put();
        _fixture.Provider.OnRead = id =>
        {
            Pass(3);
            return FakeProvider.Snapshot(id, VideoStatus.Running);
        };
        _ = await ReadAsync(job);
        Pass(4.9);
        _ = await ReadAsync(job);
        Assert.Single(_fixture.Provider.Reads);
    }

    [Fact]
    public async Task Read_ThatFailed_CountsAsOne()
    {
        VideoJob job = Put();
        _fixture.Provider.OnRead = _ => throw new VideoGenException(VideoErrors.ServiceFailed, "down");
        Assert.Equal(VideoErrors.ServiceFailed, (await _fixture.Client.ReadAsync(job, CancellationToken.None)).Error!.Kind);
        Assert.Null((await _fixture.Client.ReadAsync(job, CancellationToken.None)).Error);
        Assert.Single(_fixture.Provider.Reads);
    }

    [Fact]
    public async Task Read_ClockWasSetBack_IsAllowed()
    {
        VideoJob job = Put();
        new ReadMarks(_fixture.Store.Folders).Set(job.Key, _fixture.Time.GetUtcNow().AddSeconds(2));
        _ = await ReadAsync(job);
        Assert.Single(_fixture.Provider.Reads);
    }

    [Fact]
    public async Task Read_ThatBringsNothingNew_LeavesTheEntryAlone()
    {
        VideoJob job = Put();
        Answer(VideoStatus.Running);
        job = await ReadAsync(job);
        string path = _fixture.Store.Folders.OpenEntry(job.Key);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        Pass(5);

        _ = await ReadAsync(job);

        Assert.Equal(2, _fixture.Provider.Reads.Count);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public async Task Read_MarksOfLongAgo_AreSwept()
    {
        var marks = new ReadMarks(_fixture.Store.Folders);
        marks.Set("0000000000000001", DateTimeOffset.UnixEpoch);
        marks.Set("0000000000000002", TimeProvider.System.GetUtcNow());
        _ = Put();

        Assert.True(await new HomeSweep(_fixture.Store.Folders, _fixture.Journal).RunIfDueAsync(CancellationToken.None));

        Assert.Equal(["0000000000000002"], Directory.GetFiles(_fixture.Store.Folders.Reads).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Read_JobTakenInAMomentAgo_IsAnsweredFromTheJournal()
    {
        Answer(VideoStatus.Running);
        _ = await _fixture.Client.AdoptAsync("job-9", "Fake", CancellationToken.None);
        _ = await _fixture.Client.AdoptAsync("job-9", "Fake", CancellationToken.None);
        Assert.Single(_fixture.Provider.Reads);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Wait_ShorterPollInterval_KeepsTheSpacing(int? chosen)
    {
        VideoJob job = Put();
        Answer(VideoStatus.Running);
        _ = await ReadAsync(job);
        Pass(2);
        List<DateTimeOffset> asked = [];
        _fixture.Provider.OnRead = id =>
        {
            asked.Add(_fixture.Time.GetUtcNow());
            return FakeProvider.Snapshot(id, asked.Count == 3 ? VideoStatus.Completed : VideoStatus.Running);
        };
        DateTimeOffset start = _fixture.Time.GetUtcNow();
        WaitRun run = _fixture.Client.OpenWait(new WaitOptions { PollInterval = chosen is { } seconds ? TimeSpan.FromSeconds(seconds) : null }, new Random(1));
        run.Add(job);
        run.Complete();
        Task wait = run.RunAsync(_ => { }, null, CancellationToken.None);

        foreach (double pause in (double[])[3, 5, 5])
        {
            await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(pause));
            Pass(pause);
        }

        await wait.WaitAsync(ClientFixture.Patience);
        Assert.Equal([3, 8, 13], asked.Select(at => (at - start).TotalSeconds));
    }

    [Fact]
    public async Task Renew_LinkDiedRightAfterTheLastRead_WaitsForItsTurn()
    {
        VideoJob job = Put();
        Answer(VideoStatus.Running);
        _ = await ReadAsync(job);
        Answer(VideoStatus.Completed);
        using var services = new ClientServices(new VideoClientOptions { Home = _fixture.Store.Home.Path, Time = _fixture.Time });
        var reader = new JobReader(services);

        Task<JobReading> reading = reader.ReadInTurnAsync(_fixture.Provider, job, CancellationToken.None);
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        Assert.Single(_fixture.Provider.Reads);
        Pass(5);

        Assert.Equal(VideoStatus.Completed, (await reading.WaitAsync(ClientFixture.Patience)).Job.Status);
        Assert.Equal(2, _fixture.Provider.Reads.Count);
    }

    private VideoJob Put(string id = "job-1") => _fixture.Store.Put(JournalFixture.Entry(VideoStatus.Queued, id)).Job;

    private void Answer(VideoStatus status) => _fixture.Provider.OnRead = id => FakeProvider.Snapshot(id, status);

    private void Pass(double seconds) => _fixture.Time.Advance(TimeSpan.FromSeconds(seconds));

    private async Task<VideoJob> ReadAsync(VideoJob job) => (await _fixture.Client.ReadAsync(job, CancellationToken.None)).Job;
}
