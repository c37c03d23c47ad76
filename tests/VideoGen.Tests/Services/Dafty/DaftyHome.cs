using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;
using VideoGen.Journal;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Services.Dafty;

/// <summary>A client with a home of its own, whose Dafty is the emulator.</summary>
internal sealed class DaftyHome : IAsyncDisposable
{
    public const string Canary = "canary-0123456789abcdef";

    private DaftyHome(DaftySettings settings, TimeProvider time)
    {
        Time = time;
        Service = new DaftyEmulator(settings with { Keys = [Canary] }, time);
    }

    public TimeProvider Time { get; }

    public DaftyEmulator Service { get; }

    public TemporaryHome Home { get; } = new();

    public VideoClient Client { get; private set; } = null!;

    public JobJournal Journal => new(new JournalFolders(Home.Path));

    /// <summary>The creates that have reached the service.</summary>
    public IEnumerable<LedgerEntry> Creates =>
        Service.Ledger.Entries.Where(entry => entry.Method == "POST" && entry.Target.StartsWith("/api/v1/videos/", StringComparison.Ordinal));

    public static async Task<DaftyHome> StartAsync(DaftySettings? settings = null, TimeProvider? time = null)
    {
        var home = new DaftyHome(settings ?? new DaftySettings { Pace = JobPace.OneReadEach }, time ?? TimeProvider.System);
        await home.Service.StartAsync();
        home.Client = home.NewClient();
        return home;
    }

    /// <summary>Another session on the same home.</summary>
    public VideoClient NewClient()
    {
        var environment = Service.Environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        return new VideoClient(new VideoClientOptions { Home = Home.Path, Time = Time, ReadEnvironment = environment.GetValueOrDefault });
    }

    public static VideoRequest Row(string prompt = "Slow push-in") =>
        new() { Provider = "Dafty", Prompt = prompt, Image = new ImageReference(ImageKind.Url, "https://example.com/a.png") };

    /// <summary>Runs one command to its end; results in the order in which they were told.</summary>
    public async Task<SubmitResult[]> SubmitAsync(IEnumerable<VideoRequest> rows, SubmitOptions? options = null, VideoClient? client = null, CancellationToken cancellationToken = default)
    {
        SubmissionRun run = await (client ?? Client).OpenSubmissionAsync(options ?? new SubmitOptions { AllowDuplicate = true, ThrottleLimit = 100 }, CancellationToken.None);
        var results = new ConcurrentQueue<SubmitResult>();
        await Task.WhenAll(rows.ToArray().Select(row =>
        {
            Func<CancellationToken, Task> work = run.Submit(row, run.Validate(row).Request, defaulted: false, results.Enqueue);
            return Task.Run(() => work(cancellationToken), CancellationToken.None);
        })).WaitAsync(ClientFixture.Patience, CancellationToken.None);
        return [.. results];
    }

    public async Task<VideoJob> SubmitOneAsync(VideoRequest row, SubmitOptions? options = null)
    {
        SubmitResult result = Assert.Single(await SubmitAsync([row], options));
        Assert.Null(result.Error);
        return result.Job!;
    }

    public async Task<JobReading> WaitAsync(VideoJob job)
    {
        WaitRun run = Client.OpenWait(new WaitOptions(), new Random(1));
        run.Add(job);
        run.Complete();
        var told = new ConcurrentQueue<JobReading>();
        await run.RunAsync(told.Enqueue, null, CancellationToken.None).WaitAsync(ClientFixture.Patience);
        return Assert.Single(told);
    }

    public async Task<IReadOnlyList<VideoJob>> JobsAsync() => [.. (await Journal.ListAsync(CancellationToken.None)).Entries.Select(entry => entry.Job)];

    /// <summary>Ends when so many jobs are queued: their answers are in, so that the clock may move.</summary>
    public async Task QueuedAsync(int count)
    {
        using var patience = new CancellationTokenSource(ClientFixture.Patience);
        while ((await JobsAsync()).Count(job => job.Status == VideoStatus.Queued) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Service.DisposeAsync();
        Home.Dispose();
    }
}
