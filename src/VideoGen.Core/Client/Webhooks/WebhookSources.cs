using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Finds the services whose reports can be verified, and what they sign with: the secret that the user chose (the command's, else
/// <c>VIDEOGEN_&lt;PROVIDER&gt;_WEBHOOK_SECRET</c>, else the file of <c>…_WEBHOOK_SECRET_FILE</c>), or the account's credential.
/// </summary>
internal sealed class WebhookSources(ClientServices services)
{
    /// <summary>The services that report, by name.</summary>
    public IReadOnlyList<string> All =>
        [.. services.Options.Catalog.All.Select(entry => entry.Name).Where(name => services.Providers.TryGet(name, out _) is IWebhookReader)];

    /// <summary>The services to listen for, and why others are left out.</summary>
    /// <param name="chosen">Names; empty for all that can be verified.</param>
    /// <param name="secret">The command's.</param>
    /// <exception cref="VideoGenException">
    /// One of those chosen cannot be verified: <c>NotOffered</c>, <c>WebhookSecretMissing</c>, <c>CredentialMissing</c>; without a choice, all.
    /// </exception>
    public (IReadOnlyList<WebhookSource> Sources, IReadOnlyList<string> LeftOut) Find(IReadOnlyList<string> chosen, Secret? secret)
    {
        if (chosen.Count > 0)
        {
            return ([.. chosen.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Find(name, secret))], []);
        }

        var sources = new List<WebhookSource>();
        var reasons = new List<VideoGenException>();
        foreach (string name in All)
        {
            try
            {
                sources.Add(Find(name, secret));
            }
            catch (VideoGenException e)
            {
                reasons.Add(e);
            }
        }

        return sources.Count > 0
            ? (sources, [.. reasons.Select(reason => reason.Message)])
            : throw new VideoGenException(VideoErrors.WebhookSecretMissing, $"No report could be verified. {string.Join(' ', reasons.Select(reason => reason.Message))}");
    }

    private WebhookSource Find(string name, Secret? secret)
    {
        IVideoProvider provider = services.Providers.Get(name);
        ProviderDescriptor descriptor = provider.Descriptor;
        if (provider is not IWebhookReader reader)
        {
            throw new VideoGenException(VideoErrors.NotOffered, $"{descriptor.Name} reports to no webhook{(All is { Count: > 0 } others ? $"; {Choices.Join(others)} would" : "")}.");
        }

        return new WebhookSource(provider, reader, descriptor.TakesWebhookSecret ? new ServiceCredential(null, secret ?? InEnvironment(descriptor)) : OfAccount(descriptor));
    }

    private Secret InEnvironment(ProviderDescriptor descriptor)
    {
        string variable = ProviderVariables.WebhookSecret(descriptor.Name);
        string fileVariable = ProviderVariables.WebhookSecretFile(descriptor.Name);
        if (services.Options.ReadEnvironment(variable) is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return new Secret(text);
        }

        return services.Options.ReadEnvironment(fileVariable) is { } path && !string.IsNullOrWhiteSpace(path)
            ? new Secret(KeyFile.Read(path.Trim(), fileVariable))
            : throw new VideoGenException(VideoErrors.WebhookSecretMissing, $"The secret that {descriptor.Name} signs its reports with is not known: {variable} is not set.")
            {
                Remedy = $"Give what New-VideoJob was given as -WebhookSecret, or set {variable}, or {fileVariable} to a file with it.",
            };
    }

    private ServiceCredential OfAccount(ProviderDescriptor descriptor)
    {
        ServiceCredential credential = services.Credentials.Find(descriptor) ?? throw CredentialErrors.Missing(descriptor);
        return descriptor.TakesIdAndSecret && credential.Id is null
            ? throw new VideoGenException(VideoErrors.CredentialMissing, $"{descriptor.Name} signs its reports with the account's id and secret, and its credential is a key alone.")
            {
                Remedy = $"Run Set-VideoCredential {descriptor.Name} -Credential (Get-Credential) with the id as the user name, or set {ProviderVariables.Key(descriptor.Name)} to id:secret.",
            }
            : credential;
    }
}
