using VideoGen.Cmdlets.Completion;

namespace VideoGen.Tests.Completion;

public class JobCompletionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly CompletionScope All = new([]);

    private static VideoJob Job(string key, int minutes = 0, string? id = null, string? name = null, string? prompt = null, string? batch = null, string provider = "Local", VideoStatus status = VideoStatus.Running) =>
        new() { Key = key, Id = id, Provider = provider, Name = name, Prompt = prompt, Batch = batch, Status = status, CreatedAt = Noon.AddMinutes(minutes) };

    private static IEnumerable<string> Ids(string word, params VideoJob[] jobs) =>
        JobCompletions.Ids(new CompletionWord(word), All, jobs).Select(item => item.Text);

    [Fact]
    public void Ids_EmptyWord_AreShortOnesNewestFirst() =>
        Assert.Equal(["bbbbbbbb", "aaaaaaaa"], Ids("", Job("aaaaaaaa1111", 1), Job("bbbbbbbb2222", 2)));

    [Fact]
    public void Ids_MoreThanTheLimit_AreTheNewest()
    {
        VideoJob[] jobs = [.. Enumerable.Range(0, 60).Select(index => Job($"{index:x8}-key", index))];

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
        VideoJob[] jobs = [Job("aaaaaaaa1", provider: "Local"), Job("bbbbbbbb1", provider: "Akool")];

        Assert.Equal(["bbbbbbbb"], JobCompletions.Ids(new CompletionWord(""), new CompletionScope([], "akool"), jobs).Select(item => item.Text));
    }

    [Fact]
    public void Ids_Texts_ShowStatusAndLabelWithoutTerminalEscapes()
    {
        VideoJob job = Job("aaaaaaaa1111", prompt: "a cat\u001b[31m\non " + new string('x', 200)) with { Progress = 40, Model = "veo" };

        CompletionItem item = JobCompletions.Ids(new CompletionWord(""), All, [job, Job("bbbbbbbb1", -1, name: "intro", prompt: "not shown")]).First();

        Assert.StartsWith("aaaaaaaa Running a cat [31m on xxx", item.ListText, StringComparison.Ordinal);
        Assert.EndsWith("…", item.ListText, StringComparison.Ordinal);
        Assert.StartsWith("Local veo, Running 40 %: a cat", item.ToolTip, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', item.ListText + item.ToolTip);
        Assert.Equal("bbbbbbbb Running intro", JobCompletions.Ids(new CompletionWord("bb"), All, [Job("bbbbbbbb1", name: "intro", prompt: "not shown")]).Single().ListText);
    }

    [Fact]
    public void Batches_Names_AreThoseOfTheNewestJobsFirstWithTheirTally()
    {
        VideoJob[] jobs =
        [
            Job("a", 1, batch: "trailer", status: VideoStatus.Completed),
            Job("b", 3, batch: "trailer"),
            Job("c", 2, batch: "my demo"),
            Job("d", 9),
        ];

        Assert.Equal(
            [new CompletionItem("trailer", "2 jobs: 1 Running, 1 Completed"), new CompletionItem("my demo", "1 job: 1 Running")],
            JobCompletions.Batches(new CompletionWord(""), jobs));
        Assert.Equal("my demo", JobCompletions.Batches(new CompletionWord("'my d"), jobs).Single().Text);
    }
}
