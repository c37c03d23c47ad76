using VideoGen.Tests.Client.Requests;

namespace VideoGen.Bench.Requests;

/// <summary>What a wait for a thousand jobs asks of each service in ten minutes of virtual time, all services in one wait.</summary>
internal sealed class RequestsRow : IBenchRow
{
    private const int Jobs = 1000;

    private static readonly string[] Services = ["Akool", "Artnex", "Dafty", "OpenAI", "Phantaisia", "Phaseo"];

    public string Name => "requests";

    public string Title => "requests for waiting for 1,000 jobs of each service at once, ten minutes of virtual time, against one request a job a round";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        if (run.Number > 0)
        {
            result.Note("Counted once: on a clock of its own nothing of it changes from run to run.");
        }

        int jobs = run.Quick ? 120 : Jobs;
        TimeSpan span = run.Quick ? TimeSpan.FromSeconds(30) : TimeSpan.FromMinutes(10);
        await using CountedWait wait = await CountedWait.StartAsync(run.NewFolder("home"), jobs, Services);
        await wait.PassAsync(span);

        var akool = TimeSpan.FromSeconds(5);
        Count(result, wait, "Akool", jobs * Math.Ceiling(span / akool));
        result.AtMost("Akool: requests a round of 5 s, the most", Most(wait.ReadsOf("Akool"), akool), 20, "requests");
        Count(result, wait, "Dafty", jobs * Math.Ceiling(span / TimeSpan.FromSeconds(55)));
        result.AtMost("Dafty: held at once, the most", Most(wait.ReadsOf("Dafty"), TimeSpan.FromSeconds(55)), 100, "reads");
        result.AtMost("Dafty: requests a minute, the most", Most(wait.ReadsOf("Dafty"), TimeSpan.FromMinutes(1)), 120, "requests");
        Pause(result, wait, "Phantaisia", 7, span, jobs);
        Pause(result, wait, "Artnex", 5, span, jobs);
        Pause(result, wait, "Phaseo", 20, span, jobs);
        Pause(result, wait, "OpenAI", 20, span, jobs);
        result.Note("Dafty's 120 requests a minute are about 100 held reads: of 1,000 open jobs the 90 oldest are known to the second, the others when their turn comes; one that does not end within ten minutes makes way for those after it.");
    }

    private static void Pause(RowResult result, CountedWait wait, string service, int seconds, TimeSpan span, int jobs)
    {
        Count(result, wait, service, jobs * Math.Ceiling(span.TotalSeconds / seconds));
        double shortest = wait.ReadsOf(service).GroupBy(read => read.Ids[0])
            .SelectMany(job => job.Zip(job.Skip(1), (first, second) => (second.At - first.At).TotalSeconds)).DefaultIfEmpty(double.PositiveInfinity).Min();
        result.AtLeast($"{service}: between two reads of a job, the least", shortest, seconds, "s");
    }

    private static void Count(RowResult result, CountedWait wait, string service, double oneEach)
    {
        result.Measure($"{service}: requests", wait.ReadsOf(service).Count, "requests");
        result.Measure($"{service}: one request a job a round", oneEach, "requests");
    }

    /// <summary>The most in any span of this length, its end not counted.</summary>
    private static int Most(IReadOnlyList<CountedRead> reads, TimeSpan span)
    {
        int most = 0;
        for (int begin = 0, end = 0; begin < reads.Count; begin++)
        {
            while (end < reads.Count && reads[end].At < reads[begin].At + span)
            {
                end++;
            }

            most = Math.Max(most, end - begin);
        }

        return most;
    }
}
