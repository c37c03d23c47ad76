using System.Collections;
using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>The command that is being typed: what the rest of its line says already.</summary>
/// <param name="command">Its name as it was typed; a module may stand before it.</param>
/// <param name="written">The values of its parameters, as far as the engine knows them.</param>
/// <param name="stop">When nobody waits any more.</param>
internal sealed class CompletionScope(HomeGlance home, string? command, IDictionary? written, CancellationToken stop)
{
    public HomeGlance Home { get; } = home;

    public string Command { get; } = (command ?? "")[((command ?? "").LastIndexOf('\\') + 1)..];

    public CancellationToken Stop { get; } = stop;

    public IDictionary Written { get; } = written ?? new Hashtable();

    public IReadOnlyList<ProviderDescriptor> Catalog { get; } = [.. home.Catalog.All.Select(entry => entry.Descriptor)];

    /// <summary>The provider typed, or null.</summary>
    public string? Provider => Text("Provider");

    public string? Text(string parameter) => Written[parameter]?.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>The providers a command that makes clips may be for: the one that is typed, else the default, else all.</summary>
    public IReadOnlyList<ProviderDescriptor> RequestProviders()
    {
        string? name = Provider ?? Home.DefaultProviderAsync(Text("Batch"), Stop).GetAwaiter().GetResult();
        return name is null ? Catalog : [.. Catalog.Where(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
    }

    public IReadOnlyList<GlancedJob> Jobs(string text) => Home.JobsAsync(text, Stop).GetAwaiter().GetResult();
}
