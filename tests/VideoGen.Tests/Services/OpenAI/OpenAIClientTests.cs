using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;
using VideoGen.Providers;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Services.OpenAI;

/// <summary>The whole way through the client against the strict emulator, and against a server of one's own.</summary>
public sealed class OpenAIClientTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Client_TextAndImage_AreSubmittedWaitedForSavedWithTheKeyListedAndDeleted()
    {
        await using OpenAIEmulator emulator = await StartAsync(new OpenAISettings { Pace = JobPace.OneReadEach, PollAfter = TimeSpan.FromMilliseconds(1) });
        using VideoClient client = NewClient(emulator);
        string image = _home.At("first frame.png");
        await File.WriteAllBytesAsync(image, OpenAIFixture.Png(1280, 720));

        VideoJob text = await SubmitAsync(client, new VideoRequest { Provider = "OpenAI", Prompt = "a cat", Duration = 8, AspectRatio = "16:9" });
        VideoJob framed = await SubmitAsync(client, new VideoRequest { Provider = "OpenAI", Prompt = "a dog", Size = "1280x720", Image = new ImageReference(ImageKind.File, image) });
        VideoJob[] done = await WaitAsync(client, text, framed);
        FileInfo[] files = [await SaveAsync(client, done[0]), await SaveAsync(client, done[1])];

        Assert.All(done, job => Assert.Equal(VideoStatus.Completed, job.Status));
        Assert.All(files, file => Assert.Equal(emulator.Settings.ClipBytes, file.Length));
        Assert.Equal(["8", "4"], emulator.Videos.Select(video => video.Order.Seconds));
        Assert.Equal(OpenAIFixture.Png(1280, 720), emulator.Videos[1].Order.Image);
        Assert.Equal("image/png", emulator.Videos[1].Order.ImageType);

        Assert.Equal([framed.Id!, text.Id!], await client.ListAtServiceAsync("OpenAI", new JobListingQuery(), CancellationToken.None).Select(job => job.Id!).ToArrayAsync());
        await client.RemoveAsync(done[0], journalOnly: false, force: false, CancellationToken.None);
        Assert.Single(emulator.Videos);
        Assert.Equal(VideoErrors.JobNotFound, (await Assert.ThrowsAsync<VideoGenException>(() => client.FindAsync(text.Id!, null, CancellationToken.None))).Kind);
        Assert.All(emulator.Ledger.Entries, entry => Assert.Equal($"Bearer {emulator.Settings.ApiKey}", entry.Header("Authorization")));
    }

    [Fact]
    public async Task Client_ContentThatIsRedirected_IsFetchedWithoutTheKey()
    {
        await using OpenAIEmulator emulator = await StartAsync(new OpenAISettings { Pace = JobPace.AtOnce, RedirectContent = true });
        using VideoClient client = NewClient(emulator);

        VideoJob[] done = await WaitAsync(client, await SubmitAsync(client, new VideoRequest { Provider = "OpenAI", Prompt = "a cat" }));
        FileInfo file = await SaveAsync(client, done[0]);

        Assert.Equal(emulator.Settings.ClipBytes, file.Length);
        LedgerEntry fetched = Assert.Single(emulator.Files.Ledger.Entries);
        Assert.Null(fetched.Header("Authorization"));
    }

    [Fact]
    public async Task Client_ServerOfOnesOwn_NeedsNoKey()
    {
        await using OpenAIEmulator emulator = await StartAsync(OpenAISettings.SelfHosted with { Pace = JobPace.AtOnce });
        using VideoClient client = NewClient(null);
        _ = await client.Registrations.RegisterAsync(new ProviderRegistration("farm", "openai", emulator.ApiUri.AbsoluteUri), force: false, CancellationToken.None);
        string image = _home.At("frame.png");
        await File.WriteAllBytesAsync(image, OpenAIFixture.Png(64, 48));

        VideoJob text = await SubmitAsync(client, new VideoRequest { Provider = "FARM", Prompt = "a cat", Duration = 5, Size = "832x480", Seed = 3 });
        VideoJob framed = await SubmitAsync(client, new VideoRequest { Provider = "farm", Model = "wan", Prompt = "a dog", Image = new ImageReference(ImageKind.File, image) });
        VideoJob[] done = await WaitAsync(client, text, framed);
        FileInfo file = await SaveAsync(client, done[0]);

        Assert.Equal(("farm", emulator.Settings.DefaultModel, "farm", "wan"), (text.Provider, text.Model, framed.Provider, framed.Model));
        Assert.Equal(("832x480", "5"), (emulator.Videos[0].Order.Size, emulator.Videos[0].Order.Seconds));
        Assert.Equal(OpenAIFixture.Png(64, 48), emulator.Videos[1].Order.Image);
        Assert.Equal(emulator.Settings.ClipBytes, file.Length);
        Assert.All(emulator.Ledger.Entries, entry => Assert.Null(entry.Header("Authorization")));
        Assert.DoesNotContain("model", emulator.Ledger.Entries[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"seed\":3", emulator.Ledger.Entries[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_RegisteredNamesOwnVariables_AreItsKeyAddressAndSetting()
    {
        await using OpenAIEmulator emulator = await StartAsync(OpenAISettings.SelfHosted with { ApiKey = "farm-key", Pace = JobPace.AtOnce });
        using VideoClient client = NewClient(null, new()
        {
            ["VIDEOGEN_MY_FARM_URI"] = emulator.ApiUri.AbsoluteUri,
            ["VIDEOGEN_MY_FARM_KEY"] = "farm-key",
            ["VIDEOGEN_MY_FARM_BODY"] = "form",
            ["VIDEOGEN_OPENAI_KEY"] = "another",
        });
        _ = await client.Registrations.RegisterAsync(new ProviderRegistration("my-farm", "OpenAI", "https://gpu.example/v1"), force: false, CancellationToken.None);

        VideoJob job = await SubmitAsync(client, new VideoRequest { Provider = "my-farm", Prompt = "a cat" });

        Assert.Equal((VideoStatus.Completed, "my-farm"), (job.Status, job.Provider));
        LedgerEntry sent = Assert.Single(emulator.Ledger.Entries);
        Assert.Equal("Bearer farm-key", sent.Header("Authorization"));
        Assert.StartsWith("multipart/form-data", sent.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("block-this", "moderation_blocked")]
    [InlineData("fail-this", "video_generation_failed")]
    public async Task Client_JobThatFails_KeepsTheServicesCode(string prompt, string code)
    {
        await using OpenAIEmulator emulator = await StartAsync(new OpenAISettings { Pace = JobPace.AtOnce });
        using VideoClient client = NewClient(emulator);

        VideoJob[] done = await WaitAsync(client, await SubmitAsync(client, new VideoRequest { Provider = "OpenAI", Prompt = prompt }));

        Assert.Equal((VideoStatus.Failed, code), (done[0].Status, done[0].Error!.Code));
    }

    [Fact]
    public async Task Client_NothingLeftOfTheQuota_LeavesNoJob()
    {
        await using OpenAIEmulator emulator = await StartAsync(new OpenAISettings { Balance = 0.1m });
        using VideoClient client = NewClient(emulator);

        SubmitResult result = await TrySubmitAsync(client, new VideoRequest { Provider = "OpenAI", Prompt = "a cat" });

        Assert.Equal((null, VideoErrors.QuotaReached, "insufficient_quota"), (result.Job, result.Error!.Kind, result.Error.ServiceCode));
        Assert.Single(emulator.Ledger.Entries);
    }

    [Fact]
    public async Task Client_LostAnswer_IsUnknownAndNotSentAgain()
    {
        await using OpenAIEmulator emulator = await StartAsync(new OpenAISettings());
        emulator.Scenarios.Play(AnswerScenarios.LostAnswer(), 1, "/v1/videos");
        using VideoClient client = NewClient(emulator);

        SubmitResult result = await TrySubmitAsync(client, new VideoRequest { Provider = "OpenAI", Prompt = "a cat" });

        Assert.Equal((VideoStatus.Unknown, VideoErrors.JobUnknown), (result.Job!.Status, result.Error!.Kind));
        Assert.Single(emulator.Ledger.Entries);
    }

    private static async Task<OpenAIEmulator> StartAsync(OpenAISettings settings)
    {
        var emulator = new OpenAIEmulator(settings);
        await emulator.StartAsync();
        return emulator;
    }

    private VideoClient NewClient(OpenAIEmulator? emulator, Dictionary<string, string>? environment = null)
    {
        Dictionary<string, string> variables = environment ?? emulator?.Environment.ToDictionary(variable => variable.Name, variable => variable.Value) ?? [];
        return new VideoClient(new VideoClientOptions { Home = _home.At("home"), ReadEnvironment = variables.GetValueOrDefault });
    }

    private static async Task<VideoJob> SubmitAsync(VideoClient client, VideoRequest request)
    {
        SubmitResult result = await TrySubmitAsync(client, request);
        Assert.Null(result.Error);
        return result.Job!;
    }

    private static async Task<SubmitResult> TrySubmitAsync(VideoClient client, VideoRequest request)
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions(), CancellationToken.None);
        VideoRequest chosen = request with { Provider = run.ChooseProvider(request.Provider).Name };
        var results = new List<SubmitResult>();
        await run.SubmitAsync(run.Take(chosen, run.Validate(chosen).Request, defaulted: false), results.Add, CancellationToken.None);
        return Assert.Single(results);
    }

    private static async Task<VideoJob[]> WaitAsync(VideoClient client, params VideoJob[] jobs)
    {
        WaitRun run = client.OpenWait(new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(60) }, new Random(1));
        var readings = new List<JobReading>();
        Array.ForEach(jobs, run.Add);
        run.Complete();
        await run.RunAsync(readings.Add, null, CancellationToken.None);
        Assert.All(readings, reading => Assert.Null(reading.Error));
        return [.. jobs.Select(job => readings.Single(reading => reading.Job.Key == job.Key).Job)];
    }

    private async Task<FileInfo> SaveAsync(VideoClient client, VideoJob job)
    {
        SaveRun run = client.OpenSave(new SaveOptions { Destination = "{Key}.{Extension}", BaseFolder = _home.Path });
        return Assert.Single(await run.SaveAsync(job, run.PlanPaths(job), null, CancellationToken.None));
    }
}
