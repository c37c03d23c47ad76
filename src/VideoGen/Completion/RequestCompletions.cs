using System.Globalization;
using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>Values that go with the request that is being typed, each with the price of the request it makes.</summary>
internal static class RequestCompletions
{
    /// <summary>A menu of more is not read.</summary>
    private const int Limit = 200;

    public static IEnumerable<CompletionItem> Values(CompletionWord word, CompletionScope scope, ChoiceDimension dimension) =>
        Distinct(Choices(scope, dimension.Name).SelectMany(choices => choices.Of(dimension, word.Matches)))
            .Select(choice => new CompletionItem(choice.Value, ChoiceText.Of(choice)));

    /// <summary>In ascending order.</summary>
    public static IEnumerable<CompletionItem> Durations(CompletionWord word, CompletionScope scope) =>
        Values(word, scope, ChoiceDimension.Duration).OrderBy(item => int.Parse(item.Text, CultureInfo.InvariantCulture));

    public static IEnumerable<CompletionItem> Models(CompletionWord word, CompletionScope scope) =>
        Distinct(Choices(scope, "Model").SelectMany(choices => choices.OfModels(word.Matches))).Select(choice =>
            new CompletionItem(choice.Value, ChoiceText.Of(choice, Find(scope, choice)?.Models.FirstOrDefault(model => model.Name == choice.Value)?.Description)));

    /// <summary>Those that take what is typed before those that start from an image, each by name.</summary>
    public static IEnumerable<CompletionItem> Providers(CompletionWord word, CompletionScope scope) =>
        scope.Catalog.Where(provider => word.Matches(provider.Name))
            .Select(provider => Choices(scope, "Provider", provider)?.OfProvider()).OfType<RequestChoice>()
            .OrderBy(choice => choice.IsEnough ? 0 : 1).ThenBy(choice => choice.Value, StringComparer.OrdinalIgnoreCase)
            .Select(choice => new CompletionItem(choice.Value, ChoiceText.Of(choice, Find(scope, choice)?.Description)));

    /// <summary>Effects that a service has told of before; nobody is asked now.</summary>
    public static IEnumerable<CompletionItem> Effects(CompletionWord word, CompletionScope scope)
    {
        var names = new Dictionary<string, string>();
        var dimension = ChoiceDimension.Effect(provider =>
        {
            if (scope.Home.EffectsOf(provider.Name) is not { } known)
            {
                return [];
            }

            foreach (KnownEffect effect in known.Effects.Where(effect => IsPlain(effect.Code)))
            {
                names[effect.Code] = $"{DisplayText.OneLine(effect.Name, 60)}, as {provider.Name} said on {known.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
            }

            return [.. known.Effects.Select(effect => effect.Code).Where(IsPlain)];
        });
        return Distinct(Choices(scope, "Effect").SelectMany(choices => choices.Of(dimension, word.Matches)))
            .Select(choice => new CompletionItem(choice.Value, ChoiceText.Of(choice, names.GetValueOrDefault(choice.Value))));
    }

    /// <param name="parameter">The one that is completed.</param>
    private static IEnumerable<RequestChoices> Choices(CompletionScope scope, string parameter) =>
        scope.RequestProviders().Select(provider => Choices(scope, parameter, provider)).OfType<RequestChoices>();

    /// <summary>Null where what is typed does not go together with the provider.</summary>
    private static RequestChoices? Choices(CompletionScope scope, string parameter, ProviderDescriptor provider)
    {
        try
        {
            return new RequestChoices(provider, WrittenRequest.Of(scope, parameter, provider));
        }
        catch (VideoGenException)
        {
            return null;
        }
    }

    private static IEnumerable<RequestChoice> Distinct(IEnumerable<RequestChoice> choices) =>
        choices.DistinctBy(choice => choice.Value, StringComparer.OrdinalIgnoreCase).Take(Limit);

    private static ProviderDescriptor? Find(CompletionScope scope, RequestChoice choice) => scope.Catalog.FirstOrDefault(provider => provider.Name == choice.Provider);

    private static bool IsPlain(string text) => DisplayText.OneLine(text) == text;
}
