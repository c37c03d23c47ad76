using VideoGen.Client;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Services.Dafty;

/// <summary>From a row to a file, against the emulator.</summary>
public sealed class DaftyClientTests
{
    private static readonly string Picture = Path.Combine(Repository.Root, "samples", "images", "balloon.png");

    [Fact]
    public async Task File_SubmittedWaitedForAndSaved_IsTheClipAndTheKeyStaysWithTheService()
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync();
        VideoRequest row = DaftyHome.Row() with { Image = new ImageReference(ImageKind.File, Picture), LastImage = new ImageReference(ImageKind.File, Picture), Duration = 4 };

        VideoJob job = await dafty.SubmitOneAsync(row);
        JobReading done = await dafty.WaitAsync(job);
        SaveRun save = dafty.Client.OpenSave(new SaveOptions { Destination = dafty.Home.At("clips") + Path.DirectorySeparatorChar, BaseFolder = dafty.Home.Path });
        FileInfo file = Assert.Single(await save.SaveAsync(done.Job, save.PlanPaths(done.Job), null, CancellationToken.None));

        Assert.Equal(new DaftySettings().ClipSize, file.Length);
        Assert.Equal(
            ["POST /api/v1/uploads", $"POST /api/v1/uploads/{UploadOf(dafty)}/complete", "POST /api/v1/videos/frames", $"GET /api/v1/videos/{job.Id}?wait=true"],
            dafty.Service.Ledger.Entries.Select(entry => $"{entry.Method} {entry.Target}"));
        Assert.All(dafty.Service.Ledger.Entries, entry => Assert.Equal(DaftyHome.Canary, entry.Header("x-api-key")));
        LedgerEntry stored = Assert.Single(dafty.Service.Storage.Ledger.Entries);
        Assert.Equal(("PUT", "image/png"), (stored.Method, stored.Header("Content-Type")));
        Assert.NotEmpty(dafty.Service.Media.Ledger.Entries);
        Assert.All(
            dafty.Service.Storage.Ledger.Entries.Concat(dafty.Service.Media.Ledger.Entries).SelectMany(entry => entry.Headers.Values.Append(entry.Target)),
            value => Assert.DoesNotContain("canary", value, StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(dafty.Home.Path, "*", SearchOption.AllDirectories), path =>
        {
            Assert.DoesNotContain("canary", path, StringComparison.Ordinal);
            Assert.False(System.IO.File.ReadAllBytes(path).AsSpan().IndexOf("canary"u8) >= 0, path);
        });
        Assert.DoesNotContain("canary", done.Job.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_WrongKey_DoesNotTellIt()
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync();
        dafty.Service.Scenarios.Play(Scenarios.Status(401, $$$"""{"error":{"code":"UNAUTHORIZED","message":"Invalid API key {{{DaftyHome.Canary}}}"}}""", "application/json"));
        SubmitResult result = Assert.Single(await dafty.SubmitAsync([DaftyHome.Row()]));
        Assert.Equal("Dafty answered 401 (UNAUTHORIZED): Invalid API key ***", result.Error!.Message);
        Assert.Empty(await dafty.JobsAsync());
    }

    [Fact]
    public async Task Balance_IsTooSmall_SaysWhatWasNeededAndSendsNoMore()
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings { Balance = 4 });
        SubmitResult[] results = await dafty.SubmitAsync(Enumerable.Range(0, 3).Select(i => DaftyHome.Row($"clip {i}")), new SubmitOptions { ThrottleLimit = 1 });
        Assert.Equal(["NotSubmitted", "NotSubmitted", "PaymentRequired"], results.Select(result => result.Error!.ErrorId).Order(StringComparer.Ordinal));
        VideoGenException refusal = results.Single(result => result.Error!.Kind == VideoErrors.PaymentRequired).Error!;
        Assert.Equal("INSUFFICIENT_CREDITS", refusal.ServiceCode);
        Assert.Contains("required 12, available 4", refusal.Message, StringComparison.Ordinal);
        _ = Assert.Single(dafty.Creates);
        Assert.Empty(await dafty.JobsAsync());
    }

    [Fact]
    public async Task Upload_ServiceFails_NothingIsCreatedAndNothingUnknown()
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync();
        dafty.Service.Storage.Scenarios.Play(Scenarios.Status(503, "<Error/>"));
        VideoRequest row = DaftyHome.Row() with { Image = new ImageReference(ImageKind.File, Picture) };
        Assert.Equal("ServiceFailed", Assert.Single(await dafty.SubmitAsync([row])).Error!.ErrorId);
        Assert.Empty(dafty.Creates);
        Assert.Empty(await dafty.JobsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_WasLost_RerunGetsTheSameJobAndPaysOnce(bool byProxy)
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync();
        SubmitOptions batch = new() { Batch = "demo" };
        dafty.Service.Scenarios.Play(byProxy ? BadGatewayAfterwards() : Scenarios.CutAfter(10), path: "/api/v1/videos/image-to-video");

        SubmitResult lost = Assert.Single(await dafty.SubmitAsync([DaftyHome.Row()], batch));
        Assert.Equal((VideoErrors.JobUnknown, VideoStatus.Unknown), (lost.Error!.Kind, lost.Job!.Status));

        VideoJob job = await dafty.SubmitOneAsync(DaftyHome.Row(), batch);
        Assert.Equal((lost.Job.Key, dafty.Service.Charges.Entries.Single().JobId), (job.Key, job.Id));
        Assert.Equal([job.Key, job.Key], dafty.Creates.Select(create => create.Header("Idempotency-Key")));
        Assert.Equal(VideoStatus.Completed, (await dafty.WaitAsync(job)).Job.Status);
    }

    [Fact]
    public async Task Answer_WasLostLongAgo_IsNotSentAgain()
    {
        var time = new ManualTimeProvider();
        await using DaftyHome dafty = await DaftyHome.StartAsync(time: time);
        SubmitOptions batch = new() { Batch = "demo" };
        dafty.Service.Scenarios.Play(Scenarios.CutAfter(10), path: "/api/v1/videos/image-to-video");
        _ = await dafty.SubmitAsync([DaftyHome.Row()], batch);
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(VideoErrors.JobUnknown, Assert.Single(await dafty.SubmitAsync([DaftyHome.Row()], batch)).Error!.Kind);
        _ = Assert.Single(dafty.Creates);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    public async Task Stop_QueuedOrRunning_IsCancelledForWhatTheServiceSays(int seconds, int cost)
    {
        var time = new ManualTimeProvider();
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings(), time);
        VideoJob job = await dafty.SubmitOneAsync(DaftyHome.Row());
        time.Advance(TimeSpan.FromSeconds(seconds));
        VideoJob stopped = await dafty.Client.StopAsync(job, CancellationToken.None);
        Assert.Equal(VideoStatus.Cancelled, stopped.Status);
        Assert.Equal(cost, dafty.Service.Charges.Entries.Sum(charge => charge.Amount));
        Assert.Equal(VideoStatus.Cancelled, (await dafty.Client.ReadAsync(stopped, CancellationToken.None)).Job.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_JobHasEndedMeanwhile_StaysWhatItBecame(bool conflict)
    {
        var time = new ManualTimeProvider();
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings { CancelAfterEndIsConflict = conflict }, time);
        VideoJob job = await dafty.SubmitOneAsync(DaftyHome.Row());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(VideoStatus.Completed, (await dafty.Client.StopAsync(job, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Poster_ComesAfterTheClip_IsThereAtALaterRead()
    {
        var time = new ManualTimeProvider();
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings { Pace = JobPace.AtOnce }, time);
        VideoJob job = (await dafty.WaitAsync(await dafty.SubmitOneAsync(DaftyHome.Row()))).Job;
        Assert.Equal((VideoStatus.Completed, null), (job.Status, job.Outputs[0].Thumbnail));
        time.Advance(new DaftySettings().ThumbnailDelay);
        VideoJob later = (await dafty.Client.ReadAsync(job, CancellationToken.None)).Job;
        Assert.EndsWith("/thumbnail.jpg", later.Outputs[0].Thumbnail!.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DaftyListShape.Bare)]
    [InlineData(DaftyListShape.WithCursor)]
    public async Task List_AtTheService_HasVideosOnly(DaftyListShape shape)
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings { ListShape = shape });
        VideoJob job = await dafty.SubmitOneAsync(DaftyHome.Row());
        _ = dafty.Service.AddImageJob();
        var listed = new List<VideoJob>();
        await foreach (VideoJob found in dafty.Client.ListAtServiceAsync("dafty", new JobListingQuery(), CancellationToken.None))
        {
            listed.Add(found);
        }

        Assert.Equal((job.Key, job.Id), (Assert.Single(listed).Key, listed[0].Id));
    }

    [Fact]
    public async Task Jobs_TooManyInFlight_NextIsSentAgainUnderItsKeyWhenOneHasEnded()
    {
        var time = new ManualTimeProvider();
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings { MaxInFlight = 1 }, time);
        _ = await dafty.SubmitOneAsync(DaftyHome.Row());

        Task<SubmitResult[]> submission = dafty.SubmitAsync([DaftyHome.Row("another")]);

        // A look into the journal each 2 s, a question to the service when at least 5 have passed: the second of them finds the end.
        for (int look = 0; look < 6; look++)
        {
            await time.WaitForTimerAsync(TimeSpan.FromSeconds(2));
            time.Advance(TimeSpan.FromSeconds(2));
        }

        VideoJob second = Assert.Single(await submission).Job!;
        Assert.Equal(VideoStatus.Queued, second.Status);
        Assert.Equal([second.Key, second.Key], dafty.Creates.Skip(1).Select(create => create.Header("Idempotency-Key")));
        Assert.Equal(2, dafty.Service.Charges.Entries.Count);
    }

    /// <summary>The service does its work, and somebody in between says otherwise.</summary>
    private static Scenario BadGatewayAfterwards() => new("late-502", async (context, next) =>
    {
        Stream client = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await next(context);
        context.Response.Body = client;
        context.Response.Headers.Clear();
        context.Response.StatusCode = 502;
    });

    private static string UploadOf(DaftyHome dafty) => dafty.Service.Storage.Ledger.Entries[0].Target.Split('/')[2];
}
