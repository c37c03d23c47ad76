using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Phaseo;
using VideoGen.Tests.Client;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>What the gateway can do, in both contracts, through the whole client.</summary>
public sealed class PhaseoClientTests : PhaseoClientScene
{
    [Theory]
    [InlineData(PhaseoContract.Apr, "bytes", 1)]
    [InlineData(PhaseoContract.Apr, "signed_url", 2)]
    [InlineData(PhaseoContract.Aug, "both", 4)]
    [InlineData(PhaseoContract.Aug, "signed_url", 1)]
    public async Task Job_OfEitherContract_IsSubmittedReadSavedAndDeleted(PhaseoContract contract, string access, int outputs)
    {
        Emulator.Settings.Contract = contract;
        VideoRequest lake = Lake with { Count = outputs, Option = Json($$$"""{"output":{"access":"{{{access}}}"},"provider":{"only":["google-vertex"]}}""") };

        SubmitResult submitted = await SubmitAsync(lake);
        Assert.Null(submitted.Error);
        Assert.Equal((VideoStatus.Queued, new VideoCost(0.15m * outputs, "USD", Charged: false)), (submitted.Job!.Status, submitted.Job.Cost));
        Assert.Equal(VideoStatus.Queued, (await ReadAsync(submitted.Job)).Status);
        Assert.Equal(VideoStatus.Running, (await ReadAsync(submitted.Job)).Status);
        VideoJob done = await ReadAsync(submitted.Job);
        Assert.Equal((VideoStatus.Completed, new VideoCost(0.15m * outputs, "USD", Charged: true)), (done.Status, done.Cost));

        FileInfo[] files = await SaveAsync(done);
        Assert.Equal(Enumerable.Range(0, outputs).Select(Emulator.Settings.Video), files.Select(file => File.ReadAllBytes(file.FullName)));
        await Client.RemoveAsync(done, journalOnly: false, force: false, CancellationToken.None);
        Assert.True(Assert.Single(Emulator.Jobs).Deleted);
        AssertNoCanary();
    }

    [Fact]
    public async Task Job_OfAModelThatListsNoOutputs_IsSaved()
    {
        VideoJob done = await FinishAsync(Boat);

        Assert.Equal(Emulator.Settings.Video(0), File.ReadAllBytes(Assert.Single(await SaveAsync(done)).FullName));
    }

    [Fact]
    public async Task Save_LinkThatDied_IsRenewedByReadingTheJob()
    {
        // The other name of this machine is another origin: the link is all that opens it there.
        Emulator.Settings.DownloadOrigin = new Uri($"http://localhost:{Emulator.BaseUri.Port}");
        VideoJob done = await FinishAsync(Lake with { Option = Json("""{"output":{"access":"signed_url"}}""") });
        Assert.NotNull(done.ExpiresAt);
        Emulator.ExpireLinks();

        Assert.Equal(Emulator.Settings.Video(0), File.ReadAllBytes(Assert.Single(await SaveAsync(done)).FullName));

        LedgerEntry[] fetches = [.. Emulator.Ledger.Entries.Where(entry => entry.Target.Contains("download_token=", StringComparison.Ordinal))];
        Assert.Equal(2, fetches.Length);
        Assert.All(fetches, fetch => Assert.Equal(($"localhost:{Emulator.BaseUri.Port}", null), (fetch.Header("Host"), fetch.Header("Authorization"))));
    }

    [Theory]
    [InlineData(PhaseoContract.Apr)]
    [InlineData(PhaseoContract.Aug)]
    public async Task Stop_ServiceRefuses_IsToldPlainlyAndTheJobGoesOn(PhaseoContract contract)
    {
        Emulator.Settings.Contract = contract;
        VideoJob job = (await SubmitAsync(Boat)).Job!;

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => Client.StopAsync(job, CancellationToken.None));

