using VideoGen.Client;
using VideoGen.Emulators;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Bench.Import;

/// <summary>A home with a few jobs, such as a user has after a day.</summary>
internal static class SmallJournal
{
    private const string Service = "Phaseo";
    private const int Jobs = 6;

    /// <summary>Half of the jobs are saved, and half are still to be.</summary>
    public static async Task MakeAsync(string home, CancellationToken cancellationToken)
    {
        await using Emulator emulator = EmulatedServices.All[Service](new EmulatedAccount { Pace = JobPace.AtOnce, IsLarge = true });
        await emulator.StartAsync();
        using var client = new VideoClient(new VideoClientOptions { Home = home, ReadEnvironment = emulator.Environment.ToDictionary(line => line.Name, line => line.Value).GetValueOrDefault });
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = "harbour" }, cancellationToken);
        WaitRun wait = client.OpenWait(new WaitOptions(), new Random(1));
        for (int shot = 1; shot <= Jobs; shot++)
        {
            var request = new VideoRequest { Provider = Service, Name = $"shot-{shot}", Prompt = $"a lighthouse in fog, take {shot}", Duration = 4 };
            await run.SubmitAsync(run.Take(request, run.Validate(request).Request, defaulted: false), result => wait.Add(result.Job ?? throw result.Error!), cancellationToken);
        }

        wait.Complete();
        List<VideoJob> ended = [];
        await wait.RunAsync(reading => ended.Add(reading.Job), progress: null, cancellationToken);
        string clips = Path.Combine(home, "clips");
        SaveRun save = client.OpenSave(new SaveOptions { Destination = clips, BaseFolder = clips });
        foreach (VideoJob job in ended.Take(Jobs / 2))
        {
            await save.SaveAsync(job, save.PlanPaths(job), progress: null, cancellationToken);
        }
    }
}
