using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Completion;

public sealed class JobCompletionsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly CompletionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    private static GlancedJob Job(string key, int minutes = 0, string? id = null, string? name = null, string? prompt = null, string? batch = null, string provider = "Local", VideoStatus status = VideoStatus.Running, bool isSaved = false) =>
        new(new VideoJob { Key = key, Id = id, Provider = provider, Name = name, Prompt = prompt, Batch = batch, Status = status, CreatedAt = Noon.AddMinutes(minutes) }, isSaved);

    private IEnumerable<string> Ids(string word, params GlancedJob[] jobs) => IdsFor("Get-VideoJob", word, jobs);

    private IEnumerable<string> IdsFor(string command, string word, params GlancedJob[] jobs) =>
        JobCompletions.Ids(new CompletionWord(word), _fixture.Scope(command), jobs).Select(item => item.Text);

    [Fact]
    public void Ids_EmptyWord_AreShortOnesNewestFirst() =>
        Assert.Equal(["bbbbbbbb", "aaaaaaaa"], Ids("", Job("aaaaaaaa1111", 1), Job("bbbbbbbb2222", 2)));

    [Fact]
    public void Ids_MoreThanTheLimit_AreTheNewest()
    {
        GlancedJob[] jobs = [.. Enumerable.Range(0, 60).Select(index => Job($"{index:x8}-key", index))];

        string[] ids = [.. Ids("", jobs)];

        Assert.Equal(JobCompletions.Limit, ids.Length);
        Assert.Equal("0000003b", ids[0]);
    }

    [Theory]
    [InlineData("aaaaaaaa1", "aaaaaaaa1111")]
    [InlineData("srv", "srv-77")]
    [InlineData("intro", "aaaaaaaa")]
    [InlineData("AAAA", "aaaaaaaa")]
    public void Ids_WordOfAnotherKind_CompletesInThatKindOrFindsByName(string word, string expected) =>
        Assert.Equal([expected], Ids(word, Job("aaaaaaaa1111", id: "srv-77", name: "intro"), Job("cccccccc3333")));

    [Fact]
    public void Ids_SharedShortId_AreWholeKeys() =>
        Assert.Equal(["aaaaaaaa2", "aaaaaaaa1"], Ids("aa", Job("aaaaaaaa1", 1), Job("aaaaaaaa2", 2)));

    [Fact]
    public void Ids_ProviderTyped_AreItsJobs()
    {
        GlancedJob[] jobs = [Job("aaaaaaaa1", provider: "Local"), Job("bbbbbbbb1", provider: "Akool")];

        Assert.Equal(["bbbbbbbb"], JobCompletions.Ids(new CompletionWord(""), _fixture.Scope("Get-VideoJob", "Provider", "akool"), jobs).Select(item => item.Text));
    }

    [Theory]
    [InlineData("Wait-VideoJob", "running queued unknown pending")]
    [InlineData("VideoGen\\stop-videojob", "running queued unknown pending")]
    [InlineData("Save-VideoJob", "done saved running queued failed unknown pending")]
    [InlineData("Resolve-VideoJob", "unknown running queued failed done pending saved")]
    [InlineData("Remove-VideoJob", "failed saved done running queued unknown pending")]
    [InlineData("Get-VideoJob", "running queued failed unknown done pending saved")]
    public void Ids_Command_PutsTheJobsItIsForFirstAndLeavesOutWhatItCanDoNothingWith(string command, string order)
    {
        GlancedJob[] jobs =
        [
            Job("saved", 1, status: VideoStatus.Completed, isSaved: true),
            Job("pending", 2, status: VideoStatus.Pending),
            Job("done", 3, status: VideoStatus.Completed),
            Job("unknown", 4, status: VideoStatus.Unknown),
            Job("failed", 5, status: VideoStatus.Failed),
            Job("queued", 6, status: VideoStatus.Queued),
            Job("running", 7),
        ];

        Assert.Equal(order, string.Join(' ', IdsFor(command, "", jobs)));
    }

    [Fact]
    public void Ids_Texts_ShowStatusAndLabelWithoutTerminalEscapes()
    {
        GlancedJob job = Job("aaaaaaaa1111", prompt: "a cat\u001b[31m\non " + new string('x', 200));
        job = job with { Job = job.Job with { Progress = 40, Model = "veo" } };
        CompletionScope scope = _fixture.Scope("Get-VideoJob");

        CompletionItem item = JobCompletions.Ids(new CompletionWord(""), scope, [job, Job("bbbbbbbb1", -1, name: "intro", prompt: "not shown")]).First();

        Assert.StartsWith("aaaaaaaa Running a cat [31m on xxx", item.ListText, StringComparison.Ordinal);
        Assert.EndsWith("…", item.ListText, StringComparison.Ordinal);
        Assert.StartsWith("Local veo, Running 40 %: a cat", item.ToolTip, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', item.ListText + item.ToolTip);
        Assert.Equal("bbbbbbbb Running intro", JobCompletions.Ids(new CompletionWord("bb"), scope, [Job("bbbbbbbb1", name: "intro", prompt: "not shown")]).Single().ListText);
        Assert.Equal("Local, Completed, not saved", JobCompletions.Ids(new CompletionWord(""), scope, [Job("bbbbbbbb1", status: VideoStatus.Completed)]).Single().ToolTip);
    }

    [Fact]
    public void Names_OfJobs_AreEachOnceWithTheirTally() =>
        Assert.Equal(
            [new CompletionItem("intro", "2 jobs: 1 Running, 1 Failed"), new CompletionItem("my outro", "1 job: 1 Running")],
            JobCompletions.Names(new CompletionWord(""), [Job("a", name: "intro"), Job("b", name: "my outro"), Job("c", name: "intro", status: VideoStatus.Failed), Job("d"), Job("e", name: "bad\u001b")]));

    [Fact]
    public async Task Batches_OfTheJournal_AreThoseThatChangedLastWithTheirTally()
    {
        JournalFixture journal = _fixture.Journal;
        foreach ((string batch, int age) in new[] { ("my demo", 2), ("trailer", 1), ("old", 3) })
        {
            _ = await journal.Batches.RememberAsync(new BatchRecord(batch, "Local"), CancellationToken.None);
            JournalEntry entry = JournalFixture.Entry();
            _ = journal.Put(entry with { Job = entry.Job with { Batch = batch } });
            Assert.True(await journal.Batches.TryTakeRowAsync(batch, new RowMarker(entry.Job.Key, "row", "f"), 1));
            Directory.SetLastWriteTimeUtc(journal.Folders.Batch(batch), Noon.UtcDateTime.AddHours(-age));
        }

        Assert.True(await journal.Batches.TryTakeRowAsync("old", new RowMarker(JobKey.New(), "another row", "f"), 1));
        Directory.SetLastWriteTimeUtc(journal.Folders.Batch("old"), Noon.UtcDateTime.AddHours(-3));

        Assert.Equal(
            [new CompletionItem("trailer", "1 job: 1 Queued"), new CompletionItem("my demo", "1 job: 1 Queued"), new CompletionItem("old", "2 jobs")],
            JobCompletions.Batches(new CompletionWord(""), _fixture.Scope("Get-VideoJob")));
        Assert.Equal("my demo", JobCompletions.Batches(new CompletionWord("'my d"), _fixture.Scope("Get-VideoJob")).Single().Text);

        await File.WriteAllTextAsync(Path.Combine(journal.Folders.Batch("trailer"), "batch.json"), "{");
        Assert.Equal(2, JobCompletions.Batches(new CompletionWord(""), _fixture.Scope("Get-VideoJob")).Count());
    }
}
