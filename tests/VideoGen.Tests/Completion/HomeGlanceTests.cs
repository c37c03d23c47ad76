using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Completion;

public sealed class HomeGlanceTests : IDisposable
{
    private readonly CompletionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    private Task<IReadOnlyList<GlancedJob>> LookAsync(string text = "") => new HomeGlance(_fixture.Options).JobsAsync(text, CancellationToken.None);

    private async Task<JournalEntry> PutAsync(VideoStatus status, int day = 1, string? id = null)
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Queued, id);
        entry = _fixture.Journal.Put(entry with { Job = entry.Job with { CreatedAt = entry.Job.CreatedAt.AddDays(day) } });
        return status == VideoStatus.Queued ? entry : (await _fixture.Journal.SetAsync(entry, status))!;
    }

    [Fact]
    public async Task JobsAsync_OpenAndSettled_AreTheNewestFirst()
    {
        JournalEntry[] entries = [await PutAsync(VideoStatus.Failed, 2), await PutAsync(VideoStatus.Queued, 3), await PutAsync(VideoStatus.Completed, 1), await PutAsync(VideoStatus.Cancelled, 4)];

        IReadOnlyList<GlancedJob> jobs = await LookAsync();

        Assert.Equal(entries.OrderByDescending(entry => entry.Job.CreatedAt).Select(entry => entry.Job.Key), jobs.Select(glanced => glanced.Job.Key));
    }

    [Fact]
    public async Task JobsAsync_DamagedEntries_AreLeftOut()
    {
        JournalEntry whole = await PutAsync(VideoStatus.Queued);
        JournalEntry settled = await PutAsync(VideoStatus.Failed, 2);
        await File.WriteAllTextAsync(_fixture.Journal.Folders.OpenEntry(JobKey.New()), "{");
        await File.WriteAllTextAsync(new SettledFolders(_fixture.Journal.Folders).Entry(settled.Job.Key), "nothing");

        Assert.Equal([whole.Job.Key], (await LookAsync()).Select(glanced => glanced.Job.Key));
    }

    [Fact]
    public async Task JobsAsync_MoreThanAnybodyReads_AreThoseThatChangedLastAndThoseThatAreMeant()
    {
        for (int i = 0; i < HomeGlance.Most + 5; i++)
        {
            JournalEntry entry = await PutAsync(VideoStatus.Queued, 1, $"srv-{i}");
            File.SetLastWriteTimeUtc(_fixture.Journal.Folders.OpenEntry(entry.Job.Key), new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc).AddMinutes(-i));
        }

        IReadOnlyList<GlancedJob> newest = await LookAsync();
        JournalEntry oldest = (await _fixture.Journal.Journal.FindByIdAsync($"srv-{HomeGlance.Most + 4}", "Fake", CancellationToken.None))!;

        Assert.Equal(HomeGlance.Most, newest.Count);
        Assert.DoesNotContain(newest, glanced => glanced.Job.Key == oldest.Job.Key);
        Assert.Contains(await LookAsync(oldest.Job.Key[..6]), glanced => glanced.Job.Key == oldest.Job.Key);
    }

    [Fact]
    public async Task JobsAsync_SettledByTheServicesId_IsFound()
    {
        JournalEntry settled = await PutAsync(VideoStatus.Failed, 1, "srv-4711");

        Assert.Equal(settled.Job.Key, Assert.Single(await LookAsync("srv-4711")).Job.Key);
    }

    [Fact]
    public async Task Glance_Home_IsLeftAsItIs()
    {
        _ = await PutAsync(VideoStatus.Queued);
        _ = await PutAsync(VideoStatus.Failed);
        JournalEntry abandoned = JournalFixture.Entry(VideoStatus.Sending);
        _ = _fixture.Journal.Put(abandoned with { Owner = JournalFixture.Dead });
        string[] before = Files();

        var home = new HomeGlance(_fixture.Options);
        _ = await home.JobsAsync("srv-1", CancellationToken.None);
        _ = await home.BatchesAsync(CancellationToken.None);
        _ = await home.DefaultProviderAsync("trailer", CancellationToken.None);

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task JobsAsync_NoHome_AreNone()
    {
        var home = new HomeGlance(_fixture.Options with { Home = _fixture.Journal.Home.At("nowhere") });

        Assert.Empty(await home.JobsAsync("", CancellationToken.None));
        Assert.Empty(await home.BatchesAsync(CancellationToken.None));
        Assert.Null(home.EffectsOf("Studio"));
        Assert.False(Directory.Exists(_fixture.Journal.Home.At("nowhere")));
    }

    private string[] Files() => [.. new DirectoryInfo(_fixture.Journal.Home.Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(file => $"{file.FullName} {file.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal)];
}
