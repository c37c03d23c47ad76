using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>Lost answers, settled from the service's list: one job that nobody owns for one row, or nothing.</summary>
public sealed class ResolvingTests : IDisposable
{
    private readonly CapableProvider _provider = new();
    private readonly ClientFixture _fixture;

    public ResolvingTests() => _fixture = new ClientFixture(_provider);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Resolve_OneJobFits_IsTheJob()
    {
        VideoJob lost = await LoseAsync("a fox");
        _provider.Listed = [Listed("other", "a wolf"), Listed("made", "a fox")];

        JobResolution resolution = Assert.Single(await ResolveAsync(lost));

        Assert.Null(resolution.Error);
        Assert.Equal((lost.Key, "made", VideoStatus.Running, null), (resolution.Job.Key, resolution.Job.Id, resolution.Job.Status, resolution.Job.Error));
        SubmitResult again = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal((lost.Key, false), (again.Job!.Key, again.IsNew));
        Assert.Single(_provider.Submissions);
    }

    [Fact]
    public async Task Resolve_TwoJobsFit_AreCandidatesAndIdChooses()
    {
        VideoJob lost = await LoseAsync("a fox");
        _provider.Listed = [Listed("one", "a fox"), Listed("two", "a fox")];

        JobResolution undecided = Assert.Single(await ResolveAsync(lost));

        Assert.Equal("JobUnknown", undecided.Error!.ErrorId);
        Assert.Equal(["one", "two"], undecided.Candidates.Select(job => job.Id).Order());
        Assert.Equal(VideoStatus.Unknown, undecided.Job.Status);

        Assert.Equal("two", (await _fixture.Client.ResolveAsAsync(lost, "two", CancellationToken.None)).Id);
        VideoGenException taken = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Client.ResolveAsAsync(lost, "one", CancellationToken.None));
        Assert.Equal("ConflictingValues", taken.ErrorId);
    }

    [Fact]
    public async Task Resolve_JobFitsTwoRows_IsTakenForNeither()
    {
        VideoJob first = await LoseAsync("a fox", key: "1");
        VideoJob second = await LoseAsync("a fox", key: "2");
        _provider.Listed = [Listed("made", "a fox")];

        JobResolution[] resolutions = await ResolveAsync(first, second);

        Assert.All(resolutions, resolution => Assert.Equal("made", Assert.Single(resolution.Candidates).Id));
        _ = Assert.Single(await ResolveAsync(first), resolution => resolution.Error is not null);
    }

    [Fact]
    public async Task Resolve_JobIsAnothersAlready_IsNotTaken()
    {
        VideoJob lost = await LoseAsync("a fox");
        Assert.True(await _fixture.Journal.TryCreateAsync(JournalFixtureEntry("made")));
        _provider.Listed = [Listed("made", "a fox")];

        JobResolution resolution = Assert.Single(await ResolveAsync(lost));

        Assert.Empty(resolution.Candidates);
        Assert.Contains("probably not made", resolution.Error!.Message, StringComparison.Ordinal);
        VideoGenException owned = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Client.ResolveAsAsync(lost, "made", CancellationToken.None));
        Assert.Equal("ConflictingValues", owned.ErrorId);
    }

    [Fact]
    public async Task Resolve_ListTellsNoPrompts_OneJobOfTheModelAndTheVeryTimeIsTheJob()
    {
        VideoJob lost = await LoseAsync("a fox");
        _provider.Listed = [Listed("made", null)];
        Assert.Equal("made", Assert.Single(Assert.Single(await ResolveAsync(lost)).Candidates).Id);

        _provider.Listed = [Listed("made", null) with { Model = "fox-1", CreatedAt = _fixture.Time.GetUtcNow().AddMinutes(10) }];
        Assert.Equal("made", Assert.Single(Assert.Single(await ResolveAsync(lost)).Candidates).Id);

        _provider.Listed = [Listed("made", null) with { Model = "fox-1" }];
        Assert.Equal("made", Assert.Single(await ResolveAsync(lost)).Job.Id);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(45)]
    public async Task Resolve_JobOfAnotherTime_IsNoCandidate(int minutes)
    {
        VideoJob lost = await LoseAsync("a fox");
        _provider.Listed = [Listed("made", "a fox") with { CreatedAt = _fixture.Time.GetUtcNow().AddMinutes(minutes) }];
        Assert.Empty(Assert.Single(await ResolveAsync(lost)).Candidates);
    }

    [Fact]
    public async Task Resolve_JobIsKnown_IsAnsweredAsItIs()
    {
        SubmitResult made = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        JobResolution resolution = Assert.Single(await ResolveAsync(made.Job!));
        Assert.Equal((made.Job!.Id, null), (resolution.Job.Id, resolution.Error));
    }

    [Fact]
    public async Task Resolve_ServiceHasNoList_SaysThatNobodyCanTell()
    {
        using var fixture = new ClientFixture();
        fixture.Provider.OnSubmit = (_, _) => throw new IOException("cut");
        SubmitResult lost = await fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        var told = new ConcurrentQueue<JobResolution>();
        await fixture.Client.ResolveAsync([lost.Job!], told.Enqueue, CancellationToken.None);
        Assert.Equal("CannotResolve", Assert.Single(told).Error!.ErrorId);
    }

    [Theory]
    [InlineData("openai/sora-2", "sora-2", 8, 8, true)]
    [InlineData("google/veo-3.1-lite", "veo-3.1-lite-generate-preview", 8, 8, true)]
    [InlineData("sora-2", "veo-3.1", 8, 8, false)]
    [InlineData("sora-2", null, 8, null, true)]
    [InlineData("sora-2", "sora-2", 8, 4, false)]
    public void Match_ModelAndLength_SpeakAgainstAJob(string ours, string? theirs, int ourSeconds, int? theirSeconds, bool possible)
    {
        JournalEntry unknown = JournalFixtureEntry(null);
        unknown = unknown with { Job = unknown.Job with { Model = ours, Duration = ourSeconds, Prompt = "a fox" } };
        JobSnapshot job = new() { Id = "made", Status = VideoStatus.Running, Prompt = "a fox ", Model = theirs, Duration = theirSeconds };
        Assert.Equal(possible, UnknownMatch.IsLikely(unknown, job));
    }

    private static JournalEntry JournalFixtureEntry(string? id) => Journal.JournalFixture.Entry(VideoStatus.Running, id);

    private JobSnapshot Listed(string id, string? prompt) => new() { Id = id, Status = VideoStatus.Running, Prompt = prompt, CreatedAt = _fixture.Time.GetUtcNow() };

    private async Task<VideoJob> LoseAsync(string prompt, string? key = null)
    {
        _provider.OnSubmit = (_, _) => throw new IOException("cut");
        SubmitResult lost = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row(prompt, key));
        Assert.Equal(VideoStatus.Unknown, lost.Job!.Status);
        return lost.Job;
    }

    private async Task<JobResolution[]> ResolveAsync(params VideoJob[] jobs)
    {
        var told = new ConcurrentQueue<JobResolution>();
        await _fixture.Client.ResolveAsync(jobs, told.Enqueue, CancellationToken.None);
        return [.. told];
    }
}
