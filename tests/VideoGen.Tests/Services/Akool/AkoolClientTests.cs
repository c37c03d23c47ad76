using VideoGen.Client;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;
using VideoGen.Providers;

namespace VideoGen.Tests.Services.Akool;

/// <summary>The whole client against the emulator.</summary>
public sealed class AkoolClientTests
{
    private static readonly VideoRequest Least = AkoolBench.Least with { Name = "hands" };

    [Fact]
    public async Task Row_SubmittedReadSavedAndRemoved_LeavesTheFile()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = JobPace.OneReadEach, ClipBytes = 5000 });

        VideoJob job = Assert.Single(await room.SubmitAsync(Least)).Job!;
        job = (await room.Client.ReadAsync(job, CancellationToken.None)).Job;
        Assert.Equal(VideoStatus.Queued, job.Status);
        job = (await room.Client.ReadAsync(job, CancellationToken.None)).Job;
        Assert.Equal(VideoStatus.Running, job.Status);
        job = (await room.Client.ReadAsync(job, CancellationToken.None)).Job;
        FileInfo file = Assert.Single(await room.SaveAsync(job));
        await room.Client.RemoveAsync(await room.Client.FindAsync(job.Key, null, CancellationToken.None), journalOnly: false, force: false, CancellationToken.None);

        Assert.Equal((VideoStatus.Completed, "image2video", 5), (job.Status, job.Model, job.Duration));
        Assert.Equal(new VideoCost(20, "credits", Charged: true), job.Cost);
        Assert.Equal(5000, file.Length);
        Assert.Empty(room.Emulator.Jobs);
        Assert.Empty((await room.Client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
    }

    [Fact]
    public async Task Row_WithCount_MakesSoManyClipsOfTheBatchCall()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();

        SubmitResult[] results = await room.SubmitAsync(Least with { Count = 3 }, "demo");
        SubmitResult[] again = await room.SubmitAsync(Least with { Count = 3 }, "demo");

        Assert.Equal(3, results.Select(result => result.Job!.Id).Distinct().Count());
        Assert.EndsWith("/batch", Assert.Single(room.Emulator.Ledger.Entries).Target, StringComparison.Ordinal);
        Assert.Equal(results.Select(result => result.Job!.Id).Order(), again.Select(result => result.Job!.Id).Order());
        Assert.Equal(3, room.Emulator.Jobs.Count);
        Assert.All(room.Emulator.Jobs, job => Assert.Equal("AkoolImage2VideoFastV1", job.Order.ModelName));
    }

    [Theory]
    [InlineData(1104, "PaymentRequired")]
    [InlineData(1003, "RequestRefused")]
    [InlineData(1015, "ServiceFailed")]
    public async Task Row_Refused_LeavesNoJobAndIsFreeForTheNextRun(int code, string id)
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        room.Emulator.Scenarios.Play(AkoolScenarios.Error(code, "words"));

        SubmitResult refused = Assert.Single(await room.SubmitAsync(Least, "demo"));
        SubmitResult made = Assert.Single(await room.SubmitAsync(Least, "demo"));

        Assert.Equal((null, id, $"{code}"), (refused.Job, refused.Error!.ErrorId, refused.Error.ServiceCode));
        Assert.Equal((null, Assert.Single(room.Emulator.Jobs).Id), (made.Error, made.Job!.Id));
    }

    [Fact]
    public async Task Row_WithCountOfWhichSomeAreRefused_KeepsTheOthers()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();

        SubmitResult[] results = await room.SubmitAsync(Least with { Prompt = "refuse-some", Count = 12 }, "demo");

        Assert.Equal(room.Emulator.Jobs.Select(job => job.Id).Order(), results.Where(result => result.Error is null).Select(result => result.Job!.Id).Order());
        Assert.Equal(6, room.Emulator.Jobs.Count);
        Assert.All(results.Where(result => result.Error is not null), result => Assert.Equal((null, "1015"), (result.Job, result.Error!.ServiceCode)));
        Assert.Equal(2, room.Emulator.Ledger.Entries.Count);
    }

    [Fact]
    public async Task Row_WithCountOfWhichTheAnswerIsLost_IsUnknownForEachClip()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        room.Emulator.Scenarios.Play(Scenarios.CutAfter(100));

        SubmitResult[] results = await room.SubmitAsync(Least with { Count = 3 }, "demo");

        Assert.Equal([VideoStatus.Unknown, VideoStatus.Unknown, VideoStatus.Unknown], results.Select(result => result.Job!.Status));
        _ = Assert.Single(room.Emulator.Ledger.Entries);
    }

    [Fact]
    public async Task Row_TooFrequent_IsSentAgainAfterAPause()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        room.Emulator.Scenarios.Play(AkoolScenarios.Error(1005, "too frequent"));

        Task<SubmitResult[]> submission = room.SubmitAsync(Least, "demo");
        await room.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        room.Time.Advance(TimeSpan.FromSeconds(5));
        SubmitResult made = Assert.Single(await submission);

        Assert.Equal((null, Assert.Single(room.Emulator.Jobs).Id), (made.Error, made.Job!.Id));
    }

    [Fact]
    public async Task AddAudio_Twice_IsOneNewClipWithItsPrice()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        VideoJob source = Assert.Single(await room.SubmitAsync(Least)).Job!;
        source = (await room.Client.ReadAsync(source, CancellationToken.None)).Job;

        VideoPrice price = room.Client.PriceAudio(source);
        SubmitResult first = await room.Client.AddAudioAsync(source, AudioMode.Generate, null, new SubmitOptions(), CancellationToken.None);
        SubmitResult second = await room.Client.AddAudioAsync(source, AudioMode.Generate, null, new SubmitOptions(), CancellationToken.None);

        Assert.Equal("5 credits", price.Price);
        Assert.Equal(first.Job!.Id, second.Job!.Id);
        Assert.Equal(new VideoCost(5, "credits", Charged: true), first.Job.Cost);
        Assert.Equal([source.Id, first.Job.Id], room.Emulator.Jobs.Select(job => job.Id));
    }

    [Fact]
    public async Task Account_BalanceAndEffects_AreToldByTheClient()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();

        Assert.Equal(1000, (await room.Client.ReadBalanceAsync("akool", CancellationToken.None)).Amount);
        Assert.Equal(3, (await room.Client.ListEffectsAsync("akool", CancellationToken.None)).Count);
        Assert.Equal(3, (await room.Client.ListModelsAtServiceAsync("akool", CancellationToken.None)).Count);
    }

    public static TheoryData<string> Losses => ["hangup", "cut", "html", "status", "no id"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Row_AnswerLost_IsUnknownAndNeverSentAgain(string loss)
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        room.Emulator.Scenarios.Play(loss switch
        {
            "hangup" => Scenarios.Hangup(),
            "cut" => Scenarios.CutAfter(40),
            "html" => Scenarios.Html(),
            "status" => Scenarios.Status(502, "bad gateway"),
            _ => Scenarios.Status(200, """{"code":1000,"msg":"OK","data":{}}""", "application/json"),
        });

        SubmitResult first = Assert.Single(await room.SubmitAsync(Least, "demo"));
        SubmitResult second = Assert.Single(await room.SubmitAsync(Least, "demo"));

        Assert.All([first, second], result => Assert.Equal((VideoStatus.Unknown, "JobUnknown"), (result.Job!.Status, result.Error!.ErrorId)));
        _ = Assert.Single(room.Emulator.Ledger.Entries);
    }

    [Fact]
    public async Task Row_LocalImage_IsRefusedBeforeAnythingIsSent()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        string path = room.Home.At("a.png");
        await File.WriteAllTextAsync(path, "not sent");

        VideoGenException refused = await Assert.ThrowsAsync<VideoGenException>(() => room.SubmitAsync(Least with { Image = new ImageReference(ImageKind.File, path) }));

        Assert.Equal("NeedsImageUrl", refused.ErrorId);
        Assert.Empty(room.Emulator.Ledger.Entries);
    }

    [Fact]
    public async Task List_AtTheService_HasJobsOfOthersAndOurs()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        VideoJob ours = Assert.Single(await room.SubmitAsync(Least)).Job!;
        JobSnapshot other = await room.Provider.SubmitAsync(AkoolBench.Submission(Least with { Prompt = "elsewhere" }), CancellationToken.None);
        var jobs = new List<VideoJob>();

        await foreach (VideoJob job in room.Client.ListAtServiceAsync("Akool", new JobListingQuery(), CancellationToken.None))
        {
            jobs.Add(job);
        }

        Assert.Equal([(other.Id, "", "elsewhere"), (ours.Id!, ours.Key, "slow push-in")], jobs.Select(job => (job.Id!, job.Key, job.Prompt!)));
        Assert.All(jobs, job => Assert.Equal(VideoStatus.Completed, job.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Secret_KeyAndToken_AreNowhereButAtTheService(bool withToken)
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = JobPace.AtOnce, ApiKey = "canary-key-0123456789abcd", Token = "canary-token" }, withToken);
        VideoJob job = Assert.Single(await room.SubmitAsync(Least, "demo")).Job!;
        job = (await room.Client.ReadAsync(job, CancellationToken.None)).Job;
        _ = await room.SaveAsync(job);
        room.Emulator.Scenarios.Play(AkoolScenarios.Error(1003, "you sent canary-key-0123456789abcd and canary-token"));
        SubmitResult refused = Assert.Single(await room.SubmitAsync(Least with { Prompt = "another" }, "demo"));
        room.Emulator.Scenarios.Play(Scenarios.Status(502, "canary-key-0123456789abcd canary-token"));
        SubmitResult lost = Assert.Single(await room.SubmitAsync(Least with { Prompt = "a third" }, "demo"));

        string[] texts =
        [
            job.ToString(), job.Raw!, $"{refused.Error}", $"{lost.Error}", $"{lost.Job}",
            .. Directory.EnumerateFiles(room.Home.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText),
            .. room.Emulator.Files.Ledger.Entries.Select(entry => $"{entry.Target} {string.Join(' ', entry.Headers)} {entry.Body}"),
        ];

        Assert.All(texts, text => Assert.DoesNotContain("canary-key", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(withToken ? "canary-token" : "canary-key", text, StringComparison.Ordinal));
        Assert.NotEmpty(room.Emulator.Files.Ledger.Entries);
        Assert.Contains("***", refused.Error!.Message, StringComparison.Ordinal);
    }
}
