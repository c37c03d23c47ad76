using System.Globalization;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;

namespace VideoGen.Bench.Waiting;

/// <summary>What the row runs in processes of their own: the service, a wait for all jobs of a home, and one that waits for nothing.</summary>
internal static class WaitingPrograms
{
    /// <summary>The service. Its jobs stay in its queue, and each answer about one asks not to come back for so many seconds.</summary>
    public static async Task<int> ServeAsync(string[] arguments)
    {
        await using var service = new OpenAIEmulator(new OpenAISettings
        {
            ApiKey = OpenJobs.Key,
            PollAfter = TimeSpan.FromSeconds(int.Parse(arguments[0], CultureInfo.InvariantCulture)),
            Pace = new JobPace { Queued = TimeSpan.FromDays(1) },
            Balance = 1_000_000,
        });
        await service.StartAsync();
        Console.WriteLine(service.ApiUri);
        _ = await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Waits for every open job of the home, and for ever, as <c>Get-VideoJob | Wait-VideoJob -Timeout 0</c> does.</summary>
    public static async Task<int> WaitAsync(string[] arguments)
    {
        using var client = new VideoClient(new VideoClientOptions { Home = arguments[0], ReadEnvironment = Environment.GetEnvironmentVariable });
        Console.WriteLine("ready");
        WaitRun wait = client.OpenWait(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, new Random(1));
        await Task.WhenAll(
            wait.RunAsync(reading => Console.Error.WriteLine($"{reading.Job.Key} {reading.Error?.Message ?? "ended"}"), null, CancellationToken.None), AddAllAsync(client, wait));
        return 1;
    }

    /// <summary>The same program without a job: what a process of this kind takes that does nothing.</summary>
    public static async Task<int> IdleAsync(string[] arguments)
    {
        using var client = new VideoClient(new VideoClientOptions { Home = arguments[0], ReadEnvironment = Environment.GetEnvironmentVariable });
        Console.WriteLine("ready");
        _ = await client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None);
        WaitRun wait = client.OpenWait(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, new Random(1));
        await wait.RunAsync(_ => { }, null, CancellationToken.None);
        return 1;
    }

    /// <summary>As the pipeline does: each is waited for while the next ones are read.</summary>
    private static async Task AddAllAsync(VideoClient client, WaitRun wait)
    {
        await foreach (JobReading job in client.StreamAsync(new JobQuery(), refresh: false, damaged => throw damaged, null, CancellationToken.None))
        {
            wait.Add(job.Job);
        }

        wait.Complete();
    }
}
