using System.Diagnostics;
using System.Globalization;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;
using VideoGen.Tests.Journal.Scale;

namespace VideoGen.Bench.JournalScale;

/// <summary>What the row runs in processes of its own.</summary>
internal static class JournalPrograms
{
    /// <summary>Jobs of a filled journal that are still open.</summary>
    private const int Open = 20;

    private static readonly string[] Kept = ["open", "settled"];

    /// <summary><c>journal-fill HOME JOBS</c>: a journal as a year of use leaves it.</summary>
    public static async Task<int> FillAsync(string[] arguments)
    {
        int jobs = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        int open = Math.Min(Open, jobs);
        await new JournalGenerator(arguments[0], seed: 1) { Provider = "OpenAI" }.FillAsync(jobs - open, open);
        Console.WriteLine("{}");
        return 0;
    }

    /// <summary><c>journal-bare HOME</c>: reads as many files as a listing must, one after the other, and does nothing with them.</summary>
    public static Task<int> ReadBareAsync(string[] arguments)
    {
        string journal = Path.Combine(arguments[0], "journal");
        double best = double.MaxValue;
        int files = 0;
        for (int round = 0; round < 3; round++)
        {
            long start = Stopwatch.GetTimestamp();
            files = Kept.Select(name => Path.Combine(journal, name)).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)).Count(file => File.ReadAllBytes(file).Length > 0);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"Seconds\": {best}, \"Files\": {files}}}"));
        return Task.FromResult(0);
    }

    /// <summary><c>journal-server</c>: a service that takes a job at once.</summary>
    public static async Task<int> ServeAsync(string[] arguments)
    {
        await using var emulator = new OpenAIEmulator(OpenAISettings.SelfHosted with { Pace = new JobPace { Queued = TimeSpan.FromHours(1) } });
        await emulator.StartAsync();
        Console.WriteLine(emulator.ApiUri.AbsoluteUri);
        await Console.In.ReadToEndAsync();
        return arguments.Length;
    }
}
