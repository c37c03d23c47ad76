using VideoGen.Client;
using VideoGen.Emulators.Artnex;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using static VideoGen.Tests.Services.Artnex.ArtnexBench;

namespace VideoGen.Tests.Services.Artnex;

/// <summary>From a row to a file, against the emulator, which throttles whoever asks twice within five seconds.</summary>
public sealed class ArtnexClientTests : IAsyncLifetime
{
    private const string Canary = "CANARY-artnex-key";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _time = new();
    private ArtnexEmulator? _service;
    private ServiceClient? _client;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        await (_service?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData(false, 1500)]
    [InlineData(true, 1500)]
    public async Task Clip_OfTextOrFile_IsSubmittedWaitedForSavedAndCharged(bool image, int credits)
    {
        await StartAsync();
        string file = _client!.At("lake.png");
        await File.WriteAllBytesAsync(file, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        DateTimeOffset start = _time.GetUtcNow();

        VideoJob job = await _client.SubmitOneAsync(Text with { Image = image ? new ImageReference(ImageKind.File, file) : null });
        JobReading ended = Assert.Single(await _client.WaitAsync(Pause, job));
        FileInfo clip = await _client.SaveAsync(ended.Job);

        Assert.Equal((VideoStatus.Completed, null), (ended.Job.Status, ended.Error));
        Assert.Equal(new VideoCost(credits, "credits", true), ended.Job.Cost);
        Assert.Equal((start.AddSeconds(10), start.AddSeconds(10).AddHours(24)), (ended.Job.CompletedAt, ended.Job.ExpiresAt));
        Assert.Equal(SampleClip.Mp4(new ArtnexSettings().ClipSize), await File.ReadAllBytesAsync(clip.FullName));
        Assert.Equal(credits, Assert.Single(_service!.Charges.Entries).Amount);
        Assert.Equal(["POST", "GET", "GET", "GET"], _service.Ledger.Entries.Select(entry => entry.Method));
    }

    [Fact]
    public async Task Read_AgainAndAgain_IsNeverThrottled()
    {
        await StartAsync();
        VideoJob job = await _client!.SubmitOneAsync(Text);
        var readings = new List<JobReading>();
        for (int second = 0; second < 12; second++)
        {
            using var session = new VideoClient(new VideoClientOptions { Home = _client.Client.Home, Time = _time, ReadEnvironment = Environment.GetValueOrDefault });
            readings.Add(await session.ReadAsync(job, CancellationToken.None));
            readings.Add(await _client.Client.ReadAsync(job, CancellationToken.None));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.All(readings, reading => Assert.Null(reading.Error));
        Assert.Equal(VideoStatus.Completed, readings[^1].Job.Status);
        Assert.Equal(3, _service!.Ledger.Entries.Count(entry => entry.Method == "GET"));
    }

    [Theory]
    [InlineData("video/status/{request_id}", "Completed")]
    [InlineData("clips/{request_id}", "Queued")]
    public async Task Wait_StatusPathIsSet_IsAskedThere(string template, string end)
    {
        await StartAsync();
        using var client = new ServiceClient(_service!, _time, ("VIDEOGEN_ARTNEX_STATUS_PATH", template));
        VideoJob job = await client.SubmitOneAsync(Text);
        _time.Advance(TimeSpan.FromMinutes(1));

        JobReading ended = Assert.Single(await client.WaitAsync(Pause, job));

        Assert.Equal(end, ended.Job.Status.ToString());
        Assert.Equal(end == "Completed" ? null : "NotFoundAtService", ended.Error?.ErrorId);
    }

    [Fact]
    public async Task Clip_StatusPathIsOfNoUse_IsNotSent()
    {
        await StartAsync();
        using var client = new ServiceClient(_service!, _time, ("VIDEOGEN_ARTNEX_STATUS_PATH", "video/status"));

        SubmitResult result = await client.TrySubmitAsync(Text);

        Assert.Equal((null, "InvalidEndpoint"), (result.Job, result.Error!.ErrorId));
        Assert.Empty(_service!.Ledger.Entries);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("failed")]
    public async Task Clip_ServiceGivesUp_HasFailedAndCostsNothing(string word)
    {
        await StartAsync(new ArtnexSettings { FailedWord = word, RunningWord = "rendering", CreatedStatus = 202 });

        JobReading ended = Assert.Single(await _client!.WaitAsync(Pause, await _client.SubmitOneAsync(Text with { Prompt = "[fail]" })));

        Assert.Equal((VideoStatus.Failed, $"{word}: Generation failed"), (ended.Job.Status, ended.Job.Error!.ToString()));
        Assert.NotEqual(true, ended.Job.Cost?.Charged);
        Assert.Empty(_service!.Charges.Entries);
    }

    [Theory]
    [InlineData(ArtnexErrorShape.Flat)]
    [InlineData(ArtnexErrorShape.Nested)]
    [InlineData(ArtnexErrorShape.CodeAndMessage)]
    public async Task Clip_QuotaOfTheDayIsUsedUp_StopsTheRestOfTheRows(ArtnexErrorShape shape)
    {
        await StartAsync(new ArtnexSettings { RequestsPerDay = 1, ErrorShape = shape });

        SubmitResult[] results = await _client!.SubmitAsync(new SubmitOptions(), Text, Text with { Prompt = "b" }, Text with { Prompt = "c" });

        Assert.Equal([null, "QuotaReached", "NotSubmitted"], results.Select(result => result.Error?.ErrorId));
        Assert.Equal("rate_limit_exceeded", results[1].Error!.ServiceCode);
        Assert.Equal(2, _service!.Ledger.Entries.Count);
    }

    [Theory]
    [InlineData(ArtnexErrorShape.Flat)]
    [InlineData(ArtnexErrorShape.Nested)]
    [InlineData(ArtnexErrorShape.CodeAndMessage)]
    public async Task Clip_CreditsAreShort_IsRefusedAndLeavesNoJob(ArtnexErrorShape shape)
    {
        await StartAsync(new ArtnexSettings { Balance = 1499, ErrorShape = shape });

        SubmitResult result = await _client!.TrySubmitAsync(Text);

        Assert.Equal((null, "PaymentRequired", "insufficient_credits"), (result.Job, result.Error!.ErrorId, result.Error.ServiceCode));
        Assert.Empty((await _client.Client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
    }

    [Theory]
    [InlineData("veo4", null, "invalid_model")]
    [InlineData("veo3.1", 5, "invalid_duration")]
    public async Task Clip_OfWhatTheCatalogueDoesNotKnow_IsForTheServiceToRefuse(string model, int? duration, string code)
    {
        await StartAsync();

        SubmitResult result = Assert.Single(await _client!.SubmitAsync(new SubmitOptions { SkipValidation = true }, Text with { Model = model, Duration = duration }));

        Assert.Equal(("RequestRefused", code), (result.Error!.ErrorId, result.Error.ServiceCode));
    }

    public static TheoryData<string, Scenario> LostAnswers => new()
    {
        { "lost", AnswerScenarios.LostAnswer() },
        { "hangup", Scenarios.Hangup() },
        { "html", Scenarios.Html() },
        { "page of a proxy", Scenarios.Status(429, "<html>slow down</html>", "text/html") },
        { "server trouble", Scenarios.Status(500, """{"success":false,"error":"server_error","message":"Broken."}""", "application/json") },
        { "foreign JSON", AnswerScenarios.Answer("""{"state":"ok"}""") },
        { "cut", Scenarios.CutAfter(10) },
        { "redirect", Scenarios.RedirectTo(new Uri("https://elsewhere.example/"), 307) },
    };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Clip_AnswerIsLost_IsUnknownAndNeverSentAgain(string what, Scenario scenario)
    {
        await StartAsync();
        _service!.Scenarios.Play(scenario, path: "/v1/video");

        SubmitResult result = await _client!.TrySubmitAsync(Text);
        SubmitResult again = await _client.TrySubmitAsync(Text);

        Assert.Equal((VideoStatus.Unknown, "JobUnknown", what), (result.Job!.Status, result.Error!.ErrorId, what));
        Assert.Equal("DuplicateJob", again.Error!.ErrorId);
        Assert.Single(_service.Ledger.Entries);
    }

    [Fact]
    public async Task Save_LinkIsDead_IsExpired()
    {
        await StartAsync(new ArtnexSettings { LinkLifetime = TimeSpan.FromMinutes(1) });
        VideoJob job = Assert.Single(await _client!.WaitAsync(Pause, await _client.SubmitOneAsync(Text))).Job;
        _time.Advance(TimeSpan.FromHours(24));

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => _client.SaveAsync(job));

        Assert.Equal("LinkExpired", e.ErrorId);
        Assert.Equal(VideoStatus.Expired, (await _client.Client.FindAsync(job.Id!, null, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Key_WrongOrRight_TurnsUpNowhere()
    {
        await StartAsync(new ArtnexSettings { Keys = [Canary] });
        VideoJob job = await _client!.SubmitOneAsync(Text);
        _service!.Scenarios.Play(AnswerScenarios.Answer($$"""{"success":true,"request_id":"{{job.Id}}","status":"pending","echo":"Bearer {{Canary}}"}"""), path: "/v1/video/");
        string running = (await _client.Client.ReadAsync(job, CancellationToken.None)).Job.Raw!;
        _time.Advance(Pause);
        JobReading ended = Assert.Single(await _client.WaitAsync(Pause, job));
        _ = await _client.SaveAsync(ended.Job);
        _service.Scenarios.Play(Scenarios.Status(400, $$"""{"error":"{{Canary}}","message":"You sent Bearer {{Canary}}"}""", "application/json"), path: "/v1/video");
        SubmitResult refused = await _client.TrySubmitAsync(Text);
        _service.Scenarios.Play(Scenarios.Status(502, $"Bearer {Canary}"), path: "/v1/video");
        SubmitResult lost = await _client.TrySubmitAsync(Text);
        using var stranger = new ServiceClient(_service, _time, ("VIDEOGEN_ARTNEX_KEY", "CANARY-of-a-stranger"));
        SubmitResult unknown = await stranger.TrySubmitAsync(Text);

        Assert.Contains("***", running, StringComparison.Ordinal);
        Assert.Equal(("RequestRefused", "JobUnknown", "Unauthorized"), (refused.Error!.ErrorId, lost.Error!.ErrorId, unknown.Error!.ErrorId));
        string told = string.Join('\n', running, ended.Job.Raw, refused.Error, refused.Error.ServiceCode, lost.Error, lost.Job!.Error, unknown.Error, _client.AllText(), stranger.AllText());
        Assert.DoesNotContain("CANARY", told, StringComparison.Ordinal);
        Assert.NotEmpty(_service.Media.Ledger.Entries);
        Assert.All(_service.Media.Ledger.Entries, entry => Assert.DoesNotContain("CANARY", string.Concat(entry.Headers.Values) + entry.Target, StringComparison.Ordinal));
    }

    private Dictionary<string, string> Environment => _service!.Environment.ToDictionary(variable => variable.Name, variable => variable.Value);

    private async Task StartAsync(ArtnexSettings? settings = null)
    {
        _service = new ArtnexEmulator(settings, _time);
        await _service.StartAsync();
        _client = new ServiceClient(_service, _time);
    }
}
