using VideoGen.Providers;

namespace VideoGen.Credentials;

/// <summary>Looks a provider's credential up, in the order of precedence: environment, key file.</summary>
internal sealed class CredentialLookup(Func<string, string?> environment)
{
    /// <summary>The credential, or null where none is set.</summary>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>.</exception>
    public ServiceCredential? Find(ProviderDescriptor provider)
    {
        string? text = environment(ProviderVariables.Key(provider.Name));
        return string.IsNullOrWhiteSpace(text) ? null : ServiceCredential.Parse(text, provider.TakesIdAndSecret);
    }
}