        Assert.Equal(("CannotStop", "not_implemented_yet"), (error.ErrorId, error.ServiceCode));
        Assert.Contains("goes on", error.Message, StringComparison.Ordinal);
        Assert.Equal(VideoStatus.Queued, (await Client.FindAsync(job.Key, null, CancellationToken.None)).Status);
    }

    [Theory]
    [InlineData(PhaseoContract.Apr, 60, 1)]
    [InlineData(PhaseoContract.Aug, 230, 3)]
    public async Task List_AtTheService_HasAllPages(PhaseoContract contract, int jobs, int pages)
    {
        for (int i = 0; i < jobs; i++)
        {
            _ = await MakeAsync(contract);
        }

        int before = Emulator.Ledger.Entries.Count;
        List<VideoJob> listed = await ListAsync(new JobListingQuery());

        Assert.Equal(Emulator.Jobs.Select(job => job.Id).Reverse(), listed.Select(job => job.Id));
        Assert.Equal(pages, Emulator.Ledger.Entries.Count - before);
        Assert.All(listed, job => Assert.Equal("", job.Key));
    }

    [Fact]
    public async Task List_Filtered_IsFilteredByTheServiceToo()
    {
        VideoJob done = await FinishAsync(Boat);
        VideoJob failed = await FinishAsync(Boat with { Prompt = "[fail]" });
        _ = await SubmitAsync(Boat with { Prompt = "[stuck]" });

        Assert.Equal([failed.Id], (await ListAsync(new JobListingQuery { Statuses = [VideoStatus.Failed] })).Select(job => job.Id));
        Assert.Equal("/v1/videos?limit=200&status=failed,expired", Emulator.Ledger.Entries[^1].Target);
        Assert.Equal([done.Key], (await ListAsync(new JobListingQuery { Statuses = [VideoStatus.Completed] })).Select(job => job.Key));
    }

    [Fact]
    public async Task Submit_AllTheEmulatorTakes_IsTakenWithWebhookAndImages()
    {
        string image = Path.Combine(Folder, "a.png");
        await File.WriteAllBytesAsync(image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        VideoRequest lake = Lake with
        {
            AspectRatio = "16:9",
            Seed = 7,
            NegativePrompt = "people",
            EnhancePrompt = true,
            Image = new ImageReference(ImageKind.File, image),
            LastImage = Url("last.png"),
            ReferenceImages = [new ReferenceImage(Url("style.png"), "reference", "style")],
            WebhookUri = new Uri("http://127.0.0.1:9/hook"),
            WebhookEvents = ["completed"],
            Option = Json("""{"compression_quality":50,"person_generation":"dont_allow","resize_mode":"pad","provider_params":{"a":1},"debug":{"trace":true}}"""),
        };

        SubmitResult result = await SubmitAsync(lake, new SubmitOptions { WebhookSecret = new Secret(WebhookCanary) });

        Assert.Null(result.Error);
        JsonNode sent = JsonNode.Parse(Emulator.Ledger.Entries[0].Body)!;
        Assert.Equal("data:image/png;base64,iVBORw0KGgo=", sent["input_references"]![0]!["image_url"]!["url"]!.ToString());
        Assert.Equal(WebhookCanary, sent["webhook"]!["secret"]!.ToString());
        AssertNoCanary();
    }

    [Fact]
    public async Task Wait_ServiceSaysWhenToAskAgain_IsNotAskedBefore()
    {
        var time = new ManualTimeProvider();
        using VideoClient client = NewClient(time);
        VideoJob job = (await SubmitAsync(Boat, client: client)).Job!;
        WaitRun wait = client.OpenWait(new WaitOptions { PollInterval = TimeSpan.FromSeconds(1) }, new Random(1));
        wait.Add(job);
        wait.Complete();
        var told = new ConcurrentQueue<JobReading>();
        Task run = Task.Run(() => wait.RunAsync(told.Enqueue, null, CancellationToken.None));

        while (Emulator.Ledger.Entries.Count < 2)
        {
            await TickAsync(time, TimeSpan.FromMilliseconds(100));
        }

        DateTimeOffset first = time.GetUtcNow();
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(20)).WaitAsync(ClientFixture.Patience);
        Assert.Equal(2, Emulator.Ledger.Entries.Count);
        while (!run.IsCompleted)
        {
            await TickAsync(time, TimeSpan.FromSeconds(1));
        }

        await run;
        Assert.Equal(VideoStatus.Completed, Assert.Single(told).Job.Status);
        Assert.Equal(4, Emulator.Ledger.Entries.Count);
        Assert.True(time.GetUtcNow() - first >= TimeSpan.FromSeconds(40));
    }

    [Theory]
    [InlineData(PhaseoContract.Apr, "TeamId", "aistats_v1_sk_test_secret", null)]
    [InlineData(PhaseoContract.Aug, "WorkspaceId", Canary, null)]
    [InlineData(PhaseoContract.Aug, "WorkspaceId", "phaseo_v1_sk_test_secret", "Unauthorized")]
    public async Task Balance_OfEitherContract_IsWhatIsLeft(PhaseoContract contract, string setting, string key, string? error)
    {
        Emulator.Settings.Contract = contract;
        using var bench = new ProviderBench(PhaseoCatalog.Description, new Uri(Emulator.BaseUri, "v1"), key, settings: new Dictionary<string, string> { [setting] = "team_test" });
        var provider = new PhaseoProvider(bench.Context);
        _ = await provider.SubmitAsync(Submission(Boat), CancellationToken.None);
        Task<VideoBalance> reading = provider.ReadBalanceAsync(CancellationToken.None);

        // What a running job holds is not available in August.
        Assert.Equal(error, (await Record.ExceptionAsync(() => reading) as VideoGenException)?.ErrorId);
        Assert.Equal(error is not null ? null : contract == PhaseoContract.Apr ? 100m : 99.6m, error is null ? (await reading).Amount : null);
    }

    private static async Task TickAsync(ManualTimeProvider time, TimeSpan span)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        time.Advance(span);
    }
}
