using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>A new sound for a finished clip: a job of its own, paid for once.</summary>
public sealed class AudioAdditionTests : IDisposable
{
    private static readonly Uri Sound = new("https://sounds.example/rain.mp3");

    private readonly BatchProvider _provider = new();
    private readonly ClientFixture _fixture;

    public AudioAdditionTests() => _fixture = new ClientFixture(_provider);

    public void Dispose() => _fixture.Dispose();

    private Task<SubmitResult> AddAsync(VideoJob source, Uri? sound = null, SubmitOptions? options = null) =>
        _fixture.Client.AddAudioAsync(source, AudioMode.Generate, sound, options ?? new SubmitOptions(), CancellationToken.None);

    private async Task<VideoJob> CompletedAsync(string prompt = "a fox")
    {
        SubmitResult made = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row(prompt) with { Name = prompt });
        return (await _fixture.Client.ReadAsync(made.Job!, CancellationToken.None)).Job;
    }

    [Fact]
    public async Task Add_CompletedClip_IsANewJobOfTheSameBatch()
    {
        VideoJob source = await CompletedAsync();

        VideoJob added = (await AddAsync(source, Sound)).Job!;

        AudioSubmission sent = Assert.Single(_provider.Sounds);
        Assert.Equal((source.Id, AudioMode.Custom, Sound), (sent.SourceId, sent.Audio, sent.AudioUri));
        Assert.Equal(added.Key, sent.Key);
        Assert.NotEqual(source.Id, added.Id);
        Assert.Equal(("demo", "a fox-audio"), (added.Batch, added.Name));
        Assert.Equal(new VideoCost(4, "credits", Charged: false), added.Cost);
    }

    [Fact]
    public async Task Add_SameCallAgain_EmitsTheJobItMade()
    {
        VideoJob source = await CompletedAsync();
        VideoJob first = (await AddAsync(source, Sound)).Job!;

        SubmitResult again = await AddAsync(source, Sound);

        Assert.Equal((first.Key, false), (again.Job!.Key, again.IsNew));
        Assert.Single(_provider.Sounds);
        Assert.NotEqual(first.Key, (await AddAsync(source)).Job!.Key);
        Assert.NotEqual(first.Key, (await AddAsync(await CompletedAsync("a wolf"), Sound)).Job!.Key);
    }

    [Fact]
    public async Task Add_ClipsOfOneRun_StayBelowItsLimitTogether()
    {
        VideoJob first = await CompletedAsync();
        VideoJob second = await CompletedAsync("a wolf");
        var options = new SubmitOptions { MaxCost = CostLimit.Of("5 credits") };

        Assert.Null((await AddAsync(first, Sound, options)).Error);
        Assert.Equal("CostLimitReached", (await AddAsync(second, Sound, options)).Error?.ErrorId);
        Assert.Null((await AddAsync(second, Sound, options with { })).Error);
    }

    [Fact]
    public async Task Add_AnswerIsLost_IsUnknownAndNotSentAgain()
    {
        VideoJob source = await CompletedAsync();
        _provider.OnAudio = _ => throw new IOException("cut");
        Assert.Equal(VideoStatus.Unknown, (await AddAsync(source)).Job!.Status);
        Assert.Equal("JobUnknown", (await AddAsync(source)).Error!.ErrorId);
        Assert.Single(_provider.Sounds);
    }

    [Fact]
    public async Task Add_JobFailed_IsSubmittedAgainWithRetryFailedOnly()
    {
        VideoJob source = await CompletedAsync();
        VideoJob first = (await AddAsync(source)).Job!;
        _ = await _fixture.Journal.UpdateAsync(first.Key, entry => entry with { Job = entry.Job with { Status = VideoStatus.Failed } }, durable: true, CancellationToken.None);
        Assert.False((await AddAsync(source)).IsNew);
        Assert.True((await AddAsync(source, options: new SubmitOptions { RetryFailed = true })).IsNew);
    }

    [Fact]
    public async Task Add_JobWasRemoved_IsNotPaidAgain()
    {
        VideoJob source = await CompletedAsync();
        VideoJob first = (await AddAsync(source)).Job!;
        await _fixture.Client.RemoveAsync(first, journalOnly: true, force: true, CancellationToken.None);
        Assert.Null((await AddAsync(source)).Job);
        Assert.Single(_provider.Sounds);
    }

    [Fact]
    public async Task Add_OverMaxCost_IsNotSent()
    {
        VideoJob source = await CompletedAsync();
        SubmitResult result = await AddAsync(source, options: new SubmitOptions { MaxCost = CostLimit.Of("3 credits") });
        Assert.Equal("CostLimitReached", result.Error!.ErrorId);
        Assert.Empty(_provider.Sounds);
    }

    [Fact]
    public async Task Add_ClipIsNotCompleted_IsRefused()
    {
        SubmitResult made = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal("JobNotCompleted", (await Assert.ThrowsAsync<VideoGenException>(() => AddAsync(made.Job!))).ErrorId);
    }

    [Fact]
    public async Task Add_ServiceCannot_IsRefused()
    {
        using var fixture = new ClientFixture();
        VideoJob job = new() { Key = JobKey.New(), Provider = "Fake", Id = "1", Status = VideoStatus.Completed };
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => fixture.Client.AddAudioAsync(job, AudioMode.Generate, null, new SubmitOptions(), CancellationToken.None));
        Assert.Equal("CannotAddAudio", error.ErrorId);
    }
}
