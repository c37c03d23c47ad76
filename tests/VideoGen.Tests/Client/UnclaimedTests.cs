using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>What is made and not saved.</summary>
public sealed class UnclaimedTests : IDisposable
{
    private readonly ClientFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task List_Unclaimed_HasJobsOfWhichOnlySomeOutputsAreSaved()
    {
        _ = Put("none", outputs: 2, saved: 0);
        _ = Put("some", outputs: 2, saved: 1);
        _ = Put("all", outputs: 2, saved: 2);

        Assert.Equal(["none", "some"], (await IdsAsync(new JobQuery { Unclaimed = true })).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_Unclaimed_SoonestToExpireFirstAndUnknownLast()
    {
        DateTimeOffset now = _fixture.Time.GetUtcNow();
        _ = Put("unknown", 1, 0);
        _ = Put("late", 1, 0, now.AddDays(3));
        _ = Put("soon", 2, 1, now.AddHours(1));

        Assert.Equal(["soon", "late", "unknown"], await IdsAsync(new JobQuery { Unclaimed = true }));
        Assert.Equal(["soon"], await IdsAsync(new JobQuery { ExpiringWithin = TimeSpan.FromHours(2) }));
    }

    [Fact]
    public async Task FindUnclaimed_EarlierJobs_AreCountedWithTheFirstLinkThatStillLives()
    {
        DateTimeOffset now = _fixture.Time.GetUtcNow();
        _ = Put("dead", 1, 0, now.AddHours(-1));
        _ = Put("some", 2, 1, now.AddHours(5));
        _ = Put("late", 1, 0, now.AddDays(1));
        _ = Put("all", 1, 1, now.AddHours(1));
        _ = Put("of this session", 1, 0, now.AddHours(1), createdAt: now);
        _ = _fixture.Store.Put(JournalFixture.Entry(VideoStatus.Running, "running"));

        UnclaimedJobs found = await _fixture.Client.FindUnclaimedAsync(now, default);

        Assert.Equal(new UnclaimedJobs(3, now.AddHours(5)), found);
        Assert.Empty(_fixture.Provider.Reads);
    }

    private async Task<string[]> IdsAsync(JobQuery query) => [.. (await _fixture.Client.ListAsync(query, false, default)).Jobs.Select(reading => reading.Job.Id!)];

    private JournalEntry Put(string id, int outputs, int saved, DateTimeOffset? expiresAt = null, DateTimeOffset? createdAt = null)
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Completed, id);
        return _fixture.Store.Put(entry with
        {
            Job = entry.Job with
            {
                CreatedAt = createdAt ?? entry.Job.CreatedAt,
                ExpiresAt = expiresAt,
                Outputs = new VideoOutputs(Enumerable.Range(0, outputs).Select(index => new VideoOutput { Uri = new Uri($"https://cdn.example/{index}.mp4") })),
                File = saved > 0 ? "/clips/0.mp4" : null,
            },
            Saved = [.. Enumerable.Range(0, saved).Select(index => new SavedOutput(index, $"/clips/{index}.mp4", 1, "00", default))],
        });
    }
}
