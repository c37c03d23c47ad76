using System.Collections.Concurrent;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Limits;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The providers of one client, each made when it is first used.</summary>
internal sealed class ProviderSet(VideoClientOptions options, HttpPipeline http, CredentialLookup credentials, RateGates gates)
{
    private readonly ConcurrentDictionary<string, Lazy<IVideoProvider>> _providers = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>.</exception>
    public IVideoProvider Get(string name)
    {
        ProviderEntry entry = options.Catalog.Find(name);
        return _providers.GetOrAdd(entry.Descriptor.Name, _ => new Lazy<IVideoProvider>(() => entry.Create(Context(entry.Descriptor)))).Value;
    }

    /// <summary>Makes sure that a request can be made at all, before it counts as one that may have been sent.</summary>
    /// <exception cref="VideoGenException"><c>CredentialMissing</c>, <c>InvalidEndpoint</c>, <c>InsecureEndpoint</c>.</exception>
    public void RequireReady(ProviderDescriptor descriptor)
    {
        if (descriptor.Endpoint is not null)
        {
            ServiceConnection connection = Connect(descriptor);
            _ = connection.Endpoint;
            _ = connection.Credential;
        }
    }

    private ProviderContext Context(ProviderDescriptor descriptor) => new()
    {
        Home = options.Home,
        Time = options.Time,
        Service = descriptor.Endpoint is null ? null : Connect(descriptor),
        SupervisorHost = options.SupervisorHost,
        FFmpegPath = options.ReadEnvironment("VIDEOGEN_FFMPEG"),
        SearchPath = [.. (options.ReadEnvironment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)],
    };

    private ServiceConnection Connect(ProviderDescriptor descriptor)
    {
        var address = new EndpointChoice(descriptor, options.ReadEnvironment);
        return new ServiceConnection(
            descriptor,
            http,
            options.Time,
            address.Find,
            () => credentials.Find(descriptor),
            setting => options.ReadEnvironment(ProviderVariables.Setting(descriptor.Name, setting)) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null)
        {
            Gates = gates,
        };
    }
}
