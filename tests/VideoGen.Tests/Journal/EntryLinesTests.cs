using System.Text;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

/// <summary>An entry whose states stand in its file one after the other.</summary>
public sealed class EntryLinesTests : IDisposable
{
    private readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Update_OpenEntry_AddsALineToTheSameFile()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending));
        byte[] first = File.ReadAllBytes(PathOf(entry));

        await _fixture.SetAsync(entry, VideoStatus.Sending);
        await _fixture.SetAsync(entry, VideoStatus.Queued);

        byte[] all = File.ReadAllBytes(PathOf(entry));
        Assert.Equal(first, all[..first.Length]);
        Assert.Equal(3, all.Count(letter => letter == '\n'));
        Assert.Equal(VideoStatus.Queued, (await _fixture.FindAsync(entry))!.Job.Status);
    }

    [Theory]
    [InlineData("{\"torn\":{\"key\":\"")]
    [InlineData("{\"format\":1,\0\0\0\0\0\0}\n")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\n")]
    public async Task Find_LineThatAPowerCutTore_IsAsIfItHadNeverBeenBegun(string torn)
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending));
        await _fixture.SetAsync(entry, VideoStatus.Sending);
        await File.AppendAllTextAsync(PathOf(entry), torn);

        Assert.Equal(VideoStatus.Sending, (await _fixture.FindAsync(entry))!.Job.Status);

        // What is written from then on does not stand behind it.
        await _fixture.SetAsync(entry, VideoStatus.Queued);
        Assert.Equal(VideoStatus.Queued, (await _fixture.FindAsync(entry))!.Job.Status);
        Assert.DoesNotContain(torn, await File.ReadAllTextAsync(PathOf(entry)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_LastWholeLineIsNoEntry_IsDamagedAndNotTheStateBefore()
    {
        // "Pending" where it was "Sending" would be submitted again.
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending));
        await File.AppendAllTextAsync(PathOf(entry), "{\"format\":1,\"job\":{}}\n");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.FindAsync(entry));

        Assert.Equal(VideoErrors.DamagedEntry, error.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task Find_FileInTheShapeThatPeopleRead_IsReadAndAddedTo(string end)
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending));
        string json = await File.ReadAllTextAsync(PathOf(entry));
        await File.WriteAllTextAsync(PathOf(entry), System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString(new() { WriteIndented = true }) + end);

        Assert.Equal(VideoStatus.Pending, (await _fixture.FindAsync(entry))!.Job.Status);
        await _fixture.SetAsync(entry, VideoStatus.Running);
        Assert.Equal(VideoStatus.Running, (await _fixture.FindAsync(entry))!.Job.Status);
    }

    [Fact]
    public async Task Update_FileGrowsLong_IsReplacedByItsLastState()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Running));
        long longest = 0;
        for (int i = 1; i <= 100; i++)
        {
            await _fixture.UpdateAsync(entry, current => current with { Job = current.Job with { Progress = i, Raw = new string('x', 300) } });
            longest = Math.Max(longest, new FileInfo(PathOf(entry)).Length);
        }

        Assert.InRange(longest, EntryLines.Most / 2, EntryLines.Most);
        Assert.Equal(100, (await _fixture.FindAsync(entry))!.Job.Progress);
    }

    [Fact]
    public async Task Update_StateLongerThanAFileMayGrow_IsKept()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Running));
        string raw = new('x', EntryLines.Most * 2);

        await _fixture.UpdateAsync(entry, current => current with { Job = current.Job with { Raw = raw } });
        await _fixture.UpdateAsync(entry, current => current with { Job = current.Job with { Progress = 7 } });

        VideoJob job = (await _fixture.FindAsync(entry))!.Job;
        Assert.Equal((raw, 7), (job.Raw, job.Progress));
    }

    [Fact]
    public void Last_LineFeedsWithinAState_AreNone()
    {
        byte[] line = EntryFile.Serialize(JournalFixture.Entry() with { Request = new VideoRequest { Prompt = "a\nb\0c" } });

        Assert.Equal(1, line.Count(letter => letter == '\n'));
        Assert.Equal(line[..^1], EntryLines.Last(line).ToArray());
        Assert.Equal("{2}", Encoding.UTF8.GetString(EntryLines.Last("{1}\n{2}\n{3"u8.ToArray()).Span));
    }

    private string PathOf(JournalEntry entry) => _fixture.Folders.OpenEntry(entry.Job.Key);
}
