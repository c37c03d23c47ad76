using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

public sealed class LocalProviderTests
{
    private static readonly VideoRequest Small = new() { Prompt = "static", Duration = 1, Size = "320x180" };

    [FFmpegFact]
    public async Task Submit_OfTheSameKeyAgain_AnswersTheOrderThatIsThere()
    {
        using var home = new LocalHome();
        LocalProvider provider = home.Provider();
        Submission submission = home.Submission(Small);

        using IDisposable held = home.HoldLock();
        JobSnapshot[] same = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => provider.SubmitAsync(submission, CancellationToken.None))));
        JobSnapshot later = await home.Provider().SubmitAsync(submission with { Request = Small with { Duration = 9 } }, CancellationToken.None);

        Assert.All([.. same, later], job => Assert.Equal(("local-key1", VideoStatus.Queued, 1), (job.Id, job.Status, job.Duration)));
        Assert.Equal(["local-key1"], Directory.EnumerateDirectories(home.Folder.Root).Select(path => Path.GetFileName(path)));
    }

    [FFmpegFact]
    public async Task Submit_WithAnImage_KeepsItsOwnCopy()
    {
        using var home = new LocalHome();
        string image = Path.Combine(home.Path, "still [1] %d.png");
        File.Copy(LocalHome.Data("green.png"), image);
        JobSnapshot queued = await home.SubmitAsync(home.Provider(), home.Submission(Small, image));
        File.Delete(image);

        await home.Supervisor().RunAsync(CancellationToken.None);

        Assert.Equal(VideoStatus.Completed, (await home.Provider().ReadAsync([queued.Id], CancellationToken.None))[0]!.Status);
    }

    [FFmpegFact]
    public async Task List_OfAHome_HasEveryOrder()
    {
        using var home = new LocalHome();
        LocalProvider provider = home.Provider();
        _ = await home.SubmitAsync(provider, home.Submission(Small));
        _ = await home.SubmitAsync(provider, home.Submission(Small));

        var listed = new List<string>();
        await foreach (JobSnapshot job in provider.ListAsync(new JobListingQuery(), CancellationToken.None))
        {
            listed.Add(job.Id);
        }

        Assert.Equal(["local-key1", "local-key2"], listed);
        Assert.Equal("CannotDelete", (await provider.DeleteAsync(["local-key1"], CancellationToken.None))[0]?.ErrorId);
    }

    [Theory]
    [InlineData("local-nothing")]
    [InlineData("../local-x")]
    [InlineData("local-../../etc")]
    [InlineData("local-x\n")]
    [InlineData("")]
    public async Task Read_OfAnIdThatIsNone_IsNull(string id)
    {
        using var home = new LocalHome();

        Assert.Equal([null], await home.Provider().ReadAsync([id], CancellationToken.None));
    }

    [Theory]
    [InlineData("0123abcd", "local-0123abcd")]
    [InlineData("../../x", "local-")]
    [InlineData("UPPER", "local-")]
    public void IdOf_AnyKey_IsAnIdAndAFileName(string key, string beginning)
    {
        string id = LocalFolder.IdOf(key);

        Assert.StartsWith(beginning, id, StringComparison.Ordinal);
        Assert.True(LocalFolder.IsId(id));
        Assert.Equal(id, Path.GetFileName(id));
    }

    [FFmpegTheory]
    [InlineData("1281x720", "1280x720")]
    [InlineData("10x10", "64x64")]
    [InlineData("20000x100", "5120x100")]
    public async Task Submit_OfASizeItDoesNotMake_NamesTheNearest(string size, string nearest)
    {
        using var home = new LocalHome();

        var refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() =>
            home.Provider().SubmitAsync(home.Submission(Small with { Size = size }), CancellationToken.None));

        Assert.Equal("UnsupportedValue", refused.Reason.ErrorId);
        Assert.Contains(nearest, refused.Message, StringComparison.Ordinal);
    }

    [FFmpegFact]
    public async Task Submit_WithAnImageThatIsGone_IsRefusedAndLeavesNothing()
    {
        using var home = new LocalHome();

        var refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() =>
            home.Provider().SubmitAsync(home.Submission(Small, Path.Combine(home.Path, "gone.png")), CancellationToken.None));

        Assert.Equal(VideoErrors.ImageNotFound, refused.Reason.Kind);
        Assert.Empty(Directory.EnumerateDirectories(home.Folder.Root));
    }

    [FFmpegFact]
    public async Task Submit_ToAHomeThatCannotBeWritten_IsRefused()
    {
        using var home = new LocalHome();
        await File.WriteAllTextAsync(home.Folder.Root, "a file in the way");

        var refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => home.Provider().SubmitAsync(home.Submission(Small), CancellationToken.None));

        Assert.Equal(VideoErrors.JournalNotWritable, refused.Reason.Kind);
        Assert.Contains(home.Folder.Root, refused.Message, StringComparison.Ordinal);
    }

    [FFmpegFact]
    public async Task Submit_WithoutAHostForTheSupervisor_IsRefused()
    {
        using var home = new LocalHome();
        var provider = new LocalProvider(new ProviderContext { Home = home.Path, Time = TimeProvider.System, SearchPath = MediaTools.Folders });

        var refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => provider.SubmitAsync(home.Submission(Small), CancellationToken.None));

        Assert.Equal(VideoErrors.SupervisorNotStarted, refused.Reason.Kind);
    }
}
