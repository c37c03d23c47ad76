using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Emulators.Phantaisia;
using VideoGen.Providers;
using VideoGen.Providers.Phantaisia;
using static VideoGen.Tests.Services.Phantaisia.PhantaisiaBench;

namespace VideoGen.Tests.Services.Phantaisia;

/// <summary>From a row to a file, against the emulator.</summary>
public sealed class PhantaisiaClientTests : IAsyncLifetime
{
    private const string Canary = "eyJhbGciOiJub25lIn0.CANARY-phantaisia.secret";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(7);

    private readonly ManualTimeProvider _time = new();
    private PhantaisiaEmulator? _service;
    private ServiceClient? _client;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        await (_service?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clip_FromFiles_IsSubmittedWaitedForAndSaved(bool two)
    {
        await StartAsync();
        string image = _client!.At("photo.jpg");
        await File.WriteAllBytesAsync(image, [0xFF, 0xD8, 0xFF, 0xE0]);
        VideoRequest row = Portrait with { Image = new ImageReference(ImageKind.File, image), LastImage = two ? new ImageReference(ImageKind.DataUri, "data:image/jpeg;base64,/9j/4A==") : null };

        VideoJob job = await _client.SubmitOneAsync(row);
        JobReading ended = Assert.Single(await _client.WaitAsync(Pause, job));
        FileInfo file = await _client.SaveAsync(ended.Job);

        Assert.Equal((VideoStatus.Queued, VideoStatus.Completed), (job.Status, ended.Job.Status));
        Assert.Equal(SampleClip.Mp4(new PhantaisiaSettings().ClipSize), await File.ReadAllBytesAsync(file.FullName));
        string path = two ? "/v1/run/first_last_frame_video" : "/v1/run/single_frame_video";
        Assert.Equal(path, Assert.Single(_service!.Ledger.Entries, entry => entry.Target.StartsWith("/v1/run", StringComparison.Ordinal)).Target);
        Assert.All(_service.Ledger.Entries.Skip(1), entry => Assert.Equal(("POST", $"/v1/status/single_frame_video/{job.Id}", ""), (entry.Method, entry.Target, entry.Body)));
        Assert.Equal(3, _service.Ledger.Entries.Count - 1);
        Assert.Single(_service.Charges.Entries);
    }

    [Theory]
    [InlineData("[fail]", "FAILED: VEO generation failed")]
    [InlineData("[cancelled]", "CANCELLED: The service gave no reason.")]
    public async Task Clip_ServiceGivesUp_HasFailedWithItsWords(string prompt, string error)
    {
        await StartAsync();

        JobReading ended = Assert.Single(await _client!.WaitAsync(Pause, await _client.SubmitOneAsync(Portrait with { Prompt = prompt })));

        Assert.Equal((VideoStatus.Failed, error), (ended.Job.Status, ended.Job.Error!.ToString()));
    }

    [Theory]
    [InlineData(PhantaisiaErrorShape.BesideDetail)]
    [InlineData(PhantaisiaErrorShape.InsideDetail)]
    [InlineData(PhantaisiaErrorShape.Plain)]
    public async Task Clip_Refused_LeavesNoJobAndStopsTheRestWhereMoneyIsShort(PhantaisiaErrorShape shape)
    {
        await StartAsync(new PhantaisiaSettings { Balance = 3, ErrorShape = shape });

        SubmitResult[] results = await _client!.SubmitAsync(new SubmitOptions(), Portrait, Portrait with { Prompt = "another" });

        Assert.Equal(["PaymentRequired", "NotSubmitted"], results.Select(result => result.Error!.ErrorId));
        Assert.Contains("Insufficient credits", results[0].Error!.Message, StringComparison.Ordinal);
        Assert.Empty((await _client.Client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
        Assert.Single(_service!.Ledger.Entries);
    }

    [Theory]
    [InlineData(PhantaisiaErrorShape.BesideDetail, "INVALID_VIDEO_MODEL")]
    [InlineData(PhantaisiaErrorShape.InsideDetail, "INVALID_VIDEO_MODEL")]
    [InlineData(PhantaisiaErrorShape.Plain, null)]
    public async Task Clip_OfAModelTheCatalogueDoesNotKnow_IsForTheServiceToRefuse(PhantaisiaErrorShape shape, string? code)
    {
        await StartAsync(new PhantaisiaSettings { ErrorShape = shape });

        SubmitResult result = Assert.Single(await _client!.SubmitAsync(new SubmitOptions { SkipValidation = true }, Portrait with { Model = "ultra", Duration = 4 }));

        Assert.Equal(("RequestRefused", code), (result.Error!.ErrorId, result.Error.ServiceCode));
        Assert.Contains("Model 'ultra' is not a valid video model.", result.Error.Message, StringComparison.Ordinal);
        Assert.Null(result.Job);
    }

    public static TheoryData<string, Scenario> LostAnswers => new()
    {
        { "lost", AnswerScenarios.LostAnswer() },
        { "hangup", Scenarios.Hangup() },
        { "html", Scenarios.Html() },
        { "page of a proxy", Scenarios.Status(429, "<html>slow down</html>", "text/html") },
        { "server trouble", Scenarios.Status(500, """{"detail":"Internal Server Error"}""", "application/json") },
        { "foreign JSON", AnswerScenarios.Answer("""{"state":"ok"}""") },
        { "cut", Scenarios.CutAfter(10) },
        { "redirect", Scenarios.RedirectTo(new Uri("https://elsewhere.example/"), 307) },
    };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Clip_AnswerIsLost_IsUnknownAndNeverSentAgain(string what, Scenario scenario)
    {
        await StartAsync();
        _service!.Scenarios.Play(scenario, path: "/v1/run");

        SubmitResult result = await _client!.TrySubmitAsync(Portrait);
        SubmitResult again = await _client.TrySubmitAsync(Portrait);

        Assert.Equal((VideoStatus.Unknown, "JobUnknown", what), (result.Job!.Status, result.Error!.ErrorId, what));
        Assert.Equal("DuplicateJob", again.Error!.ErrorId);
        Assert.Single(_service.Ledger.Entries);
    }

    [Fact]
    public async Task Clip_NobodyListens_IsNotSent()
    {
        await StartAsync();
        using var client = new ServiceClient(_service!, _time, ("VIDEOGEN_PHANTAISIA_URI", "http://127.0.0.1:9"));
        Task<SubmitResult> submit = client.TrySubmitAsync(Portrait);
        foreach (int seconds in (int[])[1, 2])
        {
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(seconds));
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        SubmitResult result = await submit;
        Assert.Equal((null, "ConnectionFailed"), (result.Job, result.Error!.ErrorId));
    }

    [Fact]
    public async Task Clip_OneTooManyAtOnce_WaitsForAPlace()
    {
        await StartAsync(new PhantaisiaSettings { MaxInFlight = 1 });
        _ = await _client!.SubmitOneAsync(Portrait);

        Task<SubmitResult> second = _client.TrySubmitAsync(Portrait with { Prompt = "another" });
        await _client.RunAsync(second, TimeSpan.FromSeconds(2));

        Assert.Equal((VideoStatus.Queued, null), ((await second).Job!.Status, (await second).Error));
        Assert.Equal(2, _service!.Charges.Entries.Count);
    }

    [Fact]
    public async Task Wait_ServerTroubleBetweenReads_FailsNoJob()
    {
        await StartAsync();
        VideoJob job = await _client!.SubmitOneAsync(Portrait);
        _service!.Scenarios.Play(Scenarios.Status(503, "<html></html>", "text/html"), path: "/v1/status");
        Assert.Equal("ServiceFailed", (await _client.Client.ReadAsync(job, CancellationToken.None)).Error!.ErrorId);

        JobReading ended = Assert.Single(await _client.WaitAsync(Pause, job));

        Assert.Equal((VideoStatus.Completed, null), (ended.Job.Status, ended.Error));
    }

    [Fact]
    public async Task Key_WrongOrRight_TurnsUpNowhere()
    {
        await StartAsync(new PhantaisiaSettings { Tokens = [Canary] });
        VideoJob job = await _client!.SubmitOneAsync(Portrait);
        _service!.Scenarios.Play(AnswerScenarios.Answer($$"""{"id":"{{job.Id}}","status":"IN_PROGRESS","output":{"echo":"Bearer {{Canary}}"} }"""), path: "/v1/status");
        string running = (await _client.Client.ReadAsync(job, CancellationToken.None)).Job.Raw!;
        JobReading ended = Assert.Single(await _client.WaitAsync(Pause, job));
        _ = await _client.SaveAsync(ended.Job);
        _service.Scenarios.Play(Scenarios.Status(422, $$"""{"error_code":"{{Canary}}","detail":"You sent Bearer {{Canary}}"}""", "application/json"), path: "/v1/run");
        SubmitResult refused = await _client.TrySubmitAsync(Portrait);
        _service.Scenarios.Play(Scenarios.Status(502, $"Bearer {Canary}"), path: "/v1/run");
        SubmitResult lost = await _client.TrySubmitAsync(Portrait);
        VideoJob doomed = await _client.SubmitOneAsync(Portrait with { Prompt = "another" });
        _service.Scenarios.Play(AnswerScenarios.Answer($$"""{"id":"x","status":"FAILED","output":{"video_error":"no Bearer {{Canary}}"} }"""), path: "/v1/status");
        VideoJob failed = (await _client.Client.ReadAsync(doomed, CancellationToken.None)).Job;

        Assert.Equal("FAILED: no Bearer ***", failed.Error!.ToString());
        Assert.Contains("***", running, StringComparison.Ordinal);
        string told = string.Join('\n', running, ended.Job.Raw, refused.Error, refused.Error!.ServiceCode, lost.Error, lost.Job!.Error, failed.Raw, lost.Job.Raw, _client.AllText());
        Assert.DoesNotContain("CANARY", told, StringComparison.Ordinal);
        Assert.All(_service.Ledger.Entries, entry => Assert.Equal($"Bearer {Canary}", entry.Header("Authorization")));
        Assert.NotEmpty(_service.Media.Ledger.Entries);
        Assert.All(_service.Media.Ledger.Entries, entry => Assert.DoesNotContain("CANARY", string.Concat(entry.Headers.Values) + entry.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_TheServiceDoesNotKnow_IsUnauthorizedAndStopsTheRest()
    {
        await StartAsync();
        using var client = new ServiceClient(_service!, _time, ("VIDEOGEN_PHANTAISIA_KEY", Canary));

        SubmitResult[] results = await client.SubmitAsync(new SubmitOptions(), Portrait, Portrait with { Prompt = "another" });

        Assert.Equal(["Unauthorized", "NotSubmitted"], results.Select(result => result.Error!.ErrorId));
        Assert.Contains("Could not validate credentials", results[0].Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", string.Join('\n', results.Select(result => result.Error!.ToString())) + client.AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PhantaisiaRunningOutput.Null)]
    [InlineData(PhantaisiaRunningOutput.Absent)]
    public async Task Provider_RunningJobInEveryForm_IsUnderWay(PhantaisiaRunningOutput output)
    {
        await StartAsync(new PhantaisiaSettings { RunningOutput = output });
        using var bench = new ProviderBench(PhantaisiaProvider.Description, _service!.BaseUri, PhantaisiaSettings.DefaultToken);
        var provider = new PhantaisiaProvider(bench.Context);

        JobSnapshot made = await provider.SubmitAsync(Submission(Transition), CancellationToken.None);
        JobSnapshot? queued = Assert.Single(await provider.ReadAsync([made.Id], CancellationToken.None));
        _time.Advance(Pause);
        IReadOnlyList<JobSnapshot?> read = await provider.ReadAsync([made.Id, "job-nobody"], CancellationToken.None);

        Assert.Equal((VideoStatus.Queued, VideoStatus.Running, null), (queued!.Status, read[0]!.Status, read[1]));
    }

    private async Task StartAsync(PhantaisiaSettings? settings = null)
    {
        _service = new PhantaisiaEmulator(settings, _time);
        await _service.StartAsync();
        _client = new ServiceClient(_service, _time);
    }
}
