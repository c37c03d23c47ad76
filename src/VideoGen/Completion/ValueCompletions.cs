using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What completers offer of the catalogue, and of words that are always the same.</summary>
internal static class ValueCompletions
{
    public static IEnumerable<CompletionItem> Providers(CompletionWord word, CompletionScope scope) => Providers(word, scope, static _ => true);

    /// <summary>Built-in providers that other servers can be of.</summary>
    public static IEnumerable<CompletionItem> Kinds(CompletionWord word, CompletionScope scope) => Providers(word, scope, static provider => provider is { Kind: null, Endpoint: not null });

    public static IEnumerable<CompletionItem> RegisteredProviders(CompletionWord word, CompletionScope scope) => Providers(word, scope, static provider => provider.Kind is not null);

    public static IEnumerable<CompletionItem> CredentialProviders(CompletionWord word, CompletionScope scope) =>
        Providers(word, scope, static provider => provider.Credential != CredentialNeed.None);

    /// <summary>Of the providers whose name is, or matches, the one that is typed; of all where none is.</summary>
    public static IEnumerable<CompletionItem> Models(CompletionWord word, CompletionScope scope) =>
        scope.Catalog.Where(provider => scope.Provider is not { } pattern || CatalogView.Like(pattern, provider.Name))
            .SelectMany(provider => provider.Models, (provider, model) => new CompletionItem(model.Name, $"{provider.Name}: {model.Description ?? model.Name}"))
            .Where(item => word.Matches(item.Text))
            .DistinctBy(item => item.Text, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<CompletionItem> Providers(CompletionWord word, CompletionScope scope, Func<ProviderDescriptor, bool> suits) =>
        scope.Catalog.Where(provider => suits(provider) && word.Matches(provider.Name)).Select(provider => new CompletionItem(provider.Name, provider.Description));
}
