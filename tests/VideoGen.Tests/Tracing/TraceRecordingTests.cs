using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Credentials;
using VideoGen.Tests.Http;
using VideoGen.Tests.Journal;
using VideoGen.Tracing;
using static VideoGen.Tests.Http.StubNetwork;

namespace VideoGen.Tests.Tracing;

/// <summary>What is written of a job's exchanges while it lives, and what is not.</summary>
public sealed class TraceRecordingTests
{
    private static readonly Func<HttpRequestMessage, HttpResponseMessage> Made = Answer(200, """{"id":"job-1"}""");

    [Fact]
    public async Task Recording_SameAnswerAgain_IsCountedAndNotWritten()
    {
        using CredentialBench bench = Running(Made, Answer(200, """{"id":"queued"}"""), Answer(200, """{"id":"queued"}"""), Answer(200, """{"id":"queued"}"""), Answer(200, """{"id":"running"}"""));
        VideoJob job = await SubmitAsync(bench);
        _ = await bench.Client.ReadAsync(job, CancellationToken.None);
        string path = PathOf(bench, job);
        string before = await File.ReadAllTextAsync(path);
        Assert.Equal(2, before.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        _ = await bench.Client.ReadAsync(job, CancellationToken.None);
        _ = await bench.Client.ReadAsync(job, CancellationToken.None);
        Assert.Equal(before, await File.ReadAllTextAsync(path));

        _ = await bench.Client.ReadAsync(job, CancellationToken.None);
        string[] lines = (await File.ReadAllTextAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("\"again\":2", lines[2], StringComparison.Ordinal);
        Assert.Contains("running", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Recording_FirstAnswerOfASession_IsWrittenUnlessTheJournalHasIt(bool isKnown, int lines)
    {
        using var home = new TemporaryHome();
        string key = JobKey.New();
        Read(new TraceStore(home.Path, isOn: true), new TraceTarget(key, "id-1"), "{}");

        var next = new TraceStore(home.Path, isOn: true);
        Read(next, new TraceTarget(key, "id-1", StableHash.OfUtf8(isKnown ? "{}" : "[]")), "{}");

        Assert.Equal(lines, File.ReadAllLines(Path.Combine(home.Path, "traces", $"{key}.jsonl")).Length);
        next.Forget(key);
        Assert.Equal(isKnown, File.ReadAllText(Path.Combine(home.Path, "traces", $"{key}.jsonl")).Contains("\"again\":1", StringComparison.Ordinal));
    }

    [Fact]
    public void Recording_NoTraceYet_IsBegunAlthoughTheJournalHasTheAnswer()
    {
        using var home = new TemporaryHome();
        string key = JobKey.New();
        Read(new TraceStore(home.Path, isOn: true), new TraceTarget(key, "id-1", StableHash.OfUtf8("{}")), "{}");
        Assert.Single(File.ReadAllLines(Path.Combine(home.Path, "traces", $"{key}.jsonl")));
    }

    [Fact]
    public async Task Recording_ManyDifferentAnswers_KeepsHowItBeganAndHowItEnds()
    {
        int number = 0;
        using CredentialBench bench = Running(Made, _ => Answer(200, $$"""{"id":"state-{{++number}}","pad":"{{string.Concat(Enumerable.Repeat("word ", 2000))}}"}""")(null!));
        VideoJob job = await SubmitAsync(bench);
        for (int i = 0; i < 300; i++)
        {
            _ = await bench.Client.ReadAsync(job, CancellationToken.None);
        }

        var file = new FileInfo(PathOf(bench, job));
        string text = await File.ReadAllTextAsync(file.FullName);
        Assert.InRange(file.Length, 50_000, 600_000);
        Assert.StartsWith("{", text, StringComparison.Ordinal);
        Assert.Contains("\"for\":\"submit\"", text, StringComparison.Ordinal);
        Assert.Contains("state-1\\\"", text, StringComparison.Ordinal);
        Assert.Contains("state-300\\\"", text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').Length <= 202);
    }

    [Fact]
    public async Task Recording_TurnedOff_WritesNothing()
    {
        using CredentialBench bench = Bench(Made);
        bench.Environment["VIDEOGEN_TRACE"] = "0";
        using VideoClient client = bench.NewClient();
        SubmitResult made = await CredentialBench.SubmitAsync(client, "Fake");

        Assert.Equal("job-1", made.Job?.Id);
        Assert.False(Directory.Exists(bench.Home.At("traces")));
        Assert.Equal("NoTrace", (await Assert.ThrowsAsync<VideoGenException>(() => ExportAsync(bench, made.Job!))).ErrorId);
    }

    [Fact]
    public async Task Recording_CannotBeWritten_HarmsNothing()
    {
        using CredentialBench bench = Bench(Made);
        await File.WriteAllTextAsync(bench.Home.At("traces"), "in the way");

        VideoJob job = await SubmitAsync(bench);

        Assert.Equal(VideoStatus.Queued, job.Status);
        Assert.Equal("NoTrace", (await Assert.ThrowsAsync<VideoGenException>(() => ExportAsync(bench, job))).ErrorId);
    }

    [UnixFact]
    public async Task Recording_Files_AreTheOwnersAlone()
    {
        using CredentialBench bench = Bench(Made);
        VideoJob job = await SubmitAsync(bench);

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(bench, job)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(bench.Home.At("traces")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remove_Job_TakesItsTraceAlong(bool journalOnly)
    {
        using CredentialBench bench = Bench(Made, Answer(200, """{"id":"x"}"""));
        VideoJob job = await SubmitAsync(bench);
        job = (await bench.Client.ReadAsync(job, CancellationToken.None)).Job;
        Assert.True(File.Exists(PathOf(bench, job)));

        await bench.Client.RemoveAsync(job, journalOnly, force: false, CancellationToken.None);

        Assert.False(File.Exists(PathOf(bench, job)));
    }

    [Fact]
    public async Task Recording_RefusedSubmissions_TheLastFewAreKept()
    {
        int number = 0;
        using CredentialBench bench = Bench(_ => Answer(400, $"error: no such style, number {++number}")(null!));
        for (int i = 0; i < 25; i++)
        {
            Assert.Equal(VideoErrors.RequestRefused, (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Error?.Kind);
        }

        Assert.Empty(Directory.GetFiles(bench.Home.At("traces")));
        Assert.Equal(40, Directory.GetFiles(bench.Home.At("traces", "refused")).Length);
        using VideoClient another = bench.NewClient();
        VideoJob refused = await another.Traces.FindLastRefusedAsync(CancellationToken.None);
        string text = await ExportAsync(bench, refused);
        Assert.Contains("number 25", text, StringComparison.Ordinal);
        Assert.Contains("HTTP 400", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_Redirects_AreNamedWithoutTheirQueries()
    {
        using CredentialBench bench = Bench(Made, Redirect("https://elsewhere.example/a?sig=canary0123"), Answer(200, """{"id":"x"}"""));
        VideoJob job = await SubmitAsync(bench);
        _ = await bench.Client.ReadAsync(job, CancellationToken.None);

        string text = await ExportAsync(bench, job);
        Assert.Contains("Redirected to https://elsewhere.example/a?‹query›", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_ConnectionThatBreaks_SaysWhy()
    {
        using CredentialBench bench = Bench(Fail(new HttpRequestException("The proxy http://me:canary0123@10.0.0.1:3128 does not answer.")));
        SubmitResult lost = await CredentialBench.SubmitAsync(bench.Client, "Fake");
        Assert.Equal(VideoStatus.Unknown, lost.Job?.Status);

        string text = await ExportAsync(bench, lost.Job!);
        Assert.Contains("No answer: HttpRequestException: The proxy http://‹user›@10.0.0.1:3128 does not answer.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TracePart_AnswerAboutMany_IsCutIntoTheirs()
    {
        byte[] json = """{"data":{"result":[{"_id":"a","status":1,"by":{"who":"z"}},{"_id":"b"},{"other":"c","id":7}]}}"""u8.ToArray();
        Dictionary<string, ReadOnlyMemory<byte>> parts = TracePart.All(json, new HashSet<string> { "a", "b", "7", "none" });

        Assert.Equal("""{"_id":"a","status":1,"by":{"who":"z"}}""", System.Text.Encoding.UTF8.GetString(parts["a"].Span));
        Assert.Equal("""{"_id":"b"}""", System.Text.Encoding.UTF8.GetString(parts["b"].Span));
        Assert.Equal("""{"other":"c","id":7}""", System.Text.Encoding.UTF8.GetString(parts["7"].Span));
        Assert.Equal(3, parts.Count);
        Assert.Empty(TracePart.All("no JSON"u8.ToArray(), new HashSet<string> { "a" }));
    }

    private static void Read(TraceStore store, TraceTarget target, string body)
    {
        using TraceScope scope = store.Begin(TracePurpose.Read, [target])!;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://service.example/jobs/id-1"));
        using var answer = new HttpResponseMessage();
        var exchange = TraceExchange.Begin(scope, request, DateTimeOffset.UnixEpoch);
        exchange.End(request, answer, System.Text.Encoding.UTF8.GetBytes(body), TimeSpan.Zero);
        scope.Add(exchange);
    }

    private static CredentialBench Running(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) => With(new CredentialBench(context => new RunningProvider(context), answers));

    private static CredentialBench Bench(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) => With(new CredentialBench(null, answers));

    private static CredentialBench With(CredentialBench bench)
    {
        bench.Environment["VIDEOGEN_FAKE_KEY"] = CredentialBench.Secret;
        return bench;
    }

    private static async Task<VideoJob> SubmitAsync(CredentialBench bench) => (await CredentialBench.SubmitAsync(bench.Client, "Fake")).Job!;

    private static string PathOf(CredentialBench bench, VideoJob job) => bench.Home.At("traces", $"{job.Key}.jsonl");

    private static async Task<string> ExportAsync(CredentialBench bench, VideoJob job)
    {
        FileInfo file = await bench.Client.Traces.ExportAsync(job, new TraceExportOptions { Path = bench.Home.At("trace.md"), Force = true }, CancellationToken.None);
        return await File.ReadAllTextAsync(file.FullName);
    }
}
