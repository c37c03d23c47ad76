using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>What a service says of itself when it is asked: the account, effects, models.</summary>
internal sealed class ServiceOffers(ClientServices services)
{
    /// <exception cref="VideoGenException"><c>NotOffered</c>, or what the service said.</exception>
    public Task<VideoBalance> ReadBalanceAsync(string provider, CancellationToken cancellationToken) =>
        Require<IBalance>(provider, "does not tell what is left of an account").ReadBalanceAsync(cancellationToken);

    /// <exception cref="VideoGenException"><c>NotOffered</c>, or what the service said.</exception>
    public async Task<IReadOnlyList<VideoEffect>> ListEffectsAsync(string provider, CancellationToken cancellationToken)
    {
        IReadOnlyList<VideoEffect> effects = await Require<IEffectListing>(provider, "has no effects").ListEffectsAsync(cancellationToken).ConfigureAwait(false);
        var known = new KnownEffects(services.Time.GetUtcNow(), [.. effects.Select(effect => new KnownEffect(effect.Code, effect.Name))]);
        await new EffectFiles(services.Options.Home).KeepAsync(services.Providers.Get(provider).Descriptor.Name, known, cancellationToken).ConfigureAwait(false);
        return effects;
    }

    /// <exception cref="VideoGenException"><c>NotOffered</c>, or what the service said.</exception>
    public Task<IReadOnlyList<VideoModel>> ListModelsAsync(string provider, CancellationToken cancellationToken) =>
        Require<IModelListing>(provider, "does not list its models").ListModelsAsync(cancellationToken);

    /// <summary>The providers that can do something.</summary>
    public IReadOnlyList<string> With<T>()
        where T : class =>
        [.. services.Options.Catalog.All.Select(entry => entry.Name).Where(name => services.Providers.Get(name) is T)];

    private T Require<T>(string provider, string lack)
        where T : class
    {
        IVideoProvider service = services.Providers.Get(provider);
        return service as T ?? throw new VideoGenException(VideoErrors.NotOffered, With<T>() is { Count: > 0 } others
            ? $"{service.Descriptor.Name} {lack}; {Choices.Join(others)} would answer."
            : $"{service.Descriptor.Name} {lack}.");
    }
}
