using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Client;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Credentials;

/// <summary>A client of services with keys, with a home, an environment and a network of its own.</summary>
internal sealed class CredentialBench : IDisposable
{
    public const string Secret = "sk-Canary/9+x=4f\"7&2";

    private readonly Func<ProviderContext, IVideoProvider> _create;

    public CredentialBench(Func<ProviderContext, IVideoProvider>? create = null, params Func<HttpRequestMessage, HttpResponseMessage>[] answers)
    {
        _create = create ?? (context => new KeyedProvider(context));
        Network = new StubNetwork(answers is [] ? [StubNetwork.Answer(200, """{"id":"job-1"}""")] : answers);
        Client = NewClient();
        Lookup = new CredentialLookup(Read, Store, new VaultSecrets());
    }

    public TemporaryHome Home { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    public StubNetwork Network { get; }

    public VideoClient Client { get; }

    public CredentialStore Store => new(Home.Path, protection: null);

    public CredentialLookup Lookup { get; }

    /// <summary>Another client of the same home, as another session would have it.</summary>
    public VideoClient NewClient() => new(new VideoClientOptions
    {
        Home = Home.Path,
        ReadEnvironment = Read,
        Http = new HttpPipelineOptions { Retry = StubNetwork.Quick, Network = Network },
        Catalog = new ProviderCatalog(
        [
            .. new[] { KeyedProvider.Description, KeyedProvider.Pair, KeyedProvider.Farm }.Select(descriptor => new ProviderEntry(descriptor, _create)),
            new ProviderEntry(KeyedProvider.Local, _ => new FakeProvider(KeyedProvider.Local)),
        ]),
    });

    public string WriteFile(string name, string content)
    {
        string path = Home.At(name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Submits one row to a provider with a client.</summary>
    public static async Task<SubmitResult> SubmitAsync(VideoClient client, string provider)
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { AllowDuplicate = true }, CancellationToken.None);
        var row = new VideoRequest { Provider = provider, Prompt = "a fox" };
        var results = new List<SubmitResult>();
        await run.Submit(row, run.Validate(row).Request, defaulted: false, results.Add)(CancellationToken.None).WaitAsync(ClientFixture.Patience);
        return Assert.Single(results);
    }

    public static ServiceCredential Key(string key) => new(null, new Secret(key));

    public void Dispose()
    {
        Client.Dispose();
        Home.Dispose();
    }

    private string? Read(string variable) => Environment.GetValueOrDefault(variable);
}
