using System.Diagnostics;
using System.Globalization;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Journal.Scale;

/// <summary>How long the operations of a session take with the journal of a home.</summary>
internal sealed class JournalMeasurement : IDisposable
{
    private const int Rounds = 7;

    private readonly FakeProvider _provider = new();
    private readonly VideoClient _client;
    private readonly JobJournal _journal;
    private readonly int _round = Environment.ProcessId;
    private VideoJob[]? _fifty;

    public JournalMeasurement(string home)
    {
        _client = NewClient(home);
        _journal = new JobJournal(new JournalFolders(home));
    }

    /// <summary>Each operation's name and the median of its times in milliseconds.</summary>
    public async Task<IReadOnlyList<(string Name, double Milliseconds)>> RunAsync()
    {
        VideoJob old = (await ListAsync(new JobQuery { Before = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Newest = 40 }))[0];
        string batch = old.Batch!;
        await PrepareBatchAsync($"rerun-{_round}");
        var results = new List<(string, double)>
        {
            ("submit 1 row", await TimeAsync(i => SubmitAsync(null, [$"{_round} {i} alone"]))),
            ("submit 1 row in a batch", await TimeAsync(i => SubmitAsync($"new-{_round}-{i}", ["first"]))),
            ("rerun a batch of 50", await TimeAsync(_ => SubmitAsync($"rerun-{_round}", Rows()))),
            ("find by key", await TimeAsync(_ => _client.FindAsync(old.Key, null, default))),
            ("find by short id", await TimeAsync(_ => _client.FindAsync(old.ShortId, null, default))),
            ("find by the service's id", await TimeAsync(_ => _client.FindAsync(old.Id!, null, default))),
            ("find by a beginning of it", await TimeAsync(_ => _client.FindAsync(old.Id![..14], null, default))),
            ("list those that run", await TimeAsync(_ => ListAsync(new JobQuery { Status = [VideoStatus.Queued, VideoStatus.Running] }))),
            ("list the unclaimed", await TimeAsync(_ => ListAsync(new JobQuery { Unclaimed = true }))),
            ("list the newest 10", await TimeAsync(_ => ListAsync(new JobQuery { Newest = 10 }))),
            ("list a batch", await TimeAsync(_ => ListAsync(new JobQuery { Batch = batch }))),
            ("list the last day", await TimeAsync(_ => ListAsync(new JobQuery { After = new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero) }))),
            ("recall 50 settled jobs", await TimeAsync(async _ => await RecallAsync(old.Batch!))),
            ("complete -Id", await TimeAsync(async _ => await Task.FromResult(JobCompletions.Ids(new CompletionWord(""), Scope(), Scope().Jobs("")).ToArray()))),
            ("complete -Id of an old job", await TimeAsync(async _ => await Task.FromResult(JobCompletions.Ids(new CompletionWord(old.Key[..5]), Scope(), Scope().Jobs(old.Key[..5])).ToArray()))),
            ("complete -Batch", await TimeAsync(async _ => await Task.FromResult(JobCompletions.Batches(new CompletionWord("batch"), Scope()).ToArray()))),
        };
        return results;
    }

    /// <summary>How long a listing of everything takes, and how much more memory is in use at its most.</summary>
    public async Task<(int Jobs, double Milliseconds, double Megabytes)> ListAllAsync()
    {
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        int jobs = 0;
        double most = 0;
        await foreach (JobReading _ in _client.StreamAsync(new JobQuery(), refresh: false, damaged => throw damaged, refreshed: null, default))
        {
            most = jobs++ % 1000 == 0 ? Math.Max(most, (GC.GetTotalMemory(true) - before) / 1e6) : most;
        }

        return (jobs, Stopwatch.GetElapsedTime(start).TotalMilliseconds, most);
    }

    public void Dispose() => _client.Dispose();

    private CompletionScope Scope() => new(new HomeGlance(new VideoClientOptions { Home = _client.Home }), "Get-VideoJob", null, default);

    private static IEnumerable<string> Rows() => Enumerable.Range(0, 50).Select(row => string.Create(CultureInfo.InvariantCulture, $"row {row}"));

    private VideoClient NewClient(string home) => new(new VideoClientOptions
    {
        Home = home,
        Catalog = new ProviderCatalog([new ProviderEntry(_provider.Descriptor, _ => _provider)]),
    });

    /// <summary>A batch that is done and saved.</summary>
    private async Task PrepareBatchAsync(string name)
    {
        foreach (VideoJob job in await SubmitAsync(name, Rows()))
        {
            _ = await _journal.UpdateAsync(job.Key, entry => entry with { Job = entry.Job with { Status = VideoStatus.Failed } }, durable: false, default);
        }
    }

    private async Task<VideoJob[]> SubmitAsync(string? batch, IEnumerable<string> prompts)
    {
        SubmissionRun run = await _client.OpenSubmissionAsync(new SubmitOptions { Batch = batch, AllowDuplicate = false }, default);
        var jobs = new List<VideoJob>();
        foreach (string prompt in prompts)
        {
            var row = new VideoRequest { Provider = "Fake", Prompt = prompt };
            await run.Submit(row, run.Validate(row).Request, false, result => jobs.Add(result.Job ?? throw result.Error!))(default);
        }

        return [.. jobs];
    }

    private async Task<VideoJob[]> ListAsync(JobQuery query) => [.. (await _client.ListAsync(query, refresh: false, default)).Jobs.Select(reading => reading.Job)];

    private async Task<int> RecallAsync(string batch)
    {
        _fifty ??= [.. (await ListAsync(new JobQuery { Batch = batch })).Take(50)];
        foreach (VideoJob job in _fifty)
        {
            _ = await _client.RecallAsync(job, default);
        }

        return _fifty.Length;
    }

    private static async Task<double> TimeAsync<T>(Func<int, Task<T>> operation)
    {
        var times = new List<double>();
        _ = await operation(-1);
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = await operation(round);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[Rounds / 2];
    }
}
