using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class HomeSweepTests : IDisposable
{
    private readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Sweep_LeftoversOfFormerDays_GoAndWhatMayBeInUseStays()
    {
        JournalEntry open = _fixture.Put(JournalFixture.Entry() with { Generation = 3 });
        JournalEntry done = _fixture.Put(JournalFixture.Entry(id: "job-1"));
        await _fixture.SetAsync(done, VideoStatus.Failed);
        await _fixture.Batches.TryTakeRowAsync("demo", new RowMarker(open.Job.Key, "row", "f"), 1);
        string[] left =
        [
            Old(_fixture.Folders.OpenEntry(open.Job.Key) + ".k.tmp"), Old(new SettledFolders(_fixture.Folders).Entry(done.Job.Key) + ".k.tmp"),
            Old(Path.Combine(_fixture.Folders.Batch("demo"), "x.row.k.tmp")), Old(_fixture.Home.At("credentials", "Akool.json.k.tmp")), Old(_fixture.Home.At("budgets", "akool.day.json.k.tmp")), Old(_fixture.Home.At("spending", "akool", "2026-05.totals.k.tmp")),
            Old(Claim(open, 2)), Old(Claim(done, 1)), Old(Path.Combine(_fixture.Folders.Claims, $"{JobKey.New()}.1")),
        ];
        string[] stay =
        [
            Put(_fixture.Folders.OpenEntry(open.Job.Key) + ".new.tmp"), Old(Claim(open, 3)), Old(Claim(open, 4)), Put(Claim(done, 5)),
            _fixture.Folders.OpenEntry(open.Job.Key), new SettledFolders(_fixture.Folders).Entry(done.Job.Key),
        ];

        Assert.True(await SweepAsync());

        Assert.DoesNotContain(left, File.Exists);
        Assert.All(stay, file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public async Task Sweep_SweptToday_LooksAtNothing()
    {
        _ = _fixture.Put(JournalFixture.Entry());
        Assert.True(await SweepAsync());
        string left = Old(Path.Combine(_fixture.Folders.Open, "a.json.k.tmp"));

        Assert.False(await SweepAsync());
        Assert.True(File.Exists(left));

        // The next day.
        File.SetLastWriteTimeUtc(_fixture.Home.At("journal", "swept"), File.GetLastWriteTimeUtc(_fixture.Home.At("journal", "swept")).AddDays(-1.5));
        Assert.True(await SweepAsync());
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Sweep_NoJournal_MakesNone()
    {
        Assert.False(await SweepAsync());
        Assert.Empty(Directory.GetFileSystemEntries(_fixture.Home.Path));
    }

    private Task<bool> SweepAsync() => new HomeSweep(_fixture.Folders, _fixture.Journal).RunIfDueAsync(default);

    private string Claim(JournalEntry entry, int generation) => Path.Combine(_fixture.Folders.Claims, $"{entry.Job.Key}.{generation}");

    private static string Old(string path)
    {
        _ = Put(path);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddDays(-2));
        return path;
    }

    private static string Put(string path)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");
        return path;
    }
}
