using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VideoGen.Bench.Measuring;
using VideoGen.Client;

namespace VideoGen.Bench.Downloads;

/// <summary>Saves clips of a <see cref="ClipServer"/> as a program over the library does: <c>HOME DESTINATION COUNT BYTES</c>.</summary>
internal static class SaveProgram
{
    /// <summary>Its name among <see cref="BenchPrograms"/>.</summary>
    public const string Program = "save-clips";

    /// <summary>Prints how long the saving took, and by how much the process grew while it did.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        (string home, string destination) = (arguments[0], arguments[1]);
        int count = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        long bytes = long.Parse(arguments[3], CultureInfo.InvariantCulture);
        using var client = new VideoClient(new VideoClientOptions { Home = home, ReadEnvironment = Environment.GetEnvironmentVariable });

        // What any first save loads and compiles is no cost of a file.
        await SaveAsync(client, Path.Combine(destination, "warm"), await AdoptAsync(client, 4, 64 * 1024, first: 1_000_000));
        List<VideoJob> jobs = await AdoptAsync(client, count, bytes, first: 0);

        using var memory = new ResidentGrowth();
        long begin = Stopwatch.GetTimestamp();
        await SaveAsync(client, destination, jobs);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new { seconds, resident = memory.End() }));
        return 0;
    }

    private static async Task<List<VideoJob>> AdoptAsync(VideoClient client, int count, long bytes, int first)
    {
        List<VideoJob> jobs = [];
        for (int number = first; number < first + count; number++)
        {
            JobReading reading = await client.AdoptAsync(ClipServer.IdOf(number, bytes), "OpenAI", CancellationToken.None);
            jobs.Add(reading.Error is null ? reading.Job : throw reading.Error);
        }

        return jobs;
    }

    private static async Task SaveAsync(VideoClient client, string destination, List<VideoJob> jobs)
    {
        SaveRun run = client.OpenSave(new SaveOptions { Destination = Path.Combine(destination, "{Id}.{Extension}"), BaseFolder = destination });
        await Task.WhenAll(jobs.Select(job => run.SaveAsync(job, run.PlanPaths(job), null, CancellationToken.None)));
    }
}
