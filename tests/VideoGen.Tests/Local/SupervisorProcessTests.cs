using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

/// <summary>The supervisor as it runs for users: detached, in a process of its own.</summary>
public sealed class SupervisorProcessTests
{
    private static readonly VideoRequest Small = new() { Prompt = "zoom in", Duration = 1, Size = "320x180" };

    [FFmpegFact]
    public async Task Supervisor_OfManySubmissionsAtOnce_IsOneAndRendersThemAll()
    {
        using var home = new LocalHome();
        LocalProvider provider = home.Provider(LocalHome.DotnetHost);
        JobSnapshot[] jobs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => provider.SubmitAsync(home.Submission(Small), CancellationToken.None))));

        foreach (JobSnapshot job in jobs)
        {
            JobSnapshot done = await WaitAsync(provider, job.Id, snapshot => snapshot.Status.IsSettled());
            Assert.Equal((VideoStatus.Completed, null, 100), (done.Status, done.Error, done.Progress));
            Assert.True(File.Exists(done.Outputs![0].Uri!.LocalPath));
        }

        Assert.Single(home.SupervisorProcesses());
    }

    [FFmpegFact]
    public async Task Supervisor_KilledInTheMiddle_IsReplacedByTheNextReadAndTheClipIsTheSame()
    {
        using var home = new LocalHome();
        VideoRequest request = Small with { Duration = 24, Size = null, Resolution = "480p" };
        LocalProvider provider = home.Provider(LocalHome.DotnetHost);
        JobSnapshot job = await provider.SubmitAsync(home.Submission(request), CancellationToken.None);
        _ = await WaitAsync(provider, job.Id, snapshot => snapshot.Progress > 5);
        RenderProgress killed = (await home.Folder.ReadProgressAsync(job.Id, CancellationToken.None))!;

        LocalHome.Kill(Assert.Single(home.SupervisorProcesses()));
        JobSnapshot done = await WaitAsync(provider, job.Id, snapshot => snapshot.Status.IsSettled());

        Assert.Equal((VideoStatus.Completed, null), (done.Status, done.Error));
        Assert.Equal(2, home.SupervisorProcesses().Count);
        Assert.Equal(["clip.mp4", "order.json", "progress.json", "result.json"], Directory.EnumerateFileSystemEntries(home.Folder.PathOf(job.Id)).Select(path => Path.GetFileName(path)).Order());
        Assert.ThrowsAny<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(killed.ProcessId!.Value));
        using var undisturbed = new LocalHome();
        Assert.Equal(await File.ReadAllBytesAsync(await undisturbed.ClipAsync(request)), await File.ReadAllBytesAsync(done.Outputs![0].Uri!.LocalPath));
    }

    [FFmpegFact]
    public async Task Cancel_OfARunningRender_EndsItsFFmpeg()
    {
        using var home = new LocalHome();
        LocalProvider provider = home.Provider(LocalHome.DotnetHost);
        JobSnapshot job = await provider.SubmitAsync(home.Submission(Small with { Duration = 60, Size = null, Resolution = "720p" }), CancellationToken.None);
        _ = await WaitAsync(provider, job.Id, snapshot => snapshot.Progress > 0);
        int ffmpeg = (await home.Folder.ReadProgressAsync(job.Id, CancellationToken.None))!.ProcessId!.Value;

        JobSnapshot cancelled = await provider.CancelAsync(job.Id, CancellationToken.None);

        Assert.Equal(VideoStatus.Cancelled, cancelled.Status);
        await WaitUntilAsync(() => !IsThere(ffmpeg) && !Directory.EnumerateDirectories(home.Folder.PathOf(job.Id)).Any());
        Assert.Equal(VideoStatus.Cancelled, (await provider.ReadAsync([job.Id], CancellationToken.None))[0]!.Status);
        Assert.Equal([null], await provider.DeleteAsync([job.Id], CancellationToken.None));
        Assert.Null((await provider.ReadAsync([job.Id], CancellationToken.None))[0]);
    }

    [FFmpegFact]
    public async Task Submit_WithASupervisorThatCannotRun_IsRefusedAndNamesTheLog()
    {
        using var home = new LocalHome();
        LocalProvider provider = home.Provider(SupervisorHost.ForDotnet(Environment.ProcessPath!, Path.Combine(home.Path, "missing.dll")));

        var refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => provider.SubmitAsync(home.Submission(Small), CancellationToken.None));

        Assert.Equal(VideoErrors.SupervisorNotStarted, refused.Reason.Kind);
        Assert.Contains("missing.dll", refused.Message, StringComparison.Ordinal);
        Assert.Contains(home.Folder.LogFile, refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(home.Folder.Root));
    }

    [FFmpegFact]
    public async Task Submit_ReturnsWhenASupervisorIsAtWork()
    {
        using var home = new LocalHome();

        _ = await home.Provider(LocalHome.DotnetHost).SubmitAsync(home.Submission(Small), CancellationToken.None);

        Assert.True(SupervisorLock.IsHeld(home.Folder.LockFile));
    }

    private static bool IsThere(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<JobSnapshot> WaitAsync(LocalProvider provider, string id, Func<JobSnapshot, bool> until)
    {
        JobSnapshot? last = null;
        await WaitUntilAsync(async () => (last = (await provider.ReadAsync([id], CancellationToken.None))[0]) is { } snapshot && until(snapshot));
        return last!;
    }

    private static Task WaitUntilAsync(Func<bool> condition) => WaitUntilAsync(() => Task.FromResult(condition()));

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            _ = await timer.WaitForNextTickAsync(timeout.Token);
        }
    }
}
