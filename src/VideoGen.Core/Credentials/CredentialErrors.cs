using VideoGen.Providers;

namespace VideoGen.Credentials;

/// <summary>What is said when no credential can be had.</summary>
internal static class CredentialErrors
{
    public static VideoGenException Missing(ProviderDescriptor provider)
    {
        string variable = ProviderVariables.Key(provider.Name);
        return new VideoGenException(VideoErrors.CredentialMissing, $"No credential is set for {provider.Name}.")
        {
            Remedy = $"Run Set-VideoCredential {provider.Name}, or set {variable}, or {ProviderVariables.KeyFile(provider.Name)} to a file with the key.",
        };
    }
}
