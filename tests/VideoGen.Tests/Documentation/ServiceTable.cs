using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Tests.Services;

namespace VideoGen.Tests.Documentation;

/// <summary>What each provider of the catalogue can do, as README and help tell it.</summary>
internal static class ServiceTable
{
    /// <summary>Columns a line of the help page may have.</summary>
    private const int HelpWidth = 76;

    /// <summary>As README shows it.</summary>
    public static IEnumerable<string> Markdown =>
    [
        "| provider | makes clips of | images as | can also | prices | key |",
        "|---|---|---|---|---|---|",
        .. ProviderCatalog.BuiltIn.All.Select(Describe).Select(service => $"| `{service.Name}` | {service.Sources} | {service.Forms} | {service.Abilities} | {service.Prices} | {service.Key} |"),
    ];

    /// <summary>As the help page shows it: a paragraph a provider, indented by four.</summary>
    public static IEnumerable<string> Text => ProviderCatalog.BuiltIn.All.Select(Describe).SelectMany(service => Wrap(service.Name.PadRight(12), string.Join("; ", new[]
    {
        $"clips of {service.Sources}",
        $"images as {service.Forms}",
        service.Abilities,
        $"prices {service.Prices}",
        service.Key switch { "none" => "no key", var key => $"key: {key}" },
    }.Where(part => part.Length > 0))));

    private static (string Name, string Sources, string Forms, string Abilities, string Prices, string Key) Describe(ProviderEntry entry)
    {
        ProviderDescriptor provider = entry.Descriptor;
        using var bench = new ProviderBench(provider);
        string[] abilities = [.. CatalogView.Capabilities(entry.Create(bench.Context)).Select(Word).OfType<string>()];
        return (
            provider.Name,
            Sources(provider),
            Forms(provider.ImageForms),
            string.Join(", ", abilities),
            HasTable(provider) ? "dated" : provider.Endpoint is null ? "free" : "unknown",
            provider.Credential switch { CredentialNeed.None => "none", CredentialNeed.Optional => "if the server asks", _ => provider.TakesIdAndSecret ? "needed; or id and secret" : "needed" });
    }

    private static string? Word(string capability) => capability switch
    {
        "Stop" => "stop",
        "Delete" => "delete",
        "List" => "list",
        "AddAudio" => "add sound",
        "Effects" => "effects",
        "ListModels" => "list models",
        "Balance" => "balance",
        "Webhooks" => "webhooks",
        "Resend" => "resend safely",
        _ => null,
    };

    private static IEnumerable<string> Wrap(string head, string text)
    {
        string line = $"    {head}";
        foreach (string word in text.Split(' '))
        {
            if (line.Length + 1 + word.Length > HelpWidth && !string.IsNullOrWhiteSpace(line))
            {
                yield return line.TrimEnd();
                line = new string(' ', 4 + head.Length);
            }

            line += line.EndsWith(' ') ? word : $" {word}";
        }

        yield return line;
    }

    private static string Sources(ProviderDescriptor provider)
    {
        ModelFeatures all = provider.Models.Concat(provider.AnyModel is { } any ? [any] : []).Aggregate(ModelFeatures.None, (features, model) => features | model.Features);
        (string Name, ModelFeatures Feature)[] sources =
        [
            ("text", ModelFeatures.TextOnly),
            ("an image", ModelFeatures.FirstFrame),
            ("two images", ModelFeatures.LastFrame),
            ("references", ModelFeatures.ReferenceImages),
        ];
        return string.Join(", ", sources.Where(source => all.HasFlag(source.Feature)).Select(source => source.Name));
    }

    private static string Forms(ImageForms forms) => string.Join(", ", new[]
    {
        forms.HasFlag(ImageForms.Bytes) ? "file" : null,
        forms.HasFlag(ImageForms.Url) ? "address" : null,
        forms.HasFlag(ImageForms.Id) ? "id" : null,
    }.OfType<string>());

    private static bool HasTable(ProviderDescriptor provider) => provider.Quote is { } quote && provider.Models.Any(model => quote(new VideoRequest
    {
        Provider = provider.Name,
        Model = model.Name,
        Prompt = "a lake",
        Duration = model.DefaultDuration ?? model.Durations?.Values[0] ?? 5,
        Resolution = model.DefaultResolution ?? (model.Resolutions.Count > 0 ? model.Resolutions[0] : "720p"),
    }).IsKnown);
}
