using VideoGen.Client;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>What is believed of what comes in, with real requests.</summary>
public sealed class WebhookVerificationTests : IAsyncDisposable
{
    private readonly ListenFixture _listen = new();

    public ValueTask DisposeAsync() => _listen.DisposeAsync();

    [Theory]
    [InlineData("x-phaseo")]
    [InlineData("x-ai-stats")]
    public async Task Report_SignedByPhaseo_EndsTheJob(string generation)
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();

        RawAnswer answer = await _listen.ReportAsync(ListenFixture.Body("G-1"), generation);

        Assert.Equal((200, ""), (answer.Status, answer.Text));
        WebhookReport told = await _listen.NextAsync();
        Assert.Equal((WebhookOutcome.Ended, job.Key, VideoStatus.Completed), (told.Outcome, told.Reading!.Job.Key, told.Reading.Job.Status));
        VideoJob kept = await _listen.FindAsync(job);
        Assert.Equal((VideoStatus.Completed, 1), (kept.Status, kept.Outputs.Count));
    }

    [Theory]
    [InlineData("another secret")]
    [InlineData("another body")]
    [InlineData("another time")]
    [InlineData("no signature")]
    [InlineData("no time")]
    [InlineData("signature in capitals")]
    [InlineData("shorter signature")]
    public async Task Report_NotSignedRight_IsRefusedAndChangesNothing(string trouble)
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();
        string body = ListenFixture.Body("G-1");

        RawAnswer answer = trouble switch
        {
            "another secret" => await _listen.ReportAsync(body, secret: "whsec_another_0123456"),
            "another body" => await _listen.ReportAsync(ListenFixture.Body("G-1", "failed"), change: headers => Change(headers, "signature", value => SignatureOf(body))),
            "another time" => await _listen.ReportAsync(body, change: headers => Change(headers, "timestamp", value => value[..^1] + (value[^1] == '0' ? "1" : "0"))),
            "no signature" => await _listen.ReportAsync(body, change: headers => headers.Remove("x-phaseo-signature")),
            "no time" => await _listen.ReportAsync(body, change: headers => headers.Remove("x-phaseo-timestamp")),
            "signature in capitals" => await _listen.ReportAsync(body, change: headers => Change(headers, "signature", value => $"A{value[1..]}")),
            _ => await _listen.ReportAsync(body, change: headers => Change(headers, "signature", value => value[..^1])),
        };

        Assert.Equal((401, ""), (answer.Status, answer.Text));
        Assert.Equal(WebhookOutcome.Refused, (await _listen.NextAsync()).Outcome);
        Assert.Equal(VideoStatus.Running, (await _listen.FindAsync(job)).Status);
    }

    [Theory]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    [InlineData(-300, 200)]
    [InlineData(-301, 401)]
    public async Task Report_OfAnotherTime_CountsWithinTheWindow(int age, int status)
    {
        _ = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();

        Assert.Equal(status, (await _listen.ReportAsync(ListenFixture.Body("G-1"), age: TimeSpan.FromSeconds(age))).Status);
    }

    [Fact]
    public async Task Report_SentAgainAsItWas_IsRefusedEvenInAnotherSession()
    {
        _ = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();
        string body = ListenFixture.Body("G-1");
        Assert.Equal(200, (await _listen.ReportAsync(body)).Status);

        // What is not signed may be changed around it.
        Assert.Equal(409, (await _listen.ReportAsync(body, change: headers => headers["x-other"] = "1")).Status);
        Assert.Equal(409, (await _listen.ReportAsync(body, "x-ai-stats")).Status);
        await _listen.BeginAnewAsync();
        Assert.Equal(409, (await _listen.ReportAsync(body)).Status);
        Assert.Equal(
            [WebhookOutcome.Ended, WebhookOutcome.Repeated, WebhookOutcome.Repeated, WebhookOutcome.Repeated],
            [(await _listen.NextAsync()).Outcome, (await _listen.NextAsync()).Outcome, (await _listen.NextAsync()).Outcome, (await _listen.NextAsync()).Outcome]);
    }

    [Fact]
    public async Task Report_SignedAnew_IsTakenAndItsEndToldOnce()
    {
        _ = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();

        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"), age: TimeSpan.FromSeconds(1))).Status);

        Assert.Equal(WebhookOutcome.Ended, (await _listen.NextAsync()).Outcome);
        Assert.Equal(WebhookOutcome.Progressed, (await _listen.NextAsync()).Outcome);
    }

    [Fact]
    public async Task Report_AfterTheWindow_IsNotRememberedAnyMore()
    {
        _ = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();
        _ = await _listen.ReportAsync(ListenFixture.Body("G-1"));
        Assert.Single(Remembered());

        _listen.Time.Advance(TimeSpan.FromMinutes(59));
        await _listen.BeginAnewAsync();
        Assert.Single(Remembered());

        _listen.Time.Advance(TimeSpan.FromHours(3));
        await _listen.BeginAnewAsync();
        Assert.Empty(Remembered());
    }

    [Fact]
    public async Task Report_OfProgress_UpdatesTheJobAndGoesNeverBack()
    {
        VideoJob job = _listen.Put("Phaseo", "G-1", VideoStatus.Queued);
        await _listen.BeginAsync();

        foreach ((string status, int progress, VideoStatus then, int? known) in new[]
        {
            ("in_progress", 40, VideoStatus.Running, (int?)40), ("in_progress", 30, VideoStatus.Running, 40), ("queued", 50, VideoStatus.Running, 40), ("failed", 50, VideoStatus.Failed, 50),
            ("in_progress", 60, VideoStatus.Failed, 50),
        })
        {
            Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1", status, progress))).Status);
            VideoJob now = await _listen.FindAsync(job);
            Assert.Equal((then, known), (now.Status, now.Progress));

            // Told after it was answered.
            _ = await _listen.NextAsync();
        }

        Assert.Equal(1, _listen.Told.Count(report => report.Outcome == WebhookOutcome.Ended));
    }

    [Theory]
    [InlineData("G-2", "Get-VideoJob -Id G-2 -Provider Phaseo")]
    [InlineData("a; Remove-Item *", "Get-VideoJob -Id 'a; Remove-Item *' -Provider Phaseo")]
    public async Task Report_OfAJobMadeElsewhere_SaysHowToTakeItIn(string id, string command)
    {
        await _listen.BeginAsync();

        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body(id))).Status);

        WebhookReport told = await _listen.NextAsync();
        Assert.Equal((WebhookOutcome.UnknownJob, (JobReading?)null), (told.Outcome, told.Reading));
        Assert.EndsWith(command, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_BeforeTheAnswerToTheSubmissionIsIn_FindsTheJob()
    {
        VideoJob sending = _listen.Put("Phaseo", null, VideoStatus.Sending);
        await _listen.BeginAsync();

        Task<RawAnswer> report = _listen.ReportAsync(ListenFixture.Body("G-1"));
        await _listen.Time.WaitForTimerAsync(TimeSpan.FromMilliseconds(250));
        await _listen.UpdateAsync(sending, job => job with { Id = "G-1", Status = VideoStatus.Queued });
        _listen.Time.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(200, (await report).Status);
        Assert.Equal(WebhookOutcome.Ended, (await _listen.NextAsync()).Outcome);
    }

    [Fact]
    public async Task Report_JournalCannotBeWritten_IsAskedForAgain()
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();
        string locks = Path.Combine(_listen.Home, "journal", "locks");
        if (Directory.Exists(locks))
        {
            Directory.Delete(locks, recursive: true);
        }

        await File.WriteAllTextAsync(locks, "in the way");
        Assert.Equal(503, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        Assert.Equal(VideoStatus.Running, (await _listen.FindAsync(job)).Status);

        // It was not taken, so that the very same may come again.
        File.Delete(locks);
        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        Assert.Equal(VideoStatus.Completed, (await _listen.FindAsync(job)).Status);
        Assert.Equal([WebhookOutcome.Failed, WebhookOutcome.Ended], [(await _listen.NextAsync()).Outcome, (await _listen.NextAsync()).Outcome]);
    }

    private string[] Remembered() => Directory.Exists(Path.Combine(_listen.Home, "webhooks")) ? Directory.GetFiles(Path.Combine(_listen.Home, "webhooks"), "*", SearchOption.AllDirectories) : [];

    private string SignatureOf(string body) =>
        VideoGen.Emulators.Phaseo.PhaseoSignature.Of(ListenFixture.Secret, $"{_listen.Time.GetUtcNow().ToUnixTimeSeconds()}.{body}");

    private static void Change(Dictionary<string, string> headers, string name, Func<string, string> change) =>
        headers[$"x-phaseo-{name}"] = change(headers[$"x-phaseo-{name}"]);
}
