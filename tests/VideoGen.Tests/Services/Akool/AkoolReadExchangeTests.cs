using VideoGen.Providers;

namespace VideoGen.Tests.Services.Akool;

/// <summary>Every endpoint that costs nothing, as whole JSON.</summary>
public sealed class AkoolReadExchangeTests
{
    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeMilliseconds(1754362438519);
    private static readonly DateTimeOffset Ended = DateTimeOffset.FromUnixTimeMilliseconds(1754362503000);

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
}
