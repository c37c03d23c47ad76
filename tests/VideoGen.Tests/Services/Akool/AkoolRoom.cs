using VideoGen.Client;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;
using VideoGen.Providers.Akool;
using VideoGen.Tests.Client;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Akool;

/// <summary>A running emulator, the provider, and a whole client that is led there by the environment; all by the test's clock.</summary>
internal sealed class AkoolRoom : IAsyncDisposable
{
    private readonly ProviderBench _bench;

    private AkoolRoom(AkoolEmulator emulator, ManualTimeProvider time, string key)
    {
        (Emulator, Time) = (emulator, time);
        _bench = new ProviderBench(AkoolDescription.Descriptor, emulator.BaseUri, key, time: time);
        Provider = new AkoolProvider(_bench.Context);
        var environment = new Dictionary<string, string> { ["VIDEOGEN_AKOOL_URI"] = emulator.BaseUri.AbsoluteUri, ["VIDEOGEN_AKOOL_KEY"] = key };
        Client = new VideoClient(new VideoClientOptions
        {
            Home = Home.Path,
            Time = time,
            ReadEnvironment = name => environment.GetValueOrDefault(name),
            Http = new() { Retry = StubNetwork.Quick },
        });
    }

    public AkoolEmulator Emulator { get; }

    public ManualTimeProvider Time { get; }

    public TemporaryHome Home { get; } = new();

    public AkoolProvider Provider { get; }

    public VideoClient Client { get; }

    /// <param name="withToken">clientId and clientSecret instead of the key alone.</param>
    public static async Task<AkoolRoom> OpenAsync(AkoolSettings? settings = null, bool withToken = false)
    {
        var time = new ManualTimeProvider();
        var emulator = new AkoolEmulator(settings ?? new AkoolSettings { Pace = JobPace.AtOnce }, time);
        await emulator.StartAsync();
        return new AkoolRoom(emulator, time, withToken ? $"{emulator.Settings.ClientId}:{emulator.Settings.ApiKey}" : emulator.Settings.ApiKey);
    }

    /// <summary>One row of one command.</summary>
    public async Task<SubmitResult[]> SubmitAsync(VideoRequest request, string? batch = null)
    {
        SubmissionRun run = await Client.OpenSubmissionAsync(new SubmitOptions { Batch = batch }, CancellationToken.None);
        var results = new List<SubmitResult>();
        await run.Submit(request, run.Validate(request).Request, defaulted: false, result =>
        {
            lock (results)
            {
                results.Add(result);
            }
        })(CancellationToken.None).WaitAsync(ClientFixture.Patience);
        return [.. results];
    }

    public async Task<IReadOnlyList<FileInfo>> SaveAsync(VideoJob job)
    {
        SaveRun run = Client.OpenSave(new SaveOptions { Destination = "clips", BaseFolder = Home.Path });
        return await run.SaveAsync(job, run.PlanPaths(job), null, CancellationToken.None).WaitAsync(ClientFixture.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _bench.Dispose();
        await Emulator.DisposeAsync();
        Home.Dispose();
    }
}
