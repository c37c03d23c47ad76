using VideoGen.Client;
using VideoGen.Emulators;
using VideoGen.Emulators.Hosting;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Contract;

/// <summary>A provider of the catalogue beside its emulator, and a client that is led there as users lead it: by the environment.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly Dictionary<string, string> _environment = [];

    private ServiceUnderTest(string name, Emulator emulator)
    {
        Emulator = emulator;
        Provider = ProviderCatalog.BuiltIn.Find(name).Descriptor;
        foreach ((string variable, string value) in emulator.Environment)
        {
            _environment[variable] = value;
        }
    }

    public Emulator Emulator { get; }

    public ProviderDescriptor Provider { get; }

    public string Home => _home.Path;

    /// <summary>The key as the environment has it; null where the service takes none.</summary>
    public string? Key
    {
        get => _environment.GetValueOrDefault(ProviderVariables.Key(Provider.Name));
        set => _environment[ProviderVariables.Key(Provider.Name)] = value ?? "";
    }

    public string Address
    {
        get => _environment[ProviderVariables.Uri(Provider.Name)];
        set => _environment[ProviderVariables.Uri(Provider.Name)] = value;
    }

    /// <param name="pace">How long jobs take; by default they have ended when they are first asked for.</param>
    public static async Task<ServiceUnderTest> StartAsync(string name, JobPace? pace = null)
    {
        Assert.True(EmulatedServices.All.ContainsKey(name), $"{name} has no emulator: add it to {nameof(EmulatedServices)}.");
        Emulator emulator = EmulatedServices.All[name](new EmulatedAccount { Pace = pace ?? JobPace.AtOnce });
        await emulator.StartAsync();
        return new ServiceUnderTest(name, emulator);
    }

    public VideoClient NewClient() => new(new VideoClientOptions
    {
        Home = Home,
        ReadEnvironment = name => _environment.GetValueOrDefault(name),
        Http = new HttpPipelineOptions { Retry = StubNetwork.Quick },
    });

    /// <summary>The least that the provider takes.</summary>
    public VideoRequest Row(string prompt) => new()
    {
        Provider = Provider.Name,
        Prompt = prompt,
        Image = Provider.Models[0].Features.HasFlag(ModelFeatures.TextOnly) ? null : new ImageReference(ImageKind.Url, "https://images.example/lake.png"),
    };

    public static async Task<SubmitResult> SubmitAsync(VideoClient client, VideoRequest row, string batch = "contract")
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = batch }, CancellationToken.None);
        SubmitResult? told = null;
        await run.SubmitAsync(run.Take(row, run.Validate(row).Request, defaulted: false), result => told = result, CancellationToken.None);
        return told!;
    }

    public static async Task<JobReading> WaitAsync(VideoClient client, VideoJob job)
    {
        WaitRun wait = client.OpenWait(new WaitOptions { Timeout = TimeSpan.FromMinutes(1) }, new Random(1));
        wait.Add(job);
        wait.Complete();
        JobReading? told = null;
        await wait.RunAsync(reading => told = reading, null, CancellationToken.None);
        return told!;
    }

    public async Task<IReadOnlyList<FileInfo>> SaveAsync(VideoClient client, VideoJob job)
    {
        SaveRun save = client.OpenSave(new SaveOptions { Destination = Path.Combine(Home, "clips"), BaseFolder = Home });
        return await save.SaveAsync(job, save.PlanPaths(job), null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _home.Dispose();
    }
}
