using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// What to do about a refusal of the service, where the request names something the catalogue could not check: services say
/// little more than that a value is wrong.
/// </summary>
internal static class RefusalRemedy
{
    /// <summary>The refusal itself, where nothing better is known.</summary>
    public static VideoGenException Add(ProviderDescriptor provider, VideoRequest request, VideoGenException refusal)
    {
        bool isOfService = refusal.ServiceCode is not null || refusal.HttpStatus is not null;
        if (!isOfService || (refusal.Kind != VideoErrors.RequestRefused && refusal.Kind != VideoErrors.NotFoundAtService))
        {
            return refusal;
        }

        if (request.Effect is not null && refusal.Kind == VideoErrors.NotFoundAtService)
        {
            return refusal.WithRemedy($"Run Get-VideoEffect -Provider {provider.Name} to see the codes of the effects.");
        }

        if (request.Model is { } model && provider.Models.Count > 0 && !provider.Models.Any(known => known.Name.Equals(model, StringComparison.OrdinalIgnoreCase)))
        {
            string nearest = Choices.Nearest(model, provider.Models.Select(known => known.Name)) is { } name ? $"; the nearest it has is {name}" : "";
            return refusal.WithRemedy($"The catalogue has no model '{DisplayText.OneLine(model, 60)}'{nearest}. Run Get-VideoModel -Provider {provider.Name} to see the models.");
        }

        return refusal;
    }
}
