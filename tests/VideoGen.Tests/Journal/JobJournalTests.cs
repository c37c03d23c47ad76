using System.Text.Json.Nodes;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class JobJournalTests : IDisposable
{
    private readonly JournalFixture _fixture = new();

    private JobJournal Journal => _fixture.Journal;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task JobJournal_EntryWithEverything_ComesBackTheSame()
    {
        var deep = new JsonObject();
        for (int i = 0; i < 60; i++)
        {
            deep = new JsonObject { ["in"] = deep };
        }

        JournalEntry entry = JournalFixture.Entry(VideoStatus.Completed, "id/1") with
        {
            Owner = JobOwner.Current,
            Generation = 3,
            RowKey = "row\u0000 \"ü\" 🦊",
            SentAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Request = new VideoRequest
            {
                Prompt = "ein Fuchs 🦊\u001b[31m",
                Image = new ImageReference(ImageKind.Url, "https://example.org/a b.png"),
                ReferenceImages = [new ReferenceImage(new ImageReference(ImageKind.Id, "x"), "reference", "style")],
                AudioUri = new Uri("https://example.org/a.mp3"),
                Option = deep,
            },
        };
        entry = entry with
        {
            Job = entry.Job with
            {
                Cost = new VideoCost(2.50m, "USD", Charged: true),
                Outputs = new VideoOutputs([new VideoOutput { Uri = new Uri("https://example.org/v.mp4?a=1&b=2"), Bytes = 5, Seconds = 1.5 }]),
                Error = new JobError("code", "text"),
            },
            Saved = [new SavedOutput(0, "/tmp/x.mp4", 5, "ab", DateTimeOffset.UnixEpoch)],
        };
        _fixture.Put(entry);

        JournalEntry? read = await _fixture.FindAsync(entry);

        Assert.NotNull(read);
        Assert.Equal(EntryFile.Serialize(entry), EntryFile.Serialize(read));
        Assert.Equal(entry.Owner, read.Owner);
        Assert.Equal("https://example.org/v.mp4?a=1&b=2", read.Job.Outputs[0].Uri?.OriginalString);
    }

    [Fact]
    public async Task JobJournal_KeyIsTaken_DoesNotOverwrite()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        Assert.False(await Journal.TryCreateAsync(entry with { Fingerprint = "other" }));
    }

    [Theory]
    [InlineData(VideoStatus.Failed)]
    [InlineData(VideoStatus.Cancelled)]
    [InlineData(VideoStatus.Expired)]
    public async Task JobJournal_JobIsDone_MovesToTheMonthOfItsCreation(VideoStatus status)
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(id: "job-1"));
        await _fixture.SetAsync(entry, status);

        Assert.Empty((await Journal.ListOpenAsync(CancellationToken.None)).Entries);
        Assert.False(File.Exists(_fixture.Folders.OpenEntry(entry.Job.Key)));
        Assert.True(File.Exists(_fixture.Home.At("journal", "settled", entry.Job.Key[..2], entry.Job.Key + ".json")));
        Assert.Equal(status, (await _fixture.FindAsync(entry))?.Job.Status);
        Assert.Single((await Journal.ListAsync(CancellationToken.None)).Entries);
    }

    [Fact]
    public async Task JobJournal_CompletedJob_StaysOpenUntilEveryOutputIsSaved()
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Completed, "job-1");
        entry = _fixture.Put(entry with { Job = entry.Job with { Outputs = new VideoOutputs([new VideoOutput(), new VideoOutput()]) } });

        await _fixture.UpdateAsync(entry, current => current with { Saved = [Saved(0)] });
        Assert.Single((await Journal.ListOpenAsync(CancellationToken.None)).Entries);

        await _fixture.UpdateAsync(entry, current => current with { Saved = [.. current.Saved, Saved(1)] });
        Assert.Empty((await Journal.ListOpenAsync(CancellationToken.None)).Entries);
    }

    [Fact]
    public async Task JobJournal_SettledEntryIsSavedAgain_StaysSettledAndKeepsTheNewState()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Completed, "job-1"));
        await _fixture.UpdateAsync(entry, current => current with { Saved = [Saved(0)] });

        // Saved elsewhere: for the moment nothing is saved.
        await _fixture.UpdateAsync(entry, current => current with { Saved = [] });
        await _fixture.UpdateAsync(entry, current => current with { Saved = [Saved(7)] });

        Assert.Empty(Directory.GetFiles(_fixture.Folders.Open));
        Assert.Equal(7, Assert.Single((await _fixture.FindAsync(entry))!.Saved).Index);
    }

    [Fact]
    public async Task JobJournal_CrashBetweenTheTwoFolders_SettledEntryCountsAndTheNextUpdateFinishesTheMove()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Completed, "job-1"));
        byte[] open = await File.ReadAllBytesAsync(_fixture.Folders.OpenEntry(entry.Job.Key));
        await _fixture.UpdateAsync(entry, current => current with { Saved = [Saved(0)] });
        await File.WriteAllBytesAsync(_fixture.Folders.OpenEntry(entry.Job.Key), open);

        Assert.Single((await _fixture.FindAsync(entry))!.Saved);
        Assert.Empty((await Journal.ListOpenAsync(CancellationToken.None)).Entries);
        Assert.Single(Assert.Single((await Journal.ListAsync(CancellationToken.None)).Entries).Saved);
        Assert.Single(await Journal.FindByPrefixAsync("job-1", null, CancellationToken.None));

        await _fixture.UpdateAsync(entry, current => current with { Fingerprint = "changed" });

        Assert.Empty(Directory.GetFiles(_fixture.Folders.Open));
        JournalEntry healed = (await _fixture.FindAsync(entry))!;
        Assert.Single(healed.Saved);
        Assert.Equal("changed", healed.Fingerprint);
    }

    [Fact]
    public async Task JobJournal_FindWhileTheEntrySettles_NeverMissesIt()
    {
        for (int round = 0; round < 50; round++)
        {
            JournalEntry entry = _fixture.Put(JournalFixture.Entry(id: $"job-{round}"));
            Task settle = Task.Run(() => _fixture.SetAsync(entry, VideoStatus.Failed));
            do
            {
                Assert.NotNull(await _fixture.FindAsync(entry));
                Assert.Contains((await Journal.ListAsync(CancellationToken.None)).Entries, other => other.Job.Key == entry.Job.Key);
            }
            while (!settle.IsCompleted);

            await settle;
        }
    }

    [Fact]
    public void JournalFolders_FirstMonthComesAfterTheQuestion_IsAmongTheMonths()
    {
        // A listing asks before it reads the open entries, and the first job ever may settle while it does.
        IEnumerable<string> months = new SettledFolders(_fixture.Folders).Months();
        _ = Directory.CreateDirectory(_fixture.Home.At("journal", "settled", "2026-03"));
        Assert.Single(months);
    }

    [Fact]
    public async Task JobJournal_ManyUpdatesAtOnce_NoneIsLost()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        var other = new JobJournal(_fixture.Folders);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => (i % 2 == 0 ? Journal : other).UpdateAsync(
            entry.Job.Key, current => current with { Generation = current.Generation + 1 }, durable: false, CancellationToken.None))));
        Assert.Equal(200, (await _fixture.FindAsync(entry))!.Generation);
    }

    [Fact]
    public async Task JobJournal_RemovedEntry_IsGoneEverywhere()
    {
        JournalEntry open = _fixture.Put(JournalFixture.Entry(id: "open"));
        JournalEntry settled = _fixture.Put(JournalFixture.Entry(id: "settled"));
        await _fixture.SetAsync(settled, VideoStatus.Failed);

        Assert.False(await Journal.RemoveAsync(open.Job.Key, _ => false, CancellationToken.None));
        Assert.NotNull(await _fixture.FindAsync(open));

        Assert.True(await Journal.RemoveAsync(open.Job.Key, _ => true, CancellationToken.None));
        Assert.True(await Journal.RemoveAsync(settled.Job.Key, _ => true, CancellationToken.None));
        Assert.Empty((await Journal.ListAsync(CancellationToken.None)).Entries);
        Assert.Empty(await Journal.FindByPrefixAsync("settled", null, CancellationToken.None));
        Assert.Empty(Directory.GetFiles(_fixture.Home.At("journal", "settled"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task JobJournal_NothingWasEverWritten_AnswersEmpty()
    {
        Assert.Empty((await Journal.ListAsync(CancellationToken.None)).Entries);
        Assert.Empty(await Journal.FindByPrefixAsync("x", null, CancellationToken.None));
        Assert.Null(await Journal.FindAsync(JobKey.New(), CancellationToken.None));
        Assert.True(await Journal.RemoveAsync(JobKey.New(), _ => true, CancellationToken.None));
        Assert.Null(await Journal.UpdateAsync(JobKey.New(), entry => entry with { Generation = 9 }, durable: true, CancellationToken.None));
    }

    private static SavedOutput Saved(int index) => new(index, $"/tmp/{index}.mp4", 1, "", DateTimeOffset.UnixEpoch);
}
