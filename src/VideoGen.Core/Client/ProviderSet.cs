using System.Collections.Concurrent;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The providers of one client, each made when it is first used.</summary>
internal sealed class ProviderSet(VideoClientOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<IVideoProvider>> _providers = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>.</exception>
    public IVideoProvider Get(string name)
    {
        ProviderEntry entry = options.Catalog.Find(name);
        return _providers.GetOrAdd(entry.Descriptor.Name, _ => new Lazy<IVideoProvider>(() => entry.Create(Context()))).Value;
    }

    private ProviderContext Context() => new()
    {
        Home = options.Home,
        Time = options.Time,
        SupervisorHost = options.SupervisorHost,
        FFmpegPath = options.ReadEnvironment("VIDEOGEN_FFMPEG"),
        SearchPath = [.. (options.ReadEnvironment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)],
    };
}
