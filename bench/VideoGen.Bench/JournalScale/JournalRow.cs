using System.Globalization;
using System.Text.Json;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.JournalScale;

/// <summary>What commands cost with the journal of a beginner and with that of years.</summary>
internal sealed class JournalRow : IBenchRow
{
    private static readonly int[] Sizes = [0, 1_000, 10_000, 100_000];

    private static readonly string Script = Path.GetFullPath(Path.Combine("bench", "VideoGen.Bench", "JournalScale", "journal.ps1"));

    public string Name => "journal";

    public string Title => "Journals of 10,000 and 100,000 jobs: Get-VideoJob, one New-VideoJob, a row that a batch has, against reading as many files";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        if (!PowerShellProcess.IsThere)
        {
            result.Skip(PowerShellProcess.Missing);
            return;
        }

        using ServiceProcess service = await ServiceProcess.StartAsync("journal-server", [], cancellationToken);
        var sessions = new Dictionary<int, JsonElement>();
        foreach (int jobs in run.Quick ? Sizes[..2] : Sizes)
        {
            string home = run.NewFolder(string.Create(CultureInfo.InvariantCulture, $"home-{jobs}"));
            _ = await BenchProcess.RunAsync("journal-fill", [home, jobs.ToString(CultureInfo.InvariantCulture)], null, cancellationToken);
            JsonElement bare = (await BenchProcess.RunAsync("journal-bare", [home], null, cancellationToken)).Said;
            JsonElement session = sessions[jobs] = await SessionAsync(home, service, cancellationToken);
            if (session.GetProperty("Jobs").GetInt32() != jobs)
            {
                throw new InvalidOperationException($"The listing has {session.GetProperty("Jobs")} of {jobs} jobs.");
            }

            Report(jobs, session, bare.GetProperty("Seconds").GetDouble(), result);
        }

        JsonElement none = sessions[0], most = sessions[sessions.Keys.Max()];
        result.AtMost("one New-VideoJob with the largest journal, against an empty one", Seconds(most, "New") / Seconds(none, "New"), 1.25);
        result.AtMost("a row that a batch has, with the largest journal, against an empty one", Seconds(most, "Lookup") / Seconds(none, "Lookup"), 1.25);
        result.Note("Everything is in the system's cache, for the bare reading too, which opens the files one after the other and parses none.");
    }

    private static void Report(int jobs, JsonElement session, double bare, RowResult result)
    {
        const string Listing = "Listing a journal: time against jobs";
        const string OneMore = "One more job: time against jobs in the journal";
        string size = jobs.ToString("N0", CultureInfo.InvariantCulture);
        result.Measure($"Get-VideoJob, {size} jobs", Seconds(session, "All"), "s");
        if (jobs > 0)
        {
            result.Point(Listing, "Get-VideoJob", jobs, Seconds(session, "All"), ("jobs", "seconds"));
            result.Point(Listing, "bare reading", jobs, bare, ("jobs", "seconds"));
            result.Measure($"bare reading, {size} files", bare, "s");
            result.Measure($"Get-VideoJob against bare reading, {size} jobs", Seconds(session, "All") / bare, "×");
        }

        if (jobs == 10_000)
        {
            result.AtMost("Get-VideoJob, 10,000 jobs, within a second", Seconds(session, "All"), 1, "s");
            result.Measure("Get-VideoJob, 10,000 jobs, the first of the session", Seconds(session, "FirstAll"), "s");
        }

        result.Measure($"one New-VideoJob, {size} jobs", Seconds(session, "New") * 1000, "ms");
        result.Measure($"a row that a batch has, {size} jobs", Seconds(session, "Lookup") * 1000, "ms");
        result.Point(OneMore, "New-VideoJob", Math.Max(jobs, 1), Seconds(session, "New") * 1000, ("jobs", "milliseconds"));
        result.Point(OneMore, "a row that a batch has", Math.Max(jobs, 1), Seconds(session, "Lookup") * 1000, ("jobs", "milliseconds"));
    }

    private static async Task<JsonElement> SessionAsync(string home, ServiceProcess service, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>
        {
            ["VIDEOGEN_HOME"] = home,
            ["VIDEOGEN_PROVIDER"] = "OpenAI",
            ["VIDEOGEN_OPENAI_URI"] = service.Address.AbsoluteUri,
        };
        return (await PowerShellProcess.RunAsync(Script, ["-Module", PowerShellProcess.Module], environment, cancellationToken)).Said;
    }

    private static double Seconds(JsonElement session, string name) => session.GetProperty(name).GetDouble();
}
