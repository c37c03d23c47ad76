using System.Collections;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What the rest of the command line says already.</summary>
/// <param name="Catalog">All providers.</param>
/// <param name="Provider">The provider typed, or null.</param>
/// <param name="Model">The model typed, or null.</param>
internal sealed record CompletionScope(IReadOnlyList<ProviderDescriptor> Catalog, string? Provider = null, string? Model = null)
{
    /// <summary>The providers that the values may be for: the one that is typed, else all.</summary>
    public IReadOnlyList<ProviderDescriptor> Providers => Narrow(Catalog, provider => provider.Name, Provider);

    /// <summary>The models that the values may be for: the one that is typed, else all of <see cref="Providers"/>.</summary>
    public IReadOnlyList<ModelDescriptor> Models => Narrow([.. Providers.SelectMany(provider => provider.Models)], model => model.Name, Model);

    public static CompletionScope Of(IReadOnlyList<ProviderDescriptor> catalog, IDictionary? boundParameters) =>
        new(catalog, Text(boundParameters, "Provider"), Text(boundParameters, "Model"));

    // Where the name is not known (half-typed, or newer than the catalogue) everything is offered rather than nothing.
    private static IReadOnlyList<T> Narrow<T>(IReadOnlyList<T> all, Func<T, string> name, string? typed)
    {
        T[] named = [.. all.Where(item => name(item).Equals(typed, StringComparison.OrdinalIgnoreCase))];
        return named.Length > 0 ? named : all;
    }

    private static string? Text(IDictionary? parameters, string name) => parameters?[name]?.ToString();
}
