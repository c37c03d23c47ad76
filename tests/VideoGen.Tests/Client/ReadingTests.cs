using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>Finding, listing and taking in jobs.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly ClientFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Find_WholeIdThatBeginsAnother_IsThatJob()
    {
        Put("job-1");
        Put("job-12");
        Assert.Equal("job-1", (await FindAsync("job-1")).Id);
        Assert.Equal("job-12", (await FindAsync(" job-12 ")).Id);
        Assert.Equal(VideoErrors.AmbiguousId, (await Assert.ThrowsAsync<VideoGenException>(() => FindAsync("job-"))).Kind);
        Assert.Equal(VideoErrors.JobNotFound, (await Assert.ThrowsAsync<VideoGenException>(() => FindAsync("job-3"))).Kind);
    }

    [Fact]
    public async Task Find_TwoServicesWithOneId_IsAnErrorNamingBoth()
    {
        Put("same");
        Put("same", "Farm");
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => FindAsync("same"));
        Assert.Contains("Fake", error.Message, StringComparison.Ordinal);
        Assert.Contains("Farm", error.Message, StringComparison.Ordinal);
        Assert.Equal("Farm", (await _fixture.Client.FindAsync("same", "farm", CancellationToken.None)).Provider);
    }

    [Fact]
    public async Task Adopt_IdThatBeginsAnother_IsNotTakenForIt()
    {
        Put("job-12");
        JobReading adopted = await _fixture.Client.AdoptAsync("job-1", "fake", CancellationToken.None);
        Assert.Equal(("job-1", VideoStatus.Completed), (adopted.Job.Id, adopted.Job.Status));
        Assert.Equal(adopted.Job.Key, (await _fixture.Client.AdoptAsync("job-1", "Fake", CancellationToken.None)).Job.Key);
        Assert.Equal(2, (await _fixture.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Adopt_ServiceBreaks_IsOneKindOfException()
    {
        _fixture.Provider.OnRead = _ => throw new HttpRequestException("cut");
        Assert.Equal(VideoErrors.Unexpected, (await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Client.AdoptAsync("x", "Fake", CancellationToken.None))).Kind);
        _fixture.Provider.OnRead = _ => null;
        Assert.Equal(VideoErrors.NotFoundAtService, (await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Client.AdoptAsync("x", "Fake", CancellationToken.None))).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_OneProviderIsGoneAndOneEntryIsDamaged_OthersAreListed(bool refresh)
    {
        VideoJob good = Put("job-1");
        Put("job-2", "Farm");
        await File.WriteAllTextAsync(_fixture.Store.Folders.OpenEntry(Put("job-3").Key), "{");
        JobListing listing = await _fixture.Client.ListAsync(new JobQuery(), refresh, CancellationToken.None);
        Assert.Equal(2, listing.Jobs.Count);
        Assert.Single(listing.Damaged);
        Assert.Equal(refresh ? VideoStatus.Completed : VideoStatus.Queued, listing.Jobs.Single(reading => reading.Job.Key == good.Key).Job.Status);
        Assert.Equal(refresh ? 1 : 0, listing.Jobs.Count(reading => reading.Error?.Kind == VideoErrors.UnknownProvider));
    }

    [Fact]
    public async Task List_NewestOfTheUnclaimed_AreTheNewestAndTheSoonestToExpireComesFirst()
    {
        for (int day = 1; day <= 3; day++)
        {
            JournalEntry entry = JournalFixture.Entry(VideoStatus.Completed, $"job-{day}");
            DateTimeOffset created = entry.Job.CreatedAt.AddDays(day);
            _fixture.Store.Put(entry with { Job = entry.Job with { CreatedAt = created, ExpiresAt = created.AddDays(30 - (10 * day)) } });
        }

        JobListing listing = await _fixture.Client.ListAsync(new JobQuery { Unclaimed = true, Newest = 2 }, refresh: false, CancellationToken.None);
        Assert.Equal(["job-3", "job-2"], listing.Jobs.Select(reading => reading.Job.Id));
    }

    [Fact]
    public async Task List_SenderIsGone_IsUnknown()
    {
        _fixture.Store.Put(JournalFixture.Entry(VideoStatus.Sending) with { Owner = JournalFixture.Dead });
        JobListing listing = await _fixture.Client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None);
        Assert.Equal(VideoStatus.Unknown, Assert.Single(listing.Jobs).Job.Status);
        Assert.Equal(VideoStatus.Unknown, (await _fixture.OnlyEntryAsync()).Job.Status);
    }

    [Fact]
    public async Task List_SenderIsAlive_StaysSending()
    {
        _fixture.Store.Put(JournalFixture.Entry(VideoStatus.Sending) with { Owner = JobOwner.Current });
        JobListing listing = await _fixture.Client.ListAsync(new JobQuery(), refresh: true, CancellationToken.None);
        Assert.Equal(VideoStatus.Sending, Assert.Single(listing.Jobs).Job.Status);
        Assert.Empty(_fixture.Provider.Reads);
    }

    [Fact]
    public void Client_DisposedBeforeItDidAnything_IsQuiet()
    {
        VideoClient client = _fixture.NewClient();
        client.Dispose();
        Assert.False(Directory.Exists(_fixture.Store.Home.At("journal")));
    }

    [Fact]
    public async Task Read_CompletedAndNotSaved_AsksForWhatCameLate()
    {
        var poster = new Uri("https://cdn.example/poster.jpg");
        VideoJob job = Complete(new VideoOutput { Uri = new Uri("https://cdn.example/old.mp4") });
        _fixture.Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Completed) with
        {
            Outputs = new VideoOutputs([new VideoOutput { Uri = new Uri("https://cdn.example/fresh.mp4"), Thumbnail = poster }]),
        };
        VideoJob read = (await _fixture.Client.ReadAsync(job, CancellationToken.None)).Job;
        Assert.Equal((poster, "/fresh.mp4"), (read.Outputs[0].Thumbnail, read.Outputs[0].Uri!.AbsolutePath));
        Assert.Equal(poster, (await _fixture.OnlyEntryAsync()).Job.Outputs[0].Thumbnail);
    }

    [Fact]
    public async Task Read_CompletedAndServiceCannotBeAsked_IsAnsweredFromTheJournalWithoutAnError()
    {
        VideoJob job = Complete(new VideoOutput { Uri = new Uri("https://cdn.example/a.mp4") });
        foreach (Func<string, Providers.JobSnapshot?> trouble in new Func<string, Providers.JobSnapshot?>[]
        {
            _ => throw new VideoGenException(VideoErrors.Unauthorized, "no"),
            _ => throw new HttpRequestException("cut"),
            _ => null,
            id => FakeProvider.Snapshot(id, VideoStatus.Failed),
        })
        {
            _fixture.Provider.OnRead = trouble;
            JobReading reading = await _fixture.Client.ReadAsync(job, CancellationToken.None);
            Assert.Equal((VideoStatus.Completed, "/a.mp4", null), (reading.Job.Status, reading.Job.Outputs[0].Uri!.AbsolutePath, reading.Error));
        }

        Assert.Equal(4, _fixture.Provider.Reads.Count);
        JournalEntry foreign = JournalFixture.Entry(VideoStatus.Completed, "gone");
        foreign = _fixture.Store.Put(foreign with { Job = foreign.Job with { Provider = "Farm" } });
        Assert.Null((await _fixture.Client.ReadAsync(foreign.Job, CancellationToken.None)).Error);
    }

    [Theory]
    [InlineData(VideoStatus.Completed)]
    [InlineData(VideoStatus.Failed)]
    [InlineData(VideoStatus.Cancelled)]
    [InlineData(VideoStatus.Expired)]
    public async Task Read_SavedOrEndedWithoutAClip_IsNotAsked(VideoStatus status)
    {
        JournalEntry entry = JournalFixture.Entry(status, "job-1");
        VideoJob job = _fixture.Store.Put(entry with
        {
            Job = entry.Job with { Outputs = new VideoOutputs([new VideoOutput()]), File = status == VideoStatus.Completed ? "/a.mp4" : null },
            Saved = status == VideoStatus.Completed ? [new SavedOutput(0, "/a.mp4", 1, "", default)] : [],
        }).Job;
        Assert.Equal(status, (await _fixture.Client.ReadAsync(job, CancellationToken.None)).Job.Status);
        Assert.Empty(_fixture.Provider.Reads);
    }

    private VideoJob Complete(VideoOutput output)
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Completed, "job-1");
        return _fixture.Store.Put(entry with { Job = entry.Job with { Outputs = new VideoOutputs([output]) } }).Job;
    }

    private VideoJob Put(string id, string provider = "Fake")
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Queued, id);
        return _fixture.Store.Put(entry with { Job = entry.Job with { Provider = provider } }).Job;
    }

    private Task<VideoJob> FindAsync(string id) => _fixture.Client.FindAsync(id, null, CancellationToken.None);
}
