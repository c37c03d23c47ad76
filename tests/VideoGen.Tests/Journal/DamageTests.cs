using System.Text;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class DamageTests : IDisposable
{
    private readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\0\0\0\0")]
    [InlineData("""{"format":1}""")]
    [InlineData("""{"format":1,"job":null,"request":{},"fingerprint":""}""")]
    public async Task Journal_DamagedEntry_IsNamedAndHidesNoOther(string content)
    {
        JournalEntry good = _fixture.Put(JournalFixture.Entry());
        JournalEntry bad = _fixture.Put(JournalFixture.Entry());
        string path = _fixture.Folders.OpenEntry(bad.Job.Key);
        await File.WriteAllTextAsync(path, content);

        foreach (JournalListing listing in new[] { await _fixture.Journal.ListAsync(CancellationToken.None), await _fixture.Journal.ListOpenAsync(CancellationToken.None) })
        {
            Assert.Equal(good.Job.Key, Assert.Single(listing.Entries).Job.Key);
            Assert.Equal(path, Assert.Single(listing.Damaged).Path);
            Assert.Contains(path, listing.Damaged[0].Error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(VideoErrors.DamagedEntry, (await Assert.ThrowsAsync<VideoGenException>(() => _fixture.FindAsync(bad))).Kind);
        Assert.Equal(VideoErrors.DamagedEntry, (await Assert.ThrowsAsync<VideoGenException>(() => _fixture.SetAsync(bad, VideoStatus.Failed))).Kind);
        Assert.Equal(content, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Journal_EntryUnderAnotherName_IsNotTakenForIt()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        string copy = _fixture.Folders.OpenEntry(JobKey.New());
        File.Copy(_fixture.Folders.OpenEntry(entry.Job.Key), copy);
        JournalListing listing = await _fixture.Journal.ListAsync(CancellationToken.None);
        Assert.Equal(copy, Assert.Single(listing.Damaged).Path);
    }

    [Theory]
    [InlineData("\"format\":2")]
    [InlineData("\"format\":2, \"status\": \"Dreaming\", \"job\": 7")]
    public async Task Journal_LaterFormat_IsRefusedWithThatReason(string members)
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        string path = _fixture.Folders.OpenEntry(entry.Job.Key);
        string text = (await File.ReadAllTextAsync(path)).Replace("\"format\":1", members, StringComparison.Ordinal);
        Assert.Contains("\"format\":2", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text);

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.FindAsync(entry));

        Assert.Contains("later version", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Journal_FolderCannotBeWritten_SaysSoAndDoesNotHang()
    {
        JournalEntry entry = JournalFixture.Entry();
        await File.WriteAllTextAsync(_fixture.Home.At("journal"), "in the way");

        await AssertNotWritableAsync(_fixture.Journal.TryCreateAsync(entry));
        await AssertNotWritableAsync(_fixture.Journal.RemoveAsync(entry.Job.Key, _ => true, CancellationToken.None));
        await AssertNotWritableAsync(_fixture.SetAsync(entry, VideoStatus.Failed));
        await AssertNotWritableAsync(_fixture.Batches.TryTakeRowAsync("b", new RowMarker(entry.Job.Key, "r", "f"), 1));
        await AssertNotWritableAsync(_fixture.Batches.RememberAsync(new BatchRecord("b", "Fake"), CancellationToken.None));
    }

    [Fact]
    public async Task EntryLocks_FileCannotBeOpenedForAnotherReason_ThrowsInsteadOfWaiting()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        await _fixture.SetAsync(entry, VideoStatus.Running);
        string file = Assert.Single(Directory.GetFiles(_fixture.Folders.Locks));
        File.Delete(file);

        // A link to itself: opening fails for ever, as on a full disk.
        File.CreateSymbolicLink(file, file);

        await AssertNotWritableAsync(_fixture.SetAsync(entry, VideoStatus.Failed).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task EntryLocks_HeldElsewhere_WaitsUntilItIsFree()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        await _fixture.SetAsync(entry, VideoStatus.Running);
        string file = Assert.Single(Directory.GetFiles(_fixture.Folders.Locks));
        Task<JournalEntry?> update;
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            update = Task.Run(() => _fixture.SetAsync(entry, VideoStatus.Failed));
            using var stop = new CancellationTokenSource();
            Task<JournalEntry?> stopped = new JobJournal(_fixture.Folders).UpdateAsync(entry.Job.Key, current => current with { Generation = 5 }, durable: false, stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
            Assert.False(update.IsCompleted);
        }

        Assert.Equal(VideoStatus.Failed, (await update.WaitAsync(TimeSpan.FromSeconds(60)))?.Job.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"jobKey":"nonsense","rowKey":"r","fingerprint":"f"}""")]
    public async Task BatchIndex_DamagedRow_IsAnErrorAndNotANewRow(string content)
    {
        Assert.True(await _fixture.Batches.TryTakeRowAsync("b", new RowMarker(JobKey.New(), "r", "f"), 1));
        string path = Assert.Single(Directory.GetFiles(_fixture.Folders.Batches, "*.row", SearchOption.AllDirectories));
        await File.WriteAllBytesAsync(path, Encoding.UTF8.GetBytes(content));
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Batches.FindRowAsync("b", "r", CancellationToken.None));
        Assert.Equal(VideoErrors.DamagedEntry, error.Kind);
    }

    private static async Task AssertNotWritableAsync(Task task) =>
        Assert.Equal(VideoErrors.JournalNotWritable, (await Assert.ThrowsAsync<VideoGenException>(() => task)).Kind);
}
