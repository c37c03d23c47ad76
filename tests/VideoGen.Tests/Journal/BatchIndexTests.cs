using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class BatchIndexTests : IDisposable
{
    private readonly JournalFixture _fixture = new();

    private BatchIndex Batches => _fixture.Batches;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task BatchIndex_RowIsTaken_IsFoundAndNotTakenAgain()
    {
        var marker = new RowMarker(JobKey.New(), "row 1", "f");
        Assert.Null(await FindAsync("demo", "row 1"));
        Assert.True(await Batches.TryTakeRowAsync("demo", marker, 1));
        Assert.False(await Batches.TryTakeRowAsync("demo", marker with { JobKey = JobKey.New() }, 1));
        Assert.Equal((marker, 1), await FindAsync("demo", "row 1"));
        Assert.Null(await FindAsync("demo", "ROW 1"));
        Assert.Null(await FindAsync("other", "row 1"));
    }

    [Theory]
    [InlineData("Demo")]
    [InlineData("DEMO")]
    [InlineData(" demo ")]
    public async Task BatchIndex_NameInAnotherCase_IsTheSameBatch(string name)
    {
        Assert.True(await Batches.TryTakeRowAsync("demo", new RowMarker(JobKey.New(), "r", "f"), 1));
        Assert.NotNull(await FindAsync(name, "r"));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("a/b")]
    [InlineData("日本")]
    [InlineData("CON")]
    public async Task BatchIndex_OddName_StaysInItsFolder(string name)
    {
        Assert.True(await Batches.TryTakeRowAsync(name, new RowMarker(JobKey.New(), "../r", "f"), 1));
        Assert.NotNull(await FindAsync(name, "../r"));
        string folder = Assert.Single(Directory.GetDirectories(_fixture.Folders.Batches));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task BatchIndex_SeveralAttempts_TheNewestCounts()
    {
        var second = new RowMarker(JobKey.New(), "r", "f");
        Assert.True(await Batches.TryTakeRowAsync("demo", new RowMarker(JobKey.New(), "r", "f"), 1));
        Assert.True(await Batches.TryTakeRowAsync("demo", second, 2));
        Assert.Equal((second, 2), await FindAsync("demo", "r"));
    }

    [Fact]
    public async Task BatchIndex_RemovedJob_IsRememberedForItsOwnRowOnly()
    {
        var marker = new RowMarker(JobKey.New(), "r", "f");
        Assert.True(await Batches.TryTakeRowAsync("demo", marker, 1));

        await Batches.MarkRemovedAsync("demo", "r", JobKey.New(), removed: true, CancellationToken.None);
        Assert.False((await FindAsync("demo", "r"))!.Value.Marker.Removed);

        await Batches.MarkRemovedAsync("demo", "r", marker.JobKey, removed: true, CancellationToken.None);
        Assert.True((await FindAsync("demo", "r"))!.Value.Marker.Removed);
    }

    [Fact]
    public async Task BatchIndex_Provider_IsTheFirstOneRemembered()
    {
        Assert.Null(await Batches.RecallAsync("demo", CancellationToken.None));
        BatchRecord[] records = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => Batches.RememberAsync(new BatchRecord("demo", $"P{i}"), CancellationToken.None))));
        BatchRecord kept = (await Batches.RecallAsync("DEMO", CancellationToken.None))!;
        Assert.All(records, record => Assert.Equal(kept, record));
    }

    private Task<(RowMarker Marker, int Attempt)?> FindAsync(string batch, string row) => Batches.FindRowAsync(batch, row, CancellationToken.None);
}
