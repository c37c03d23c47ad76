using System.IO.Enumeration;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The catalogue as users see it.</summary>
internal sealed class CatalogView(ProviderCatalog catalog)
{
    /// <param name="pattern">A name, with the wildcards * and ?.</param>
    /// <param name="environment">Where <c>VIDEOGEN_&lt;PROVIDER&gt;_URI</c> may lead requests elsewhere.</param>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c> for a name without wildcards that is not there.</exception>
    public IReadOnlyList<VideoProvider> Providers(string pattern, Func<string, IVideoProvider> create, Func<string, string?> environment) =>
        [.. Find(pattern).Select(descriptor => ToProvider(descriptor, create(descriptor.Name), EndpointOf(descriptor, environment)))];

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

    /// <exception cref="VideoGenException"><c>UnknownProvider</c> for a name without wildcards that is not there.</exception>
    public ProviderDescriptor[] Find(string pattern) => HasWildcards(pattern)
        ? [.. catalog.All.Where(entry => Like(pattern, entry.Name)).Select(entry => entry.Descriptor)]
        : [catalog.Find(pattern).Descriptor];

    private static VideoProvider ToProvider(ProviderDescriptor descriptor, IVideoProvider provider, Uri? endpoint) => new()
    {
        Name = descriptor.Name,
        Kind = descriptor.Kind ?? descriptor.Name,
        IsRegistered = descriptor.Kind is not null,
        Description = descriptor.Description,
        Endpoint = endpoint,
        Capabilities = [.. Capabilities(provider)],
        Models = [.. descriptor.Models.Select(model => model.Name)],
        IsFree = descriptor.Credential == CredentialNeed.None,
    };

    /// <summary>Where requests really go. A variable that is no address is the error of the requests, not of a list.</summary>
    private static Uri? EndpointOf(ProviderDescriptor descriptor, Func<string, string?> environment)
    {
        try
        {
            return descriptor.Endpoint is null ? null : new EndpointChoice(descriptor, environment).Find();
        }
        catch (VideoGenException)
        {
            return descriptor.Endpoint;
        }
    }

    /// <summary>What a provider can do beyond submitting and reading, in the order in which users meet it.</summary>
    internal static IEnumerable<string> Capabilities(IVideoProvider provider)
    {
        (string Name, bool Has)[] capabilities =
        [
            ("Stop", provider is IJobCancellation),
            ("Delete", provider is IJobDeletion),
            ("List", provider is IJobListing),
            ("AddAudio", provider is IAudioAddition),
            ("Effects", provider is IEffectListing),
            ("ListModels", provider is IModelListing),
            ("Balance", provider is IBalance),
            ("Prices", provider.Descriptor.Quote is not null),
            ("Webhooks", provider is IWebhookReader),
            ("Resend", provider.Descriptor.IdempotencyLifetime is not null),
            ("BulkSubmit", provider is IBatchSubmission),
            ("BulkRead", provider.Descriptor.ReadBatchSize > 1),
            ("LongPoll", provider is ILongPoll),
        ];
        return capabilities.Where(capability => capability.Has).Select(capability => capability.Name);
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

    public static bool Like(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
