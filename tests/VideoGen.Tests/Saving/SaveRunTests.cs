using System.Text.Json;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Saving;

/// <summary>Saving as the client does it: paths, what is saved already, links that die.</summary>
public sealed class SaveRunTests : IAsyncLifetime
{
    private readonly ClientFixture _fixture = new();
    private readonly MediaServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("videogen-save-run-").FullName;

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        Directory.Delete(_folder, recursive: true);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Save_CompletedJob_WritesItsFilesAndRemembersThem()
    {
        VideoJob job = await CompleteAsync("/a.mp4", "/b.mp4");

        IReadOnlyList<FileInfo> files = await SaveAsync(job);

        Assert.Equal([$"lake-{job.ShortId}-1.mp4", $"lake-{job.ShortId}-2.mp4"], files.Select(file => file.Name));
        JournalEntry entry = Assert.Single(await _fixture.EntriesAsync());
        Assert.Equal(files.Select(file => file.FullName), entry.Saved.Select(saved => saved.Path));
        Assert.Equal(files[0].FullName, entry.Job.File);
    }

    [Fact]
    public async Task Save_SavedAndUnchanged_AsksNobody()
    {
        VideoJob job = await CompleteAsync("/a.mp4");
        FileInfo first = Assert.Single(await SaveAsync(job));
        int requests = _server.Ledger.Entries.Count;

        FileInfo second = Assert.Single(await SaveAsync(job));

        Assert.Equal(first.FullName, second.FullName);
        Assert.Equal(requests, _server.Ledger.Entries.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Save_SavedByAProcessThatDiedRightAfter_RemovesWhatItLeftAndNothingElse(bool ours)
    {
        VideoJob job = await CompleteAsync("/a.mp4");
        FileInfo file = Assert.Single(await SaveAsync(job));
        string state = PartFile.StatePathOf(file.FullName);
        new PartState($"{(ours ? job.Key : "another")}/0", null, null, 0).Write(state);
        await File.WriteAllBytesAsync(PartFile.PathOf(file.FullName), []);

        _ = await SaveAsync(job);

        Assert.Equal((!ours, !ours), (File.Exists(state), File.Exists(PartFile.PathOf(file.FullName))));
        Assert.True(File.Exists(file.FullName));
    }

    [Theory]
    [InlineData(1, VideoStatus.Completed)]
    [InlineData(-1, VideoStatus.Expired)]
    public async Task Save_ServiceSeemsNotToKnowTheJob_TheJobHasExpiredIfTheLinkShouldBeDead(int hoursLeft, VideoStatus expected)
    {
        VideoJob job = await CompleteAsync("/gone.mp4") with { ExpiresAt = _fixture.Time.GetUtcNow().AddHours(hoursLeft) };
        _fixture.Provider.OnRead = _ => null;
        _server.Scenarios.Play(Scenarios.Status(404));

        _ = await Assert.ThrowsAsync<VideoGenException>(() => SaveAsync(job));

        Assert.Equal(expected, Assert.Single(await _fixture.EntriesAsync()).Job.Status);
    }

    [Fact]
    public async Task Save_AnotherHoldsTheFileThatIsThere_IsAnErrorOfThatFile()
    {
        VideoJob job = await CompleteAsync("/a.mp4");
        byte[] clip = SampleClip.Mp4(20_000, 1);
        job = job with { Outputs = new VideoOutputs([job.Outputs[0] with { Bytes = clip.Length, Sha256 = SavingFixture.HashOf(clip) }]) };
        SaveRun run = Open();
        IReadOnlyList<string> paths = run.PlanPaths(job);
        await File.WriteAllBytesAsync(paths[0], clip);
        using (new FileStream(paths[0], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal("FileExists", (await Assert.ThrowsAsync<VideoGenException>(() => run.SaveAsync(job, paths, null, default))).ErrorId);
        }

        Assert.Equal(paths, (await run.SaveAsync(job, paths, null, default)).Select(file => file.FullName));
    }

    [Fact]
    public async Task Save_AnotherSessionSavesItMeanwhile_IsSaved()
    {
        VideoJob job = await CompleteAsync("/gone.mp4");
        IReadOnlyList<FileInfo> others = [];
        _server.Put("/a.mp4", SampleClip.Mp4(20_000, 1));
        _fixture.Provider.OnReadMany = async (ids, _) =>
        {
            // Between this session's look into the journal and its download.
            others = await SaveAsync(job with { Outputs = Completed(ids[0], "/a.mp4").Outputs! });
            return [Completed(ids[0], "/a.mp4")];
        };

        IReadOnlyList<FileInfo> files = await SaveAsync(job);

        Assert.Equal(others.Select(file => file.FullName), files.Select(file => file.FullName));
        Assert.Single(Assert.Single(await _fixture.EntriesAsync()).Saved);
    }

    [Fact]
    public async Task Save_FileWasDeleted_FetchesItAgain()
    {
        VideoJob job = await CompleteAsync("/a.mp4");
        FileInfo file = Assert.Single(await SaveAsync(job));
        file.Delete();

        _ = await SaveAsync(job);

        Assert.True(File.Exists(file.FullName));
    }

    [Fact]
    public async Task Save_LinkIsDead_TakesTheNewOneTheServiceGives()
    {
        VideoJob job = await CompleteAsync("/gone.mp4");
        _server.Put("/renewed.mp4", SampleClip.Mp4(10_000, 2));
        _fixture.Provider.OnRead = id => Completed(id, "/renewed.mp4");

        FileInfo file = Assert.Single(await SaveAsync(job));

        Assert.Equal(10_000, file.Length);
        Assert.Equal(VideoStatus.Completed, Assert.Single(await _fixture.EntriesAsync()).Job.Status);
    }

    [Theory]
    [InlineData(410, null, VideoStatus.Expired)]
    [InlineData(404, 0, VideoStatus.Expired)]
    [InlineData(403, -1, VideoStatus.Expired)]
    [InlineData(404, 1, VideoStatus.Completed)]
    [InlineData(403, 1, VideoStatus.Completed)]
    [InlineData(404, null, VideoStatus.Completed)]
    public async Task Save_ServiceHasNoOtherLink_TheJobHasExpiredIfTheLinkShouldBeDead(int status, int? hoursLeft, VideoStatus expected)
    {
        VideoJob job = await CompleteAsync("/gone.mp4") with { ExpiresAt = hoursLeft is { } hours ? _fixture.Time.GetUtcNow().AddHours(hours) : null };
        _server.Scenarios.Play(Scenarios.Status(status));

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => SaveAsync(job));

        Assert.Equal("LinkExpired", error.ErrorId);
        Assert.Equal(expected, Assert.Single(await _fixture.EntriesAsync()).Job.Status);
    }

    [Fact]
    public async Task Save_ServiceCannotBeAskedForAnotherLink_TheJobStaysCompleted()
    {
        VideoJob job = await CompleteAsync("/gone.mp4");
        _fixture.Provider.OnRead = _ => throw new VideoGenException(VideoErrors.ServiceFailed, "Trouble.");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => SaveAsync(job));

        Assert.Equal("LinkExpired", error.ErrorId);
        Assert.Equal(VideoStatus.Completed, Assert.Single(await _fixture.EntriesAsync()).Job.Status);
    }

    [Fact]
    public async Task Save_SavedJobWhoseLinkDied_StaysCompleted()
    {
        VideoJob job = await CompleteAsync("/a.mp4");
        FileInfo file = Assert.Single(await SaveAsync(job));
        file.Delete();
        _fixture.Provider.OnRead = id => Completed(id, "/gone.mp4");
        _server.Scenarios.Play(Scenarios.Status(410));

        _ = await Assert.ThrowsAsync<VideoGenException>(() => SaveAsync(job));

        Assert.Equal(VideoStatus.Completed, Assert.Single(await _fixture.EntriesAsync()).Job.Status);
    }

    [Theory]
    [InlineData(VideoStatus.Running)]
    [InlineData(VideoStatus.Failed)]
    [InlineData(VideoStatus.Unknown)]
    public async Task PlanPaths_JobIsNotCompleted_IsRefusedWithItsReason(VideoStatus status)
    {
        VideoJob job = await CompleteAsync("/a.mp4");

        VideoGenException error = Assert.Throws<VideoGenException>(() => Open().PlanPaths(job with { Status = status, Error = new JobError("moderated", "No.") }));

        Assert.Equal("JobNotCompleted", error.ErrorId);
        Assert.Contains("moderated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WithManifest_SaysBesideTheClipHowItWasMade()
    {
        VideoJob job = await CompleteAsync("/a.mp4");

        FileInfo file = Assert.Single(await SaveAsync(job, withManifest: true));

        using JsonDocument manifest = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName + ClipManifest.Extension));
        Assert.Equal("a lake", manifest.RootElement.GetProperty("prompt").GetString());
        Assert.Equal(SavingFixture.HashOf(await File.ReadAllBytesAsync(file.FullName)), manifest.RootElement.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Save_LinkOfAServiceElsewhereLeadsToThisMachine_IsRefused()
    {
        using var fixture = new ClientFixture(new FakeProvider(FakeProvider.Description with { Endpoint = new Uri("https://api.example/v1") }));
        _server.Put("/a.mp4", SampleClip.Mp4(20_000, 1));
        fixture.Provider.OnRead = id => Completed(id, "/a.mp4");
        VideoJob made = (await fixture.SubmitOneAsync(new SubmitOptions(), ClientFixture.Row("a lake"))).Job!;
        VideoJob job = (await fixture.Client.ReadAsync(made, default)).Job;
        SaveRun run = fixture.Client.OpenSave(new SaveOptions { Destination = ".", BaseFolder = _folder });

        VideoGenException refused = await Assert.ThrowsAsync<VideoGenException>(() => run.SaveAsync(job, run.PlanPaths(job), null, default));

        Assert.Equal("InsecureEndpoint", refused.ErrorId);
        Assert.Empty(_server.Ledger.Entries);
    }

    /// <summary>A job that was submitted and has completed with these files; those named <c>gone</c> are not there.</summary>
    private async Task<VideoJob> CompleteAsync(params string[] paths)
    {
        foreach (string path in paths.Where(path => !path.Contains("gone", StringComparison.Ordinal)))
        {
            _server.Put(path, SampleClip.Mp4(20_000, 1));
        }

        _fixture.Provider.OnRead = id => Completed(id, paths);
        SubmitResult result = await _fixture.SubmitOneAsync(new SubmitOptions(), ClientFixture.Row("a lake") with { Name = "lake" });
        return (await _fixture.Client.ReadAsync(result.Job!, default)).Job;
    }

    private JobSnapshot Completed(string id, params string[] paths) => FakeProvider.Snapshot(id, VideoStatus.Completed) with
    {
        Outputs = new VideoOutputs(paths.Select(path => new VideoOutput { Uri = _server.UriOf(path), MediaType = "video/mp4" })),
    };

    private SaveRun Open(bool withManifest = false) =>
        _fixture.Client.OpenSave(new SaveOptions { Destination = ".", BaseFolder = _folder, WithManifest = withManifest });

    private async Task<IReadOnlyList<FileInfo>> SaveAsync(VideoJob job, bool withManifest = false)
    {
        SaveRun run = Open(withManifest);
        return await run.SaveAsync(job, run.PlanPaths(job), null, default).WaitAsync(ClientFixture.Patience);
    }
}
