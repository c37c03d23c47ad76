using VideoGen.Providers;
using VideoGen.Providers.Phaseo;
using static VideoGen.Tests.Services.Phaseo.PhaseoExchanges;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Every endpoint but create against recorded exchanges.</summary>
public sealed class PhaseoProviderTests
{
    [Fact]
    public async Task Read_CompletedJob_HasEveryMemberAndAllOutputsByIndex()
    {
        JobSnapshot job = (await PlayAsync(provider => provider.ReadAsync([Id], default), "read-completed"))[0]!;

        Assert.Equal((Id, VideoStatus.Completed, 100, "veo-3.1", 8), (job.Id, job.Status, job.Progress, job.Model, job.Duration));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1775037600), DateTimeOffset.FromUnixTimeMilliseconds(1775037605500), new DateTimeOffset(2026, 4, 1, 10, 1, 0, TimeSpan.Zero)), (job.CreatedAt, job.StartedAt, job.CompletedAt));
        Assert.Equal(new VideoCost(1.2095m, "USD", Charged: true), job.Cost);
        Assert.Equal(TimeSpan.FromSeconds(20), job.PollAfter);

        // Links that the key opens do not die.
        Assert.Null(job.ExpiresAt);
        Assert.Equal([$"https://api.phaseo.app/v1/videos/{Id}/content", $"https://api.phaseo.app/v1/videos/{Id}/content?index=1"], job.Outputs!.Select(output => output.Uri!.AbsoluteUri));
        Assert.Equal(("video/mp4", 123L, new string('a', 64), 1280, 720, 8.04), (job.Outputs![0].MediaType, job.Outputs[0].Bytes!.Value, job.Outputs[0].Sha256, job.Outputs[0].Width!.Value, job.Outputs[0].Height!.Value, job.Outputs[0].Seconds!.Value));
        Assert.Equal((null, null, null), (job.Outputs[1].Bytes, job.Outputs[1].Sha256, job.Outputs[1].Width));
    }

    [Fact]
    public async Task Read_IdWithStepsAndBlanks_IsOneSegmentAndUnknown() =>
        Assert.Null((await PlayAsync(provider => provider.ReadAsync(["../credits?a b"], default), "read-escaped"))[0]);

    [Fact]
    public async Task Read_SignedOutputsWithoutLinks_GetOneEachOnRequest()
    {
        JobSnapshot job = (await PlayAsync(provider => provider.ReadAsync([Id], default), "read-without-links", "renew-0", "renew-1"))[0]!;

        Assert.Equal(["https://files.example.com/0?sig=a", "https://files.example.com/1?sig=b"], job.Outputs!.Select(output => output.Uri!.AbsoluteUri));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1775038500), job.ExpiresAt);
    }

    [Fact]
    public async Task Read_SignedOutputsAndAServiceThatRenewsNoLinks_HaveTheirContentPath()
    {
        JobSnapshot job = (await PlayAsync(provider => provider.ReadAsync([Id], default), "read-without-links", "renew-unknown"))[0]!;

        Assert.Equal([$"https://api.phaseo.app/v1/videos/{Id}/content", $"https://api.phaseo.app/v1/videos/{Id}/content?index=1"], job.Outputs!.Select(output => output.Uri!.AbsoluteUri));
    }

    [Fact]
    public async Task List_Newest_AsksForThatManyAndPassesOverWhatIsNoJob()
    {
        List<JobSnapshot> jobs = await PlayAsync(provider => ListAsync(provider, new JobListingQuery { Newest = 2 }), "list-newest");

        Assert.Equal([("G-2", VideoStatus.Completed), ("G-1", VideoStatus.Running)], jobs.Select(job => (job.Id, job.Status)));
        Assert.Equal("""{"id":"G-1","object":"video","status":"running","created_at":"2026-04-01T10:00:01.000Z","model":"sora-2","outputs":[],"seconds":4}""", jobs[1].Raw);
    }

    [Fact]
    public async Task List_StatusesAndSeveralPages_AreAskedForOneAfterTheOther()
    {
        var query = new JobListingQuery { Statuses = [VideoStatus.Completed, VideoStatus.Failed, VideoStatus.Cancelled, VideoStatus.Expired], Newest = 5 };

        List<JobSnapshot> jobs = await PlayAsync(provider => ListAsync(provider, query), "list-page-1", "list-page-2");

        Assert.Equal([VideoStatus.Completed, VideoStatus.Failed, VideoStatus.Cancelled], jobs.Select(job => job.Status));
    }

    [Fact]
    public async Task List_ReaderStops_LaterPagesAreNotAskedFor()
    {
        var query = new JobListingQuery { Statuses = [VideoStatus.Completed, VideoStatus.Failed, VideoStatus.Cancelled] };

        string first = await PlayAsync(
            async provider =>
            {
                await foreach (JobSnapshot job in provider.ListAsync(query, default))
                {
                    return job.Id;
                }

                return "";
            },
            "list-page-1");

        Assert.Equal("G-4", first);
    }

    [Fact]
    public async Task List_StatusesThatNoJobAtTheServiceHas_AreNotAskedFor() =>
        Assert.Empty(await PlayAsync(provider => ListAsync(provider, new JobListingQuery { Statuses = [VideoStatus.Unknown] })));

    [Fact]
    public async Task Models_Listed_TellWhatTheServiceSays()
    {
        IReadOnlyList<VideoModel> models = await PlayAsync(provider => provider.ListModelsAsync(default), "models");

        VideoModel veo = models[0];
        Assert.Equal(("google/veo-3.1-lite", "Phaseo", "Veo 3.1 Lite, made by google-vertex or google-ai-studio, preview", "4, 6 or 8"), (veo.Name, veo.Provider, veo.Description, veo.Durations));
        Assert.Equal(["720p", "1080p"], veo.Resolutions);
        Assert.Equal(["16:9", "9:16"], veo.AspectRatios);
        Assert.Equal(["TextOnly", "FirstFrame", "ReferenceImages", "NegativePrompt", "Seed", "AudioChoice", "EnhancePrompt", "Size"], veo.Features);
        Assert.Equal(("x/y", ""), (models[1].Name, models[1].Description));
    }

    [Fact]
    public async Task Delete_EndedJob_IsDeleted() => Assert.Null((await PlayAsync(provider => provider.DeleteAsync([Id], default), "delete"))[0]);

    [Fact]
    public async Task Delete_ServiceDoesNotSaySo_IsNotDeleted() =>
        Assert.Equal("CannotDelete", (await PlayAsync(provider => provider.DeleteAsync([Id], default), "delete-not"))[0]!.ErrorId);

    [Fact]
    public async Task Cancel_ServiceTakesIt_IsReadAfterwards()
    {
        JobSnapshot job = await PlayAsync(provider => provider.CancelAsync(Id, default), "cancel-accepted", "read-cancelled");

        Assert.Equal((VideoStatus.Cancelled, new VideoCost(0, "USD", Charged: true)), (job.Status, job.Cost));
    }

    [Theory]
    [InlineData("credits-team", "TeamId", "team&x", "15")]
    [InlineData("credits-workspace", "WorkspaceId", "ws", "13.5")]
    public async Task Balance_AccountIsSet_IsInDollars(string exchange, string setting, string account, string dollars)
    {
        VideoBalance balance = await PlayAsync(provider => provider.ReadBalanceAsync(default), new Dictionary<string, string> { [setting] = account }, exchange);

        Assert.Equal(("Phaseo", decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture), "USD", account), (balance.Provider, balance.Amount, balance.Unit, balance.Account));
    }

    [Theory]
    [InlineData("credits-nobody", null, "MissingValue", "VIDEOGEN_PHASEO_TEAM_ID")]
    [InlineData("credits-forbidden", "other", "Forbidden", "management key")]
    public async Task Balance_Refused_TellsWhatToSet(string exchange, string? team, string id, string remedy)
    {
        Dictionary<string, string> settings = team is null ? [] : new() { ["TeamId"] = team };

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => PlayAsync(provider => provider.ReadBalanceAsync(default), settings, exchange));

        Assert.Equal(id, error.ErrorId);
        Assert.NotNull(error.ServiceCode);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Credential_AsksForOneJob() => Assert.Null(await PlayAsync(provider => provider.CheckCredentialAsync(default), "check"));

    private static async Task<List<JobSnapshot>> ListAsync(PhaseoProvider provider, JobListingQuery query)
    {
        var jobs = new List<JobSnapshot>();
        await foreach (JobSnapshot job in provider.ListAsync(query, default))
        {
            jobs.Add(job);
        }

        return jobs;
    }
}
