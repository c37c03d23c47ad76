using System.Text.Json.Nodes;
using VideoGen.Providers;

namespace VideoGen.Tests.Services.Akool;

/// <summary>Every endpoint and field, as whole JSON.</summary>
public sealed class AkoolExchangeTests
{
    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeMilliseconds(1754362438519);
    private static readonly DateTimeOffset Ended = DateTimeOffset.FromUnixTimeMilliseconds(1754362503000);

    [Fact]
    public async Task Submit_EveryFieldOfOneClip_IsSentAndRead()
    {
        using AkoolBench akool = AkoolBench.Of("create-every-field");

        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least with
        {
            NegativePrompt = "blur",
            EnhancePrompt = true,
            Resolution = "4K",
            AudioUri = new Uri("https://drz0f01yeq1cx.cloudfront.net/1753772497950-9213-1749809724426audio.mp3"),
            Duration = 10,
            Premium = true,
            Effect = "squish_89244231312",
            WebhookUri = new Uri("https://example.com/hook"),
        });

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id1, VideoStatus.Queued, "slow push-in", Created), (job.Id, job.Status, job.Prompt, job.CreatedAt));
        Assert.Equal(new VideoCost(60, "credits", Charged: true), job.Cost);
        Assert.Contains("\"file_name\":\"Image2Video_1754362438519.mp4\"", job.Raw, StringComparison.Ordinal);
        Assert.Equal((null, null, null, null), (job.ExpiresAt, job.CompletedAt, job.Outputs, job.Error));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(AudioMode.Default)]
    [InlineData(AudioMode.None)]
    public async Task Submit_LeastOfOneClip_HasTheCheapestOfWhatTheServiceRequires(AudioMode? audio)
    {
        using AkoolBench akool = AkoolBench.Of("create-least");

        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least with { Audio = audio });

        akool.AssertPlayed();
        Assert.Equal(20, job.Cost!.Amount);
    }

    [Fact]
    public async Task Submit_NotValidated_HasTheCheapestToo()
    {
        using AkoolBench akool = AkoolBench.Of("create-least");

        _ = await akool.Provider.SubmitAsync(AkoolBench.Submission(AkoolBench.Least, validate: false), CancellationToken.None);

        akool.AssertPlayed();
    }

    [Fact]
    public async Task Submit_GeneratedAudioAndSwitchesOff_AreSaid()
    {
        using AkoolBench akool = AkoolBench.Of("create-generated-audio");

        _ = await akool.SubmitAsync(AkoolBench.Least with
        {
            Prompt = null,
            Effect = "squish_89244231312",
            Resolution = "1080p",
            Audio = AudioMode.Generate,
            EnhancePrompt = false,
            Premium = false,
        });

        akool.AssertPlayed();
    }

    [Fact]
    public async Task Submit_Option_GoesIntoTheBodyAsItIs()
    {
        using AkoolBench akool = AkoolBench.Of("create-options");

        _ = await akool.SubmitAsync(AkoolBench.Least with { Option = JsonNode.Parse("""{"model_name":"AkoolImage2VideoFastV1","extra":{"a":[1,"b"]}}""")!.AsObject() });

        akool.AssertPlayed();
    }

    [Fact]
    public async Task SubmitBatch_EveryField_HasAnEndForEachClip()
    {
        using AkoolBench akool = AkoolBench.Of("batch-every-field");
        Submission submission = AkoolBench.Submission(AkoolBench.Least with
        {
            Model = "seedance-1-0-lite-i2v-250428",
            NegativePrompt = "blur",
            EnhancePrompt = true,
            Resolution = "480p",
            Duration = 7,
            LastImage = new ImageReference(ImageKind.Url, "https://example.com/last.png"),
            Audio = AudioMode.Generate,
            Count = 4,
            WebhookUri = new Uri("https://example.com/hook"),
        });

        IReadOnlyList<BatchEnd> ends = await akool.Provider.SubmitBatchAsync([submission, submission with { Key = "2" }, submission with { Key = "3" }, submission with { Key = "4" }], CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal([AkoolBench.Id1, AkoolBench.Id2, null, null], ends.Select(end => end.Job?.Id));
        Assert.Equal([VideoStatus.Queued, VideoStatus.Running], ends.Take(2).Select(end => end.Job!.Status));
        Assert.Equal([42m, 42m], ends.Take(2).Select(end => end.Job!.Cost!.Amount));
        Assert.Equal("seedance-1-0-lite-i2v-250428", ends[1].Job!.Model);
        Assert.DoesNotContain(AkoolBench.Id1, ends[1].Job!.Raw!, StringComparison.Ordinal);
        Assert.Equal([("PaymentRequired", "1104"), ("RequestRefused", null)], ends.Skip(2).Select(end => (end.Refusal!.ErrorId, end.Refusal.ServiceCode)));
        Assert.Equal("Akool answered 200 (1104): credit is insufficient", ends[2].Refusal!.Message);
        Assert.Equal("Akool answered 200: create video error, please try again later", ends[3].Refusal!.Message);
    }

    [Fact]
    public async Task Submit_OneClipOfAModel_IsABatchOfOne()
    {
        using AkoolBench akool = AkoolBench.Of("batch-of-one");

        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least with { Model = "alibaba/wan2.5-i2v-preview", Audio = AudioMode.None });

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id1, "alibaba/wan2.5-i2v-preview"), (job.Id, job.Model));
    }

    [Fact]
    public async Task Submit_OneClipOfAModelRefused_IsARefusalOfTheSubmission()
    {
        using AkoolBench akool = AkoolBench.Of("batch-of-one-refused");

        SubmissionRefusedException refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => akool.SubmitAsync(AkoolBench.Least with { Count = 2 }));

        akool.AssertPlayed();
        Assert.Equal(("ServiceFailed", "1015"), (refused.Reason.ErrorId, refused.Reason.ServiceCode));
    }

    [Fact]
    public async Task Submit_OneClipOfAModelNeitherMadeNorRefused_IsALostAnswer()
    {
        using AkoolBench akool = AkoolBench.Of("batch-of-one-empty");

        VideoGenException lost = await Assert.ThrowsAsync<VideoGenException>(() => akool.SubmitAsync(AkoolBench.Least with { Model = "AkoolImage2VideoFastV1" }));

        akool.AssertPlayed();
        Assert.Equal("InvalidResponse", lost.ErrorId);
    }

    [Fact]
    public async Task Read_SeveralIds_AreOneRequestAndComeInTheirOrder()
    {
        using AkoolBench akool = AkoolBench.Of("results");

        IReadOnlyList<JobSnapshot?> jobs = await akool.Provider.ReadAsync(
            [AkoolBench.Id1, AkoolBench.Id2, AkoolBench.Id3, "6891a2295d612f78c9204f78", "a,b", "6891a2295d612f78c9204f79", AkoolBench.Id1], CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal([VideoStatus.Completed, VideoStatus.Failed, VideoStatus.Queued, VideoStatus.Running, null, null, VideoStatus.Completed], jobs.Select(job => job?.Status));
        JobSnapshot done = jobs[0]!;
        Assert.Equal((Ended, Ended + TimeSpan.FromDays(7), Created), (done.CompletedAt, done.ExpiresAt, done.CreatedAt));
        Assert.Equal(
            new VideoOutput { Uri = new Uri("https://drz0f01yeq1cx.cloudfront.net/a.mp4"), Seconds = 5.18, Thumbnail = new Uri("https://drz0f01yeq1cx.cloudfront.net/a.png") },
            Assert.Single(done.Outputs!));
        Assert.Equal(new VideoCost(30, "credits", Charged: true), done.Cost);
        Assert.Equal(new JobError("failed", "Akool gave the clip up and has no field for the reason (status 4)."), jobs[1]!.Error);
        Assert.Equal((null, null, null), (jobs[1]!.ExpiresAt, jobs[1]!.Outputs, jobs[2]!.Cost));
        Assert.StartsWith("{", jobs[1]!.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain(AkoolBench.Id1, jobs[1]!.Raw!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListEffects_Answer_IsCodesWithPreviews()
    {
        using AkoolBench akool = AkoolBench.Of("effects");

        IReadOnlyList<VideoEffect> effects = await akool.Provider.ListEffectsAsync(CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal(
            [
                new VideoEffect { Provider = "Akool", Code = "squish_89244231312", Name = "Squish", Preview = new Uri("https://drz0f01yeq1cx.cloudfront.net/squish.mp4"), Image = new Uri("https://drz0f01yeq1cx.cloudfront.net/squish.png") },
                new VideoEffect { Provider = "Akool", Code = "melt_1", Name = "Melt" },
            ],
            effects);
    }

    [Fact]
    public async Task AddAudio_OwnSound_IsANewJob()
    {
        using AkoolBench akool = AkoolBench.Of("audio-own");

        JobSnapshot job = await akool.Provider.AddAudioAsync(
            new AudioSubmission("key", "6890830af27dfad2a3e6062d", AudioMode.Custom, new Uri("https://drz0f01yeq1cx.cloudfront.net/1753772497950-9213-1749809724426audio.mp3")), CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id2, VideoStatus.Queued, 5m), (job.Id, job.Status, job.Cost!.Amount));
    }

    [Fact]
    public async Task AddAudio_GeneratedSound_IsANewJob()
    {
        using AkoolBench akool = AkoolBench.Of("audio-generated");

        JobSnapshot job = await akool.Provider.AddAudioAsync(new AudioSubmission("key", "6890830af27dfad2a3e6062d", AudioMode.Generate, null), CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id2, VideoStatus.Running), (job.Id, job.Status));
    }

    [Fact]
    public async Task Delete_Several_AnswersForEachInTheServicesWords()
    {
        using AkoolBench akool = AkoolBench.Of("delete");

        IReadOnlyList<VideoGenException?> ends = await akool.Provider.DeleteAsync(["6882f4c10529ae771e71531d", "6881cd86618fa41c89557b0c", AkoolBench.Id3], CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal([null, "CannotDelete", "CannotDelete"], ends.Select(end => end?.ErrorId));
        Assert.Equal("Akool did not delete 6881cd86618fa41c89557b0c: video resource is processing, please try again later", ends[1]!.Message);
        Assert.Equal($"Akool did not say that it deleted {AkoolBench.Id3}.", ends[2]!.Message);
    }

    [Fact]
    public async Task ListModels_Answer_IsWhatTheyTakeAndCost()
    {
        using AkoolBench akool = AkoolBench.Of("models");

        IReadOnlyList<VideoModel> models = await akool.Provider.ListModelsAsync(CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal(["AkoolImage2VideoFastV1", "alibaba/wan2.5-i2v-preview"], models.Select(model => model.Name));
        Assert.Equal(["Akool Basic. Credits a second: 720p 4, 4k 6.5.", "Wan 2.5. Credits a second: 720p 10. Needs a Pro plan."], models.Select(model => model.Description));
        Assert.Equal(["5 or 10", "5 or 8"], models.Select(model => model.Durations));
        Assert.Equal(["720p", "4k"], models[0].Resolutions);
        Assert.Equal(["FirstFrame", "NegativePrompt", "EnhancePrompt", "Webhook", "Options"], models[0].Features);
        Assert.Equal(["FirstFrame", "LastFrame", "NegativePrompt", "AudioChoice", "Webhook", "Options"], models[1].Features);
    }

    [Fact]
    public async Task ReadBalance_Answer_IsCredits()
    {
        using AkoolBench akool = AkoolBench.Of("balance");

        VideoBalance balance = await akool.Provider.ReadBalanceAsync(CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal(("Akool", 934m, "credits"), (balance.Provider, balance.Amount, balance.Unit));
    }

    [Fact]
    public async Task List_Pages_AreReadAsNeededAndWholeWhereTheServiceKnowsMore()
    {
        using AkoolBench akool = AkoolBench.Of("list-1", "list-results", "list-2");
        var jobs = new List<JobSnapshot>();

        await foreach (JobSnapshot job in akool.Provider.ListAsync(new JobListingQuery(), CancellationToken.None))
        {
            jobs.Add(job);
        }

        akool.AssertPlayed();
        Assert.Equal([(AkoolBench.Id1, VideoStatus.Completed, "slow push-in"), (AkoolBench.Id3, VideoStatus.Failed, null)], jobs.Select(job => (job.Id, job.Status, job.Prompt)));
        Assert.Equal(30, jobs[0].Cost!.Amount);
    }

    [Fact]
    public async Task List_CallerHasEnough_ReadsNoFurtherPage()
    {
        using AkoolBench akool = AkoolBench.Of("list-1", "list-results");

        await foreach (JobSnapshot job in akool.Provider.ListAsync(new JobListingQuery(), CancellationToken.None))
        {
            if (job.Status == VideoStatus.Failed)
            {
                break;
            }
        }

        akool.AssertPlayed();
    }

    [Fact]
    public void Exchanges_EveryFile_IsPlayedByATest()
    {
        string folder = Path.GetDirectoryName(RecordedNetwork.Folder("Akool"))!;
        string tests = string.Concat(Directory.EnumerateFiles(folder, "*.cs").Select(File.ReadAllText));

        Assert.All(Directory.EnumerateFiles(RecordedNetwork.Folder("Akool"), "*.json"), file => Assert.Contains($"\"{Path.GetFileNameWithoutExtension(file)}\"", tests, StringComparison.Ordinal));
    }
}
