using System.Text;
using VideoGen.Credentials;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Services.Akool;

/// <summary>The provider against the emulator.</summary>
public sealed class AkoolProviderTests
{
    private static readonly VideoRequest Least = AkoolBench.Least;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clip_FromOrderToLink_GoesThroughTheStatuses(bool withToken)
    {
        var pace = new JobPace { Queued = TimeSpan.FromSeconds(10), Running = TimeSpan.FromSeconds(20) };
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = pace, ShowCoverUrl = true }, withToken);
        JobSnapshot made = await SubmitAsync(room, Least);
        var statuses = new List<VideoStatus> { made.Status };
        JobSnapshot job = made;
        foreach (int seconds in new[] { 10, 20 })
        {
            room.Time.Advance(TimeSpan.FromSeconds(seconds));
            job = Assert.Single(await room.Provider.ReadAsync([made.Id], CancellationToken.None))!;
            statuses.Add(job.Status);
        }

        Assert.Equal([VideoStatus.Queued, VideoStatus.Running, VideoStatus.Completed], statuses);
        Assert.Equal((room.Time.GetUtcNow(), room.Time.GetUtcNow() + TimeSpan.FromDays(7)), (job.CompletedAt, job.ExpiresAt));
        VideoOutput output = Assert.Single(job.Outputs!);
        Assert.Equal((5.18, true), (output.Seconds, output.Thumbnail is not null));
        Assert.Equal(20, job.Cost!.Amount);
        Assert.Equal(980, (await room.Provider.ReadBalanceAsync(CancellationToken.None)).Amount);
        string header = withToken ? $"Bearer {room.Emulator.Settings.Token}" : room.Emulator.Settings.ApiKey;
        Assert.All(room.Emulator.Ledger.Entries.Where(entry => !entry.Target.EndsWith("getToken", StringComparison.Ordinal)), entry =>
        {
            Assert.Equal(header, entry.Header(withToken ? "Authorization" : "x-api-key"));
            Assert.Null(entry.Header(withToken ? "x-api-key" : "Authorization"));
        });
        Assert.Equal(withToken ? 1 : 0, room.Emulator.Ledger.Entries.Count(entry => entry.Target == "/api/open/v3/getToken"));
    }

    public static TheoryData<string, VideoRequest> Orders => new()
    {
        { "all of one clip", Least with { Prompt = null, NegativePrompt = "blur", EnhancePrompt = true, Resolution = "4k", Duration = 10, AudioUri = new Uri("https://example.com/a.mp3"), Premium = true, Effect = "squish_89244231312", WebhookUri = new Uri("http://127.0.0.1:9/hook") } },
        { "generated sound", Least with { Audio = AudioMode.Generate } },
        { "last image", Least with { LastImage = Least.Image } },
        { "model", Least with { Model = "AkoolImage2VideoFastV1", EnhancePrompt = true, Resolution = "1080p", Duration = 10 } },
        { "model's sound", Least with { Model = "alibaba/wan2.5-i2v-preview", Audio = AudioMode.Generate } },
    };

    /// <summary>The emulator refuses every member it does not know.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Submit_EachKindOfOrder_IsTakenByAStrictService(string what, VideoRequest request)
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = JobPace.AtOnce, WebhookAttempts = 0 });

        JobSnapshot made = await SubmitAsync(room, request);

        Assert.True(room.Emulator.Jobs.Single().Id == made.Id, what);
    }

    [Theory]
    [InlineData(true, "1015")]
    [InlineData(false, null)]
    public async Task SubmitBatch_SomeRefused_EachHasItsEnd(bool objects, string? code)
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = JobPace.AtOnce, ErrorListOfObjects = objects });
        Submission submission = AkoolBench.Submission(Least with { Prompt = "refuse-some", Count = 4 });

        IReadOnlyList<BatchEnd> ends = await room.Provider.SubmitBatchAsync([.. Enumerable.Range(1, 4).Select(number => submission with { Key = $"{number}" })], CancellationToken.None);

        Assert.Equal(room.Emulator.Jobs.Select(job => job.Id), ends.Take(2).Select(end => end.Job!.Id));
        Assert.All(ends.Skip(2), end => Assert.Equal((null, code), (end.Job, end.Refusal!.ServiceCode)));
        Assert.All(ends.Skip(2), end => Assert.Contains("create video error", end.Refusal!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_SomeInWork_SaysWhichAndWhy()
    {
        var pace = new JobPace { Queued = TimeSpan.FromSeconds(1), Running = TimeSpan.FromSeconds(10) };
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = pace });
        JobSnapshot done = await SubmitAsync(room, Least);
        room.Time.Advance(TimeSpan.FromSeconds(11));
        JobSnapshot running = await SubmitAsync(room, Least);
        room.Time.Advance(TimeSpan.FromSeconds(1));

        IReadOnlyList<VideoGenException?> ends = await room.Provider.DeleteAsync([running.Id, done.Id], CancellationToken.None);

        Assert.Equal($"Akool did not delete {running.Id}: video resource is processing, please try again later", ends[0]!.Message);
        Assert.Null(ends[1]);
        Assert.Equal([running.Id], room.Emulator.Jobs.Select(job => job.Id));
    }

    [Fact]
    public async Task AddAudio_ToACompletedClip_IsANewClip()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        JobSnapshot source = await SubmitAsync(room, Least);

        JobSnapshot generated = await room.Provider.AddAudioAsync(new AudioSubmission("a", source.Id, AudioMode.Generate, null), CancellationToken.None);
        JobSnapshot own = await room.Provider.AddAudioAsync(new AudioSubmission("b", source.Id, AudioMode.Custom, new Uri("https://example.com/a.mp3")), CancellationToken.None);
        IReadOnlyList<JobSnapshot?> read = await room.Provider.ReadAsync([generated.Id, own.Id], CancellationToken.None);
        SubmissionRefusedException refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() =>
            room.Provider.AddAudioAsync(new AudioSubmission("c", AkoolBench.Id1, AudioMode.Generate, null), CancellationToken.None));

        Assert.All(read, job => Assert.Equal((VideoStatus.Completed, 5m), (job!.Status, job.Cost!.Amount)));
        Assert.Equal(("NotFoundAtService", "1008"), (refused.Reason.ErrorId, refused.Reason.ServiceCode));
        Assert.Equal([20m, 5m, 5m], room.Emulator.Charges.Entries.Select(charge => charge.Amount));
    }

    [Fact]
    public async Task Lists_OfEffectsAndModels_AreThoseOfTheService()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();

        IReadOnlyList<VideoEffect> effects = await room.Provider.ListEffectsAsync(CancellationToken.None);
        IReadOnlyList<VideoModel> models = await room.Provider.ListModelsAsync(CancellationToken.None);

        Assert.Equal(["squish_89244231312", "melt_10000000002", "inflate_10000000003"], effects.Select(effect => effect.Code));
        Assert.Equal(room.Provider.Descriptor.Models.Skip(1).Select(model => model.Name), models.Select(model => model.Name));
        Assert.Contains("Credits a second: 720p 4, 1080p 5, 4k 6", models[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanAPage_HasAllOfThemNewestFirst()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = JobPace.AtOnce, Balance = 100_000 });
        for (int number = 0; number < 53; number++)
        {
            _ = await SubmitAsync(room, Least with { Prompt = $"clip {number}" });
        }

        var prompts = new List<string?>();
        await foreach (JobSnapshot job in room.Provider.ListAsync(new JobListingQuery(), CancellationToken.None))
        {
            prompts.Add(job.Prompt);
        }

        Assert.Equal(Enumerable.Range(0, 53).Reverse().Select(number => $"clip {number}"), prompts);
    }

    [Fact]
    public async Task Token_WithdrawnMeanwhile_IsRenewedForReads()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync(withToken: true);
        _ = await room.Provider.ReadBalanceAsync(CancellationToken.None);
        room.Emulator.Scenarios.Play(AkoolScenarios.Error(1101));

        VideoBalance balance = await room.Provider.ReadBalanceAsync(CancellationToken.None);

        Assert.Equal(1000, balance.Amount);
        Assert.Equal(2, room.Emulator.Ledger.Entries.Count(entry => entry.Target == "/api/open/v3/getToken"));
    }

    [Fact]
    public async Task Token_WrongPair_IsNotSent()
    {
        await using AkoolRoom room = await AkoolRoom.OpenAsync();
        using var bench = new ProviderBench(room.Provider.Descriptor, room.Emulator.BaseUri, "wrong-id:wrong-secret");

        NotSentException unsent = await Assert.ThrowsAsync<NotSentException>(() =>
            new VideoGen.Providers.Akool.AkoolProvider(bench.Context).SubmitAsync(AkoolBench.Submission(Least), CancellationToken.None));

        Assert.Equal(("Unauthorized", "1101"), (unsent.Reason.ErrorId, unsent.Reason.ServiceCode));
        Assert.Empty(room.Emulator.Jobs);
    }

    [Theory]
    [InlineData("slow push-in", VideoStatus.Completed)]
    [InlineData("fail-this", VideoStatus.Failed)]
    public async Task Webhook_OfTheService_IsTheClipsEnd(string prompt, VideoStatus status)
    {
        await using var receiver = new WebhookReceiver();
        await receiver.StartAsync();
        var pace = new JobPace { Queued = TimeSpan.FromSeconds(10), Running = TimeSpan.FromSeconds(20) };
        await using AkoolRoom room = await AkoolRoom.OpenAsync(new AkoolSettings { Pace = pace }, withToken: true);
        JobSnapshot made = await SubmitAsync(room, Least with { Prompt = prompt, WebhookUri = new Uri(receiver.BaseUri, "/hook") });
        await room.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        room.Time.Advance(TimeSpan.FromSeconds(30));
        await receiver.Ledger.WaitForAsync(1).WaitAsync(TimeSpan.FromSeconds(60));
        LedgerEntry delivery = Assert.Single(receiver.Ledger.Entries);

        JobSnapshot told = room.Provider.ReadWebhook(new WebhookDelivery(
            delivery.Headers, Encoding.UTF8.GetBytes(delivery.Body), new ServiceCredential(room.Emulator.Settings.ClientId, new Secret(room.Emulator.Settings.ApiKey)), room.Time.GetUtcNow()));

        Assert.Equal((made.Id, status), (told.Id, told.Status));
        Assert.Equal(status == VideoStatus.Completed, told.Outputs is not null);
    }

    private static Task<JobSnapshot> SubmitAsync(AkoolRoom room, VideoRequest request) => room.Provider.SubmitAsync(AkoolBench.Submission(request), CancellationToken.None);
}
