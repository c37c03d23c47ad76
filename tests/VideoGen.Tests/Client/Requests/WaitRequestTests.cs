namespace VideoGen.Tests.Client.Requests;

/// <summary>How many requests it takes to wait for 1,000 jobs at a service, counted by the service.</summary>
public sealed class WaitRequestTests : IDisposable
{
    private const int Jobs = 1000;

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("Akool", 600)]
    [InlineData("Dafty", 600)]
    [InlineData("Phantaisia", 30)]
    [InlineData("Artnex", 22)]
    [InlineData("Phaseo", 62)]
    [InlineData("OpenAI", 62)]
    public async Task Wait_ThousandJobsOfOneService_KeepsToItsRule(string service, int seconds)
    {
        await using CountedWait wait = await CountedWait.StartAsync(_home.Path, Jobs, service);
        await wait.PassAsync(TimeSpan.FromSeconds(seconds));
        Check(wait, service, TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Wait_ThousandJobsOfEachServiceTogether_KeepsToEachRule()
    {
        string[] services = ["Akool", "Artnex", "Dafty", "OpenAI", "Phantaisia", "Phaseo"];
        await using CountedWait wait = await CountedWait.StartAsync(_home.Path, Jobs, services);
        var span = TimeSpan.FromSeconds(22);
        await wait.PassAsync(span);
        Assert.All(services, service => Check(wait, service, span));
    }

    private static void Check(CountedWait wait, string service, TimeSpan span)
    {
        switch (service)
        {
            case "Akool":
                AssertInBulk(wait, span);
                break;

            case "Dafty":
                AssertHeld(wait, span);
                break;

            case "Artnex":
                AssertPause(wait, service, TimeSpan.FromSeconds(5), span);
                break;

            case "Phantaisia":
                AssertPause(wait, service, TimeSpan.FromSeconds(7), span);
                break;

            default:
                // As told: Phaseo by poll_after_seconds, OpenAI by a header.
                AssertPause(wait, service, TimeSpan.FromSeconds(20), span);
                break;
        }
    }

    /// <summary>Each job is asked about once a round, and never earlier.</summary>
    private static void AssertPause(CountedWait wait, string service, TimeSpan pause, TimeSpan span)
    {
        IReadOnlyList<CountedRead> reads = wait.ReadsOf(service);
        ILookup<string, DateTimeOffset> byJob = reads.ToLookup(read => Assert.Single(read.Ids), read => read.At);
        Assert.Equal(wait.JobsOf(service).Order(), byJob.Select(job => job.Key).Order());
        Assert.All(byJob, job => Assert.All(job.Zip(job.Skip(1)), pair => Assert.True(pair.Second - pair.First >= pause, $"{service} was asked about {job.Key} after {pair.Second - pair.First}.")));

        // Nor much later: a tenth, and the steps of the clock.
        double rounds = span / pause;
        Assert.InRange(reads.Count, Jobs * (int)(span / (1.1 * pause + TimeSpan.FromSeconds(0.5))), Jobs * ((int)rounds + 1));
    }

    private static void AssertInBulk(CountedWait wait, TimeSpan span)
    {
        var round = TimeSpan.FromSeconds(5);
        IReadOnlyList<CountedRead> reads = wait.ReadsOf("Akool");
        Assert.All(Spans(reads, round), count => Assert.InRange(count, 1, 20));
        Assert.All(wait.JobsOf("Akool"), id => Assert.Contains(reads, read => read.Ids.Contains(id)));
        int rounds = (int)Math.Ceiling(span / round);
        Assert.InRange(reads.Sum(read => read.Ids.Count), Jobs * (rounds - 2), Jobs * rounds);
    }

    private static void AssertHeld(CountedWait wait, TimeSpan span)
    {
        IReadOnlyList<CountedRead> reads = wait.ReadsOf("Dafty");
        Assert.All(Spans(reads, TimeSpan.FromMinutes(1) - CountedWait.LatestCount), count => Assert.InRange(count, 1, 120));

        // Each is held for 55 s, since no job ends.
        Assert.All(Spans(reads, TimeSpan.FromSeconds(55) - CountedWait.LatestCount), count => Assert.InRange(count, 1, 100));

        // The oldest, again and again until one of them has been waited for longer than a clip takes.
        Assert.Equal(wait.JobsOf("Dafty").Take(90).Order(), reads.Where(read => read.At < wait.Began + TimeSpan.FromSeconds(55)).SelectMany(read => read.Ids).Order());
        Assert.InRange(reads.Count, 90 * (int)(span / TimeSpan.FromSeconds(60)), 120 * (int)Math.Ceiling(span.TotalMinutes));
    }

    /// <summary>How many there were in the span that begins with each of them, the end not counted.</summary>
    private static IEnumerable<int> Spans(IReadOnlyList<CountedRead> reads, TimeSpan span)
    {
        int end = 0;
        for (int begin = 0; begin < reads.Count; begin++)
        {
            while (end < reads.Count && reads[end].At < reads[begin].At + span)
            {
                end++;
            }

            yield return end - begin;
        }
    }
}
