using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Client;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>The whole client against the emulated gateway. The key is a canary.</summary>
public abstract class PhaseoClientScene : IAsyncLifetime, IDisposable
{
    protected const string Canary = "phaseo_v1_sk_canary_5f1c9e7a";
    protected const string WebhookCanary = "whsec_canary_81d2";

    private readonly TemporaryHome _home = new();

    protected PhaseoEmulator Emulator { get; } = new();

    protected Dictionary<string, string> Environment { get; } = [];

    protected VideoClient Client { get; private set; } = null!;

    /// <summary>Full path of a folder of the test's own.</summary>
    protected string Folder => _home.Path;

    public async Task InitializeAsync()
    {
        Emulator.Settings.Pace = JobPace.OneReadEach;
        Emulator.Settings.Keys.Add(new PhaseoKey(Canary, Emulator.Settings.Account) { Management = true });
        await Emulator.StartAsync();
        Environment["VIDEOGEN_PHASEO_URI"] = new Uri(Emulator.BaseUri, "v1").AbsoluteUri;
        Environment["VIDEOGEN_PHASEO_KEY"] = Canary;
        Client = NewClient(TimeProvider.System);
    }

    public Task DisposeAsync() => Emulator.DisposeAsync().AsTask();

    public void Dispose()
    {
        Client.Dispose();
        _home.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static VideoRequest Lake { get; } = new() { Provider = "Phaseo", Model = "google/veo-3.1-lite", Prompt = "a lake", Duration = 5, Resolution = "720p", Audio = AudioMode.None };

    protected VideoClient NewClient(TimeProvider time) => new(new VideoClientOptions
    {
        Home = Path.Combine(_home.Path, "home"),
        Time = time,
        ReadEnvironment = name => Environment.GetValueOrDefault(name),
        Http = new HttpPipelineOptions { Retry = StubNetwork.Quick },
    });

    protected async Task<SubmitResult> SubmitAsync(VideoRequest request, SubmitOptions? options = null, VideoClient? client = null)
    {
        SubmissionRun run = await (client ?? Client).OpenSubmissionAsync(options ?? new SubmitOptions(), CancellationToken.None);
        var results = new ConcurrentQueue<SubmitResult>();
        await run.Submit(request, run.Validate(request).Request, defaulted: false, results.Enqueue)(CancellationToken.None).WaitAsync(ClientFixture.Patience);
        return Assert.Single(results);
    }

    protected async Task<VideoJob> FinishAsync(VideoRequest request)
    {
        VideoJob job = (await SubmitAsync(request)).Job!;
        while (!job.Status.IsSettled())
        {
            job = await ReadAsync(job);
        }

        return job;
    }

    protected async Task<VideoJob> ReadAsync(VideoJob job)
    {
        JobReading reading = await Client.ReadAsync(job, CancellationToken.None);
        Assert.Null(reading.Error);
        return reading.Job;
    }

    protected async Task<FileInfo[]> SaveAsync(VideoJob job)
    {
        SaveRun save = Client.OpenSave(new SaveOptions { Destination = "clips", BaseFolder = _home.Path });
        return [.. await save.SaveAsync(job, save.PlanPaths(job), null, CancellationToken.None)];
    }

    protected async Task<List<VideoJob>> ListAsync(JobListingQuery query)
    {
        var jobs = new List<VideoJob>();
        await foreach (VideoJob job in Client.ListAtServiceAsync("Phaseo", query, CancellationToken.None))
        {
            jobs.Add(job);
        }

        return jobs;
    }

    /// <summary>A job that our journal does not have.</summary>
    protected async Task<string> MakeAsync(PhaseoContract contract)
    {
        Emulator.Settings.Contract = contract;
        using var bench = new ProviderBench(Providers.Phaseo.PhaseoCatalog.Description, new Uri(Emulator.BaseUri, "v1"), Canary);
        return (await new Providers.Phaseo.PhaseoProvider(bench.Context).SubmitAsync(PhaseoTestRequests.Submission(PhaseoTestRequests.Boat), CancellationToken.None)).Id;
    }

    /// <summary>The secrets are in no file below the home, and the key reached our origin only.</summary>
    protected void AssertNoCanary()
    {
        Assert.All(Directory.EnumerateFiles(_home.Path, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is not ".mp4"), path =>
        {
            string text = File.ReadAllText(path);
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain(WebhookCanary, text, StringComparison.Ordinal);
        });
        Assert.All(Emulator.Ledger.Entries.Where(entry => entry.Header("Host") != $"127.0.0.1:{Emulator.BaseUri.Port}"), entry => Assert.Null(entry.Header("Authorization")));
    }
}
