using System.Diagnostics;
using System.Globalization;
using VideoGen.Journal;

namespace VideoGen.Tests.Processes;

/// <summary>Processes that work on one journal at random and are killed at random.</summary>
public sealed class JournalKillTests : IDisposable
{
    private const int Together = 3;

    private readonly TemporaryHome _home = new();
    private readonly TemporaryHome _logs = new();
    private readonly List<Process> _processes = [];

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        _home.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public Task Journal_ProcessesAreKilledAtRandom_KeepsWhatWasPromised() => RunAsync(kills: 8, seed: 20261121);

    /// <summary>For as long as somebody wants.</summary>
    internal async Task RunAsync(int kills, int seed)
    {
        var random = new Random(seed);
        var running = new Queue<Process>();
        int started = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            while (running.Count < Together)
            {
                running.Enqueue(Start(seed + started++));
            }

            // The oldest has something to lose by now.
            Process victim = running.Dequeue();
            await WaitForLinesAsync(victim, random.Next(1, 60));
            victim.Kill();
            await victim.WaitForExitAsync();
            await CheckAsync(seed);
        }

        foreach (Process process in running)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await CheckAsync(seed);
    }

    private async Task CheckAsync(int seed)
    {
        string story = $"Seed {seed}";
        string[][] lines = [.. Directory.GetFiles(_logs.Path, "*.log").SelectMany(Lines)];
        var journal = new JobJournal(new JournalFolders(_home.Path));
        var rows = new BatchIndex(new JournalFolders(_home.Path));
        Assert.Empty((await journal.ListAsync(default)).Damaged);
        Assert.True(lines.All(line => line[0] != "robbed"), story);
        Assert.All(lines.Where(line => line[0] == "own").GroupBy(line => $"{line[1]} {line[2]}"), owners => Assert.True(owners.Count() == 1, $"{story}: two owners of {owners.Key}"));
        foreach (string[] row in lines.Where(line => line[0] == "row"))
        {
            Assert.True((await rows.FindRowAsync("shared", row[1], default))?.Marker.JobKey == row[2], $"{story}: {row[1]} is not {row[2]}'s");
        }

        foreach (IGrouping<string, string[]> states in lines.Where(line => line[0] == "state").GroupBy(line => line[1]))
        {
            int promised = states.Max(line => int.Parse(line[2], CultureInfo.InvariantCulture));
            JournalEntry? entry = await journal.FindAsync(states.Key, default);
            Assert.True((int?)entry?.Job.Status >= promised, $"{story}: {states.Key} was {(VideoStatus)promised} and is {entry?.Job.Status}");
            Assert.True(promised < (int)VideoStatus.Queued || entry!.Job.Id == $"id-{states.Key}", $"{story}: the id of {states.Key} is {entry!.Job.Id}");
        }
    }

    private Process Start(int seed)
    {
        var start = new ProcessStartInfo(Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");
        foreach (string argument in (string[])["exec", typeof(JournalKillTests).Assembly.Location, "journal", _home.Path, _logs.Path, seed.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        _processes.Add(process);
        return process;
    }

    private async Task WaitForLinesAsync(Process process, int lines)
    {
        string log = Path.Combine(_logs.Path, $"{process.Id}.log");
        var patience = Stopwatch.StartNew();
        while (!process.HasExited && (!File.Exists(log) || (Lines(log).Count() < lines && !IsWorkDone())) && patience.Elapsed < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }

        Assert.True(File.Exists(log));
    }

    // Then nothing is logged any more.
    private bool IsWorkDone() => Directory.Exists(Path.Combine(_home.Path, "journal", "settled"))
        && Directory.GetFiles(Path.Combine(_home.Path, "journal", "settled"), "*.json", SearchOption.AllDirectories).Length == 40;

    /// <summary>The whole lines of a log; the last may have been cut off.</summary>
    private static IEnumerable<string[]> Lines(string log)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        string text = new StreamReader(file).ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '));
    }
}
