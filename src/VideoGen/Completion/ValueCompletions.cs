using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What completers offer for the values of a request.</summary>
internal static class ValueCompletions
{
    /// <summary>Longer ranges are offered by their ends and the lengths that services share.</summary>
    private const int WholeRange = 20;

    private static readonly int[] UsualSeconds = [4, 5, 6, 8, 10, 12, 15, 20, 30];

    public static IEnumerable<CompletionItem> Providers(CompletionWord word, CompletionScope scope) =>
        scope.Catalog.Where(provider => word.Matches(provider.Name)).Select(provider => new CompletionItem(provider.Name, provider.Description));

    /// <summary>Built-in providers that other servers can be of.</summary>
    public static IEnumerable<CompletionItem> Kinds(CompletionWord word, CompletionScope scope) =>
        scope.Catalog.Where(provider => provider is { Kind: null, Endpoint: not null } && word.Matches(provider.Name)).Select(provider => new CompletionItem(provider.Name, provider.Description));

    public static IEnumerable<CompletionItem> RegisteredProviders(CompletionWord word, CompletionScope scope) =>
        scope.Catalog.Where(provider => provider.Kind is not null && word.Matches(provider.Name)).Select(provider => new CompletionItem(provider.Name, provider.Description));

    public static IEnumerable<CompletionItem> Models(CompletionWord word, CompletionScope scope) =>
        scope.Providers
            .SelectMany(provider => provider.Models, (provider, model) => new CompletionItem(model.Name, $"{provider.Name}: {model.Description ?? model.Name}"))
            .Where(item => word.Matches(item.Text))
            .DistinctBy(item => item.Text, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<CompletionItem> Resolutions(CompletionWord word, CompletionScope scope) =>
        Words(word, scope, model => model.Resolutions);

    public static IEnumerable<CompletionItem> AspectRatios(CompletionWord word, CompletionScope scope) =>
        Words(word, scope, model => model.AspectRatios);

    /// <summary>Seconds in ascending order.</summary>
    public static IEnumerable<CompletionItem> Durations(CompletionWord word, CompletionScope scope) =>
        scope.Models
            .SelectMany(model => model.Durations is { } rule ? Seconds(rule) : [])
            .Distinct()
            .Order()
            .Select(seconds => new CompletionItem($"{seconds}", $"{seconds} s"))
            .Where(item => word.Matches(item.Text));

    public static IEnumerable<CompletionItem> AudioModes(CompletionWord word) => Choose(word,
        new CompletionItem("Default", "whatever the service does when nothing is said"),
        new CompletionItem("None", "a silent clip"),
        new CompletionItem("Generate", "sound made by the service"),
        new CompletionItem("Custom", "the sound at -AudioUri"));

    public static IEnumerable<CompletionItem> Statuses(CompletionWord word) => Choose(word,
        new CompletionItem("Pending", "written down, not sent"),
        new CompletionItem("Sending", "being sent"),
        new CompletionItem("Unknown", "the answer was lost: it may or may not have been made"),
        new CompletionItem("Queued", "the service has it and has not begun"),
        new CompletionItem("Running", "the service works on it"),
        new CompletionItem("Completed", "the clip is made"),
        new CompletionItem("Failed", "the service gave up"),
        new CompletionItem("Cancelled", "stopped"),
        new CompletionItem("Expired", "completed, never saved, and the link is dead"));

    private static IEnumerable<CompletionItem> Choose(CompletionWord word, params CompletionItem[] items) => items.Where(item => word.Matches(item.Text));

    private static IEnumerable<CompletionItem> Words(CompletionWord word, CompletionScope scope, Func<ModelDescriptor, IEnumerable<string>> values) =>
        scope.Models
            .SelectMany(model => values(model), (model, value) => (model, value))
            .Where(pair => word.Matches(pair.value))
            .GroupBy(pair => pair.value, pair => pair.model.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => new CompletionItem(group.Key, string.Join(", ", group.Distinct())));

    private static IEnumerable<int> Seconds(DurationRule rule) => rule switch
    {
        { IsRange: false } => rule.Values,
        _ when rule.Values[1] - rule.Values[0] < WholeRange => Enumerable.Range(rule.Values[0], rule.Values[1] - rule.Values[0] + 1),
        _ => UsualSeconds.Where(rule.Allows).Concat(rule.Values),
    };
}
