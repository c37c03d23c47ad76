using System.IO.Enumeration;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The catalogue as users see it.</summary>
internal sealed class CatalogView(ProviderCatalog catalog)
{
    /// <param name="pattern">A name, with the wildcards * and ?.</param>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c> for a name without wildcards that is not there.</exception>
    public IReadOnlyList<VideoProvider> Providers(string pattern, Func<string, IVideoProvider> create) =>
        [.. Find(pattern).Select(descriptor => ToProvider(descriptor, create(descriptor.Name)))];

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>UnknownModel</c> for names without wildcards that are not there.</exception>
    public IReadOnlyList<VideoModel> Models(string provider, string pattern)
    {
        ProviderDescriptor[] providers = Find(provider);
        VideoModel[] models = [.. providers.SelectMany(descriptor => descriptor.Models.Where(model => Like(pattern, model.Name)).Select(model => ToModel(descriptor, model)))];
        if (models.Length == 0 && !HasWildcards(pattern))
        {
            string[] names = [.. providers.SelectMany(descriptor => descriptor.Models).Select(model => model.Name)];
            string hint = Choices.Nearest(pattern, names) is { } nearest ? $"did you mean {nearest}?" : $"there are {Choices.Join(names)}.";
            throw new VideoGenException(VideoErrors.UnknownModel, $"There is no model '{DisplayText.OneLine(pattern, 60)}': {hint}");
        }

        return models;
    }

    private ProviderDescriptor[] Find(string pattern) => HasWildcards(pattern)
        ? [.. catalog.All.Select(entry => entry.Descriptor).Where(descriptor => Like(pattern, descriptor.Name))]
        : [catalog.Find(pattern).Descriptor];

    private static VideoProvider ToProvider(ProviderDescriptor descriptor, IVideoProvider provider) => new()
    {
        Name = descriptor.Name,
        Description = descriptor.Description,
        Endpoint = descriptor.Endpoint,
        Capabilities = [.. Capabilities(provider)],
        Models = [.. descriptor.Models.Select(model => model.Name)],
        IsFree = descriptor.Credential == CredentialNeed.None,
    };

    private static IEnumerable<string> Capabilities(IVideoProvider provider)
    {
        if (provider is IJobCancellation)
        {
            yield return "Stop";
        }

        if (provider is IJobDeletion)
        {
            yield return "Delete";
        }

        if (provider is IJobListing)
        {
            yield return "List";
        }

        if (provider.Descriptor.IdempotencyLifetime is not null)
        {
            yield return "Resend";
        }

        if (provider.Descriptor.ReadBatchSize > 1)
        {
            yield return "BulkRead";
        }
    }

    private static VideoModel ToModel(ProviderDescriptor descriptor, ModelDescriptor model) => new()
    {
        Name = model.Name,
        Provider = descriptor.Name,
        Description = model.Description,
        Durations = model.Durations?.ToString(),
        Resolutions = model.Resolutions,
        AspectRatios = model.AspectRatios,
        Features = [.. Enum.GetValues<ModelFeatures>().Where(feature => feature != ModelFeatures.None && model.Features.HasFlag(feature)).Select(feature => feature.ToString())],
    };

    private static bool HasWildcards(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    private static bool Like(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
