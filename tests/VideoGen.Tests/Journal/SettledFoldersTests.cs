using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Client;
using VideoGen.Tests.Journal.Scale;

namespace VideoGen.Tests.Journal;

/// <summary>Where settled jobs are: now, and in what the first versions wrote.</summary>
public sealed class SettledFoldersTests : IDisposable
{
    private readonly ClientFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Settled_OfTheFirstVersions_AreReadChangedAndRemovedWhereTheyAre()
    {
        string home = _fixture.Store.Home.Path;
        await new JournalGenerator(home, 1) { OldLayout = true, Span = TimeSpan.FromDays(70), BatchSize = 10 }.FillAsync(30, 2);
        await new JournalGenerator(home, 2) { Span = TimeSpan.FromDays(70), BatchSize = 10 }.FillAsync(30, 2);

        VideoJob[] jobs = [.. (await _fixture.Client.ListAsync(new JobQuery(), false, default)).Jobs.Select(reading => reading.Job)];
        Assert.Equal(64, jobs.Length);
        Assert.Equal(KeysOf(jobs.OrderBy(job => job.CreatedAt)), KeysOf(jobs));
        Assert.Equal(KeysOf(jobs[^5..]), KeysOf(await ListAsync(new JobQuery { Newest = 5 })));
        Assert.Equal(KeysOf(jobs.Where(job => job.Batch == "batch-1")), KeysOf(await ListAsync(new JobQuery { Batch = "BATCH-1" })));
        Assert.Equal(KeysOf(jobs[..20]), KeysOf(await ListAsync(new JobQuery { Before = jobs[20].CreatedAt })));
        Assert.Equal(KeysOf(jobs[20..]), KeysOf(await ListAsync(new JobQuery { After = jobs[20].CreatedAt })));
        foreach (VideoJob job in jobs)
        {
            Assert.Equal(job.Key, (await _fixture.Client.FindAsync(job.Id!, null, default)).Key);
            Assert.Equal(job.Key, (await _fixture.Client.FindAsync(job.ShortId, null, default)).Key);
            Assert.NotNull(await _fixture.Journal.UpdateAsync(job.Key, entry => entry with { Fingerprint = "changed" }, durable: true, default));
        }

        Assert.Equal(KeysOf(jobs), KeysOf(await ListAsync(new JobQuery())));
        await _fixture.Client.RemoveAsync(jobs, journalOnly: true, force: true, (_, reason) => Assert.Null(reason), default);
        Assert.Empty(await ListAsync(new JobQuery()));
        Assert.Empty(Directory.GetFiles(Path.Combine(home, "journal", "settled"), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(home, "journal", "days"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Settled_Removed_LeaveTheirRowsTaken()
    {
        SubmitResult made = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a"));
        _ = await _fixture.RewriteAsync(entry => entry with { Job = entry.Job with { Status = VideoStatus.Failed } });
        await _fixture.Client.RemoveAsync(made.Job!, journalOnly: true, force: false, default);

        SubmitResult again = await _fixture.SubmitOneAsync(ClientFixture.Batch() with { RetryFailed = true }, ClientFixture.Row("a"));

        Assert.Null(again.Job);
        _ = Assert.Single(_fixture.Provider.Submissions);
        Assert.Empty(await ListAsync(new JobQuery { Batch = "demo" }));
    }

    [Fact]
    public async Task Adopt_ManyAtOnce_IsOneEntry()
    {
        _fixture.Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running);
        VideoClient[] clients = [.. Enumerable.Range(0, 4).Select(_ => _fixture.NewClient())];
        for (int round = 0; round < 20; round++)
        {
            JobReading[] readings = await Task.WhenAll(clients.Select(client => Task.Run(() => client.AdoptAsync($"foreign-{round}", "Fake", default))));
            _ = Assert.Single(readings.Select(reading => reading.Job.Key).Distinct());
            Assert.Equal(round + 1, (await _fixture.EntriesAsync()).Count);
        }

        Array.ForEach(clients, client => client.Dispose());
    }

    [Theory]
    [InlineData("video_68d7512d07848190", "video_68d75", true)]
    [InlineData("video_68d7512d07848190", "video_68", false)]
    [InlineData("video_68d7512d07848190", "vide", false)]
    [InlineData("68919a464b4dbdd4ab3d3034", "6891", true)]
    [InlineData("abc", "abc", false)]
    [InlineData("abcdefgh-1234", "abcdefgh", false)]
    [InlineData("models/veo/operations/1", "models/veo/", true)]
    public void IdShard_BeginningOfAnId_LeadsToItsFolderOrToAll(string id, string beginning, bool isOne)
    {
        string? shard = IdShard.OfBeginning(beginning);

        Assert.Equal(isOne ? IdShard.OfId(id) : null, shard);
        Assert.Contains(IdShard.OfId(id), IdShard.All);
    }

    private static string[] KeysOf(IEnumerable<VideoJob> jobs) => [.. jobs.Select(job => job.Key)];

    private async Task<VideoJob[]> ListAsync(JobQuery query) => [.. (await _fixture.Client.ListAsync(query, false, default)).Jobs.Select(reading => reading.Job)];
}
