using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Tests.Services;

namespace VideoGen.Tests.Documentation;

/// <summary>What each provider of the catalogue can do, as the table that README and help show.</summary>
internal static class ServiceTable
{
    public static IEnumerable<string> Lines =>
    [
        "| provider | makes clips of | images as | stop | delete | list | sound later | effects | balance | prices | key |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        .. ProviderCatalog.BuiltIn.All.Select(Line),
    ];

    private static string Line(ProviderEntry entry)
    {
        ProviderDescriptor provider = entry.Descriptor;
        using var bench = new ProviderBench(provider);
        string[] capabilities = [.. CatalogView.Capabilities(entry.Create(bench.Context))];
        string[] cells =
        [
            $"`{provider.Name}`",
            Sources(provider),
            Forms(provider.ImageForms),
            Mark("Stop"),
            Mark("Delete"),
            Mark("List"),
            Mark("AddAudio"),
            Mark("Effects"),
            Mark("Balance"),
            HasTable(provider) ? "yes" : provider.Endpoint is null ? "free" : "unknown",
            provider.Credential switch { CredentialNeed.None => "none", CredentialNeed.Optional => "if the server asks", _ => provider.TakesIdAndSecret ? "key, or id and secret" : "key" },
        ];
        return $"| {string.Join(" | ", cells)} |";

        string Mark(string capability) => capabilities.Contains(capability) ? "yes" : "";
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
