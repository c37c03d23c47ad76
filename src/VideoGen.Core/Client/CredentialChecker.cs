using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Asks a service whether it takes the credential, by the cheapest harmless request it has.</summary>
internal sealed class CredentialChecker(ClientServices services)
{
    /// <exception cref="VideoGenException">What is wrong other than the credential: there is no connection, its store cannot be read.</exception>
    public async Task<VideoCredentialCheck> CheckAsync(string name, CancellationToken cancellationToken)
    {
        IVideoProvider provider = services.Providers.Get(name);
        ProviderDescriptor descriptor = provider.Descriptor;
        var check = new VideoCredentialCheck { Provider = descriptor.Name };
        try
        {
            if (descriptor.Endpoint is null)
            {
                return Unanswerable(check, $"{descriptor.Name} takes no credential.");
            }

            check = check with { Source = services.Credentials.Locate(descriptor)?.Source ?? CredentialSource.None };
            services.Providers.RequireReady(descriptor);
            return await AskAsync(provider, cancellationToken).ConfigureAwait(false) is { } answer
                ? check with { IsValid = true, Message = answer }
                : Unanswerable(check, $"{descriptor.Name} has no request that checks a credential; only a submission shows whether it takes it.");
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.Unauthorized || e.Kind == VideoErrors.Forbidden || e.Kind == VideoErrors.CredentialMissing)
        {
            return check with { IsValid = false, Message = DisplayText.OneLine(e.Message), ErrorId = e.ErrorId };
        }
    }

    /// <summary>What the service said, or null where it has nothing to ask.</summary>
    private static async Task<string?> AskAsync(IVideoProvider provider, CancellationToken cancellationToken)
    {
        switch (provider)
        {
            case ICredentialCheck check:
                return Words(await check.CheckCredentialAsync(cancellationToken).ConfigureAwait(false));

            case IBalance balance:
                return Words(Account(await balance.ReadBalanceAsync(cancellationToken).ConfigureAwait(false)));

            case IJobListing listing:
                await foreach (JobSnapshot _ in listing.ListAsync(new JobListingQuery { Newest = 1 }, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }

                return Words(null);

            // Last: a service may show these to anybody.
            case IEffectListing effects:
                _ = await effects.ListEffectsAsync(cancellationToken).ConfigureAwait(false);
                return Words(null);

            case IModelListing models:
                _ = await models.ListModelsAsync(cancellationToken).ConfigureAwait(false);
                return Words(null);

            default:
                return null;
        }
    }

    private static string Words(string? account) => DisplayText.OneLine(account, 200) is { Length: > 0 } words ? words : "The service answered.";

    private static string Account(VideoBalance balance) => string.Join(", ", new[]
    {
        balance.Account,
        balance.Plan,
        balance.Amount is { } amount ? FormattableString.Invariant($"{amount} {balance.Unit}").Trim() : null,
    }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static VideoCredentialCheck Unanswerable(VideoCredentialCheck check, string message) =>
        check with { IsValid = null, Message = message, ErrorId = VideoErrors.NotOffered.Id };
}
