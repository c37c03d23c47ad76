using VideoGen.Client;
using VideoGen.Emulators;
using VideoGen.Emulators.Hosting;
using VideoGen.Journal;

namespace VideoGen.Tests.Client.Requests;

/// <summary>
/// One wait for many jobs of several emulated services that go on and on, all on one clock that moves when nothing is left to happen:
/// so the requests of minutes are counted without waiting for them.
/// </summary>
internal sealed class CountedWait : IAsyncDisposable
{
    /// <summary>The clock goes on by so much.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the clock waits for reads that a service holds: nobody knows of those that none is about to begin.</summary>
    private const int StepsToHeld = 20;

    /// <summary>So much later than it was sent, at most, a read that is held is counted: a span of so much less has no more of them than one by the service's clock.</summary>
    public static readonly TimeSpan LatestCount = StepsToHeld * Step;

    private readonly ManualTimeProvider _time = new();
    private readonly Dictionary<string, Emulator> _services = [];
    private readonly Dictionary<string, List<CountedRead>> _reads = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _ids = [];
    private readonly CancellationTokenSource _stop = new();
    private VideoClient? _client;
    private WaitRun _run = null!;
    private Task _wait = Task.CompletedTask;
    private int _held;

    /// <summary>The requests that asked a service about jobs, in order.</summary>
    public IReadOnlyList<CountedRead> ReadsOf(string service) => _reads[service];

    /// <summary>The jobs of a service, the oldest first.</summary>
    public IReadOnlyList<string> JobsOf(string service) => _ids[service];

    public DateTimeOffset Began { get; private set; }

    /// <param name="home">An empty folder.</param>
    /// <param name="jobs">Of each service.</param>
    public static async Task<CountedWait> StartAsync(string home, int jobs, params string[] services)
    {
        var wait = new CountedWait();
        Dictionary<string, string> environment = [];
        var folders = new JournalFolders(home);
        var journal = new JobJournal(folders);
        foreach (string service in services)
        {
            var account = new EmulatedAccount { Time = wait._time, IsLarge = true, TakesAll = true, Pace = new JobPace { Queued = TimeSpan.FromDays(2) } };
            Emulator emulator = wait._services[service] = EmulatedServices.All[service](account);
            await emulator.StartAsync();
            foreach ((string name, string value) in emulator.Environment)
            {
                environment[name] = value;
            }

            wait._reads[service] = [];
            wait._ids[service] = await EmulatedJobs.MakeAsync(service, emulator, jobs, CancellationToken.None);
            _ = emulator.Ledger.Drain();
        }

        wait._client = new VideoClient(new VideoClientOptions { Home = home, Time = wait._time, ReadEnvironment = environment.GetValueOrDefault });
        wait._run = wait._client.OpenWait(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan, StallTimeout = Timeout.InfiniteTimeSpan }, new Random(1));
        wait._held = services.Contains("Dafty") ? jobs : 0;
        wait.Began = wait._time.GetUtcNow();
        foreach (string service in services)
        {
            for (int i = 0; i < jobs; i++)
            {
                wait._run.Add(await PutAsync(journal, service, wait._ids[service][i], wait.Began - TimeSpan.FromSeconds(jobs - i)));
            }
        }

        wait._run.Complete();
        wait._wait = wait._run.RunAsync(
            reading => throw new InvalidOperationException($"{reading.Job.Provider} {reading.Job.Id} has ended: {reading.Error?.Message}"), null, wait._stop.Token);
        return wait;
    }

    /// <summary>Lets so much time pass.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        for (int step = 0; step < span / Step; step++)
        {
            await SettleAsync(step % StepsToHeld == 0);
            Count();
            _time.Advance(Step);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        _client?.Dispose();
        foreach (Emulator service in _services.Values)
        {
            await service.DisposeAsync();
        }

        _stop.Dispose();
    }

    private static async Task<VideoJob> PutAsync(JobJournal journal, string service, string id, DateTimeOffset at)
    {
        var job = new VideoJob { Key = JobKey.New(), Id = id, Provider = service, Status = VideoStatus.Queued, CreatedAt = at, SubmittedAt = at };
        _ = await journal.TryCreateAsync(new JournalEntry { Job = job, Request = new VideoRequest { Prompt = "p" }, Fingerprint = "f" });
        return job;
    }

    private async Task SettleAsync(bool alsoHeld)
    {
        while (!_run.IsIdle(_held))
        {
            if (_wait.IsCompleted)
            {
                await _wait;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        // A read that a service holds looks like one that is on its way. One that comes later than this counts for a later moment,
        // and of those there are only fewer then.
        for (int calm = 0, before = -1; alsoHeld && _held > 0 && calm < 10; calm++)
        {
            int now = _services["Dafty"].Ledger.Entries.Count;
            (calm, before) = now == before ? (calm, before) : (0, now);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    private void Count()
    {
        foreach ((string service, Emulator emulator) in _services)
        {
            _reads[service].AddRange(emulator.Ledger.Drain().Select(entry => CountedRead.Of(_time.GetUtcNow(), entry)));
        }
    }
}
