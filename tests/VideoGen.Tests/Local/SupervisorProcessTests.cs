using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

public sealed class SupervisorProcessTests
{
    private static readonly VideoRequest Small = new() { Prompt = "zoom in", Duration = 1, Resolution = "360p" };

    [FFmpegFact]
    public async Task Supervisor_InAProcessOfItsOwn_RendersAndEnds()
    {
        using var home = new LocalHome();
        LocalProvider provider = home.Provider(LocalHome.DotnetHost);
        JobSnapshot job = await provider.SubmitAsync(home.Submission(Small), CancellationToken.None);

        JobSnapshot done = await WaitAsync(provider, job.Id, snapshot => snapshot.Status.IsSettled());

        Assert.Equal((VideoStatus.Completed, null), (done.Status, done.Error));
        Assert.True(File.Exists(done.Outputs![0].Uri!.LocalPath));
    }

    private static async Task<JobSnapshot> WaitAsync(LocalProvider provider, string id, Func<JobSnapshot, bool> until)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(timeout.Token))
        {
            if ((await provider.ReadAsync([id], timeout.Token))[0] is { } snapshot && until(snapshot))
            {
                return snapshot;
            }
        }

        throw new TimeoutException();
    }
}
