using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>How often a wait asks about jobs whose service reports them.</summary>
public sealed class ReportedWaitTests : IDisposable
{
    private readonly WaitFixture _wait = new();

    public void Dispose() => _wait.Dispose();

    [Theory]
    [InlineData(true, true, 60)]
    [InlineData(true, false, 10)]
    [InlineData(false, true, 10)]
    public async Task Wait_JobWithAWebhook_IsAskedAboutLessOftenWhileListened(bool reported, bool listening, int seconds)
    {
        _wait.Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running);
        WaitRun run = _wait.Add(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan });
        run.IsListening = listening;
        run.Add(Put(reported));

        await _wait.Fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(seconds));

        _ = Assert.Single(_wait.Provider.Reads);
    }

    [Fact]
    public async Task Wait_ReportNeverComes_PollingEndsIt()
    {
        int reads = 0;
        _wait.Provider.OnRead = id => FakeProvider.Snapshot(id, ++reads < 2 ? VideoStatus.Running : VideoStatus.Completed);
        WaitRun run = _wait.Add(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan });
        run.IsListening = true;
        run.Add(Put(reported: true));
        run.Complete();
        await _wait.Fixture.Time.WaitForTimerAsync(TimeSpan.FromMinutes(1));
        _wait.Fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(VideoStatus.Completed, Assert.Single(await _wait.EndAsync()).Job.Status);
    }

    [Fact]
    public async Task Wait_ReportWhileTheJobIsRead_IsToldOnce()
    {
        var answer = new TaskCompletionSource();
        _wait.Provider.OnReadMany = async (ids, _) =>
        {
            await answer.Task;
            return [FakeProvider.Snapshot(ids[0], ids[0] == "job-1" ? VideoStatus.Completed : VideoStatus.Running)];
        };
        VideoJob job = Put(reported: true), other = Put(reported: true, "job-2");
        WaitRun run = _wait.Add(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, job, other);
        run.Complete();
        while (_wait.Provider.Reads.Count < 2)
        {
            await Task.Yield();
        }

        run.Take(new JobReading(job with { Status = VideoStatus.Completed }, null));
        run.Take(new JobReading(job with { Status = VideoStatus.Completed }, null));
        while (_wait.Told.IsEmpty)
        {
            await Task.Yield();
        }

        answer.SetResult();
        run.Take(new JobReading(other with { Status = VideoStatus.Failed }, null));

        JobReading[] told = await _wait.EndAsync();
        Assert.Equal([(job.Key, VideoStatus.Completed), (other.Key, VideoStatus.Failed)], told.Select(reading => (reading.Job.Key, reading.Job.Status)));
    }

    private VideoJob Put(bool reported, string id = "job-1")
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Queued, id);
        return _wait.Fixture.Store.Put(entry with { Request = entry.Request with { WebhookUri = reported ? new Uri("https://hooks.example.com/") : null } }).Job;
    }
}
