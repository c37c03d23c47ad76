using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>What a wait leaves in the journal while it lasts is there again when a job is told, and an answer that is no news costs nothing.</summary>
public sealed class SlimWaitTests : IDisposable
{
    private const string Prompt = "a fox in the snow";
    private const string Answer = """{"state":"running"}""";

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly WaitFixture _wait = new();

    public void Dispose() => _wait.Dispose();

    [Fact]
    public async Task Wait_TimeIsUp_JobIsToldWhole()
    {
        VideoJob job = Put();
        _wait.Provider.OnRead = Running;
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.FromMinutes(2) }, job);

        JobReading told = Assert.Single(await _wait.EndByTickingAsync(Tick));

        Assert.Equal("WaitTimeout", told.Error!.ErrorId);
        Assert.Equal(job, told.Job);
        Assert.Equal(job, told.Error.Job);
    }

    [Fact]
    public async Task Wait_NothingNewForTooLong_JobIsToldWhole()
    {
        VideoJob job = Put();
        _wait.Provider.OnRead = Running;
        _wait.Begin(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan, StallTimeout = TimeSpan.FromMinutes(2) }, job);

        JobReading told = Assert.Single(await _wait.EndByTickingAsync(Tick));

        Assert.Equal(("JobStalled", job, job), (told.Error!.ErrorId, told.Job, told.Error.Job));
    }

    [Fact]
    public async Task Wait_ServiceKnowsTheJobNoMore_JobIsToldWhole()
    {
        VideoJob job = Put();
        _wait.Provider.OnRead = _ => null;
        _wait.Begin(null, job);

        JobReading told = Assert.Single(await _wait.EndByTickingAsync(Tick));

        Assert.Equal(("NotFoundAtService", job, job), (told.Error!.ErrorId, told.Job, told.Error.Job));
    }

    [Fact]
    public async Task Wait_JobEnds_IsToldWithWhatItWasMadeOf()
    {
        int reads = 0;
        VideoJob job = Put();
        _wait.Provider.OnRead = id => ++reads < 3 ? Running(id) : FakeProvider.Snapshot(id, VideoStatus.Completed) with { Raw = "{}", Prompt = "in the service's words" };
        _wait.Begin(null, job);

        JobReading told = Assert.Single(await _wait.EndByTickingAsync(Tick));

        Assert.Equal((VideoStatus.Completed, Prompt, "{}"), (told.Job.Status, told.Job.Prompt, told.Job.Raw));
    }

    [Fact]
    public async Task Wait_LastAnswerIsNotWrittenYet_IsToldAllTheSame()
    {
        int reads = 0;
        VideoJob job = Put();
        _wait.Provider.OnRead = id => Running(id) with { Progress = ++reads, Raw = $$"""{"percent":{{reads}}}""" };
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.FromSeconds(7), PollInterval = TimeSpan.FromSeconds(2) }, job);

        JobReading told = Assert.Single(await _wait.EndByTickingAsync(TimeSpan.FromSeconds(1)));

        Assert.Equal((Prompt, $$"""{"percent":{{told.Job.Progress}}}"""), (told.Job.Prompt, told.Job.Raw));
        Assert.True(told.Job.Progress > 1);
    }

    [Fact]
    public async Task Wait_AnswersAreWhatTheJournalHas_NothingIsWritten()
    {
        VideoJob job = Put();
        string entry = Path.Combine(_wait.Fixture.Store.Home.Path, "journal", "open", $"{job.Key}.json");
        var untouched = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(entry, untouched);
        _wait.Provider.OnRead = Running;
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.FromMinutes(10) }, job);

        _ = await _wait.EndByTickingAsync(Tick);

        Assert.True(_wait.Provider.Reads.Count > 10);
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(entry));
    }

    [Fact]
    public void WaitedJob_JournalHasIt_HoldsNeitherItsWordsNorItsAnswer()
    {
        VideoJob job = Entry().Job;
        var waited = new WaitedJob(job, isKept: true);
        Assert.Equal(job with { Prompt = null, Raw = null }, waited.Job);

        VideoJob held = waited.Job;
        waited.Take(new JobReading(job, null), isKept: true, DateTimeOffset.UnixEpoch);
        Assert.Same(held, waited.Job);

        waited.Take(new JobReading(job with { Progress = 50, Raw = "{}" }, null), isKept: false, DateTimeOffset.UnixEpoch);
        Assert.Equal("{}", waited.Job.Raw);
    }

    [Theory]
    [InlineData(VideoStatus.Running, Answer, true)]
    [InlineData(VideoStatus.Running, """{"state":"else"}""", false)]
    [InlineData(VideoStatus.Running, null, false)]
    [InlineData(VideoStatus.Completed, Answer, false)]
    public void JournalNews_Answer_IsComparedWithWhatWasWritten(VideoStatus status, string? raw, bool has)
    {
        var news = new JournalNews(TimeProvider.System);
        VideoJob job = Entry().Job;
        JobSnapshot told = FakeProvider.Snapshot("job-1", status) with { Raw = raw };
        Assert.False(news.Has(job, told));

        news.Wrote(job);

        Assert.Equal(has, news.Has(job with { Prompt = null, Raw = null }, told));
        Assert.False(news.Has(job with { Status = VideoStatus.Queued }, told));
        Assert.False(news.Has(job with { Id = null }, told));
    }

    private static JobSnapshot Running(string id) => FakeProvider.Snapshot(id, VideoStatus.Running) with { Raw = Answer };

    private static JournalEntry Entry()
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Running, "job-1");
        return entry with { Job = entry.Job with { Prompt = Prompt, Raw = Answer, SubmittedAt = entry.Job.CreatedAt, StartedAt = entry.Job.CreatedAt } };
    }

    private VideoJob Put() => _wait.Fixture.Store.Put(Entry()).Job;
}
