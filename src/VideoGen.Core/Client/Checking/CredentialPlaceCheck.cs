using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Where a request would take its key from, and whether that could ask somebody. No vault is opened, and no value shown.</summary>
internal sealed class CredentialPlaceCheck(CredentialLookup credentials, string account)
{
    private static readonly Finding Credential = new("Credential");

    /// <param name="isMeant">The user has chosen this provider, so that it has to work.</param>
    public VideoEnvironmentCheck Run(ProviderDescriptor provider, bool isMeant, bool unattended)
    {
        try
        {
            return credentials.LocateSet(provider) is { } place ? Found(provider.Name, place, unattended) : None(provider, isMeant);
        }
        catch (VideoGenException e)
        {
            return Credential.Failed(provider.Name, e);
        }
    }

    private VideoEnvironmentCheck Found(string provider, CredentialPlace place, bool unattended) => place.Source switch
    {
        CredentialSource.Environment => Credential.Passed(provider, $"In the variable {place.Detail}."),
        CredentialSource.KeyFile when IsOpenToAll(place.Detail) => Credential.Warning(provider, $"In the file {place.Detail}, which every account of this machine can read.", $"chmod o-rwx '{place.Detail}'"),
        CredentialSource.KeyFile => Credential.Passed(provider, $"In the file {place.Detail}."),
        CredentialSource.Store => Credential.Passed(provider, $"In the store of {account}, {place.Detail}."),
        _ when unattended => Credential.Failed(
            provider, $"The secret {place.Detail} of a vault, which may ask for its password.", $"Set {ProviderVariables.KeyFile(provider)} to a file with the key, or keep it in the store: Remove-VideoCredential {provider}, then Set-VideoCredential {provider} as {account}."),
        _ => Credential.Warning(provider, $"The secret {place.Detail} of a vault, which may ask for its password.", "Unlock the vault before; for runs that nobody watches use a key file or the store."),
    };

    private static VideoEnvironmentCheck None(ProviderDescriptor provider, bool isMeant) => (provider.Credential, isMeant) switch
    {
        (CredentialNeed.None, _) => Credential.Passed(provider.Name, "Needs no key."),
        (CredentialNeed.Optional, true) => Credential.Passed(provider.Name, "No key is set; the server has to do without."),
        (CredentialNeed.Required, true) => Credential.Failed(provider.Name, CredentialErrors.Missing(provider)),
        _ => Credential.Skipped(provider.Name, "No key is set; it is not used."),
    };

    private static bool IsOpenToAll(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.OtherRead) != 0;
}
