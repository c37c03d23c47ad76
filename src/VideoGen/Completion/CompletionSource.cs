using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>Where completers find jobs and providers. They are made by the engine, without arguments, so the module sets this when it loads.</summary>
internal static class CompletionSource
{
    /// <summary>
    /// The journal's newest jobs, and all that the text may be the beginning of an id of; in any order, read without a network.
    /// What it throws is not shown.
    /// </summary>
    public static Func<string, IEnumerable<VideoJob>> Jobs { get; set; } = static _ => [];

    /// <summary>The catalogue, registered providers included. Where it throws, the built-in providers are offered.</summary>
    public static Func<ProviderCatalog> Catalog { get; set; } = static () => ProviderCatalog.BuiltIn;
}
