using System.Collections.Concurrent;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Limits;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The providers of one client, each made when it is first used.</summary>
internal sealed class ProviderSet(VideoClientOptions options, HttpPipeline http, CredentialLookup credentials, RateGates gates)
{
    private readonly ConcurrentDictionary<string, (ProviderEntry Entry, Lazy<IVideoProvider> Provider)> _providers = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>.</exception>
    public IVideoProvider Get(string name)
    {
        ProviderEntry entry = options.Catalog.Find(name);
        return _providers.TryGetValue(entry.Name, out (ProviderEntry Entry, Lazy<IVideoProvider> Provider) known) && ReferenceEquals(known.Entry, entry) ? known.Provider.Value : Replace(entry);
    }

    private IVideoProvider Replace(ProviderEntry entry) =>
        _providers.AddOrUpdate(
            entry.Name,
            _ => Make(entry),

            // It may have been registered anew since.
            (_, made) => ReferenceEquals(made.Entry, entry) ? made : Make(entry)).Provider.Value;

    /// <summary>The provider, or null with the reason: its registration may be gone or damaged.</summary>
    public IVideoProvider? TryGet(string name, out VideoGenException? reason)
    {
        try
        {
            reason = null;
            return Get(name);
        }
        catch (VideoGenException e)
        {
            reason = e;
            return null;
        }
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

    /// <summary>Where a service is.</summary>
    /// <exception cref="VideoGenException"><c>InvalidEndpoint</c>, <c>InsecureEndpoint</c>.</exception>
    public Uri EndpointOf(ProviderDescriptor descriptor) => Connect(descriptor).Endpoint;

    private (ProviderEntry Entry, Lazy<IVideoProvider> Provider) Make(ProviderEntry entry) =>
        (entry, new Lazy<IVideoProvider>(() => entry.Create(Context(entry.Descriptor))));

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
            setting => options.ReadEnvironment(ProviderVariables.Setting(descriptor.Name, setting)) is { } value && !string.IsNullOrWhiteSpace(value)
                ? value.Trim()
                : descriptor.SettingValues.GetValueOrDefault(setting))
        {
            Gates = gates,
        };
    }
}
