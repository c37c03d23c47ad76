using VideoGen.Providers;

namespace VideoGen.Credentials;

/// <summary>What is said when no credential can be had.</summary>
internal static class CredentialErrors
{
    public static VideoGenException Missing(ProviderDescriptor provider)
    {
        string variable = ProviderVariables.Key(provider.Name);
        string given = provider.TakesIdAndSecret ? "-Credential (Get-Credential) or -Token (Read-Host -AsSecureString)" : "-Token (Read-Host -AsSecureString)";
        string form = provider.TakesIdAndSecret ? " (id:secret, or the key alone)" : "";
        return new VideoGenException(VideoErrors.CredentialMissing, $"No credential is set for {provider.Name}.")
        {
            Provider = provider.Name,
            Remedy = $"Run Set-VideoCredential {provider.Name}, which asks for the key and keeps it, or give the command {given}, or set {variable}{form}, or {ProviderVariables.KeyFile(provider.Name)} to a file with the key.",
        };
    }

    /// <summary>A variable, or the file it names, has no usable key.</summary>
    /// <param name="fault">What is wrong, to stand after "the key in …".</param>
    public static VideoGenException BadVariable(string variable, string fault) =>
        new(VideoErrors.CredentialUnreadable, $"The key in {variable} {fault}.") { Remedy = $"Set {variable} to the key, whole and alone." };

    public static VideoGenException BadKeyFile(string variable, string path, string fault, Exception? cause = null) =>
        new(VideoErrors.CredentialUnreadable, $"The key file {DisplayText.OneLine(path)} that {variable} names cannot be used: {fault.TrimEnd('.')}.", cause)
        {
            Remedy = $"Put the key alone into that file and let this account read it, or point {variable} to another.",
        };

    public static VideoGenException Damaged(string provider, string path, string fault, Exception? cause = null) =>
        new(VideoErrors.CredentialUnreadable, $"The stored credential of {provider}, {path}, cannot be read: {fault.TrimEnd('.')}.", cause)
        {
            Provider = provider,
            Remedy = $"Run Set-VideoCredential {provider} to set it again, or Remove-VideoCredential {provider}.",
        };

    public static VideoGenException Unsafe(string path) =>
        new(VideoErrors.CredentialUnsafe, $"The stored credential {path} is not used, since others than its owner may read or change it.")
        {
            Remedy = $"Run chmod 600 '{path}', and think of the key as known to others.",
        };

    public static VideoGenException NoPermissions(string path) =>
        new(VideoErrors.CredentialUnsafe, $"Nothing is stored: the file system of {path} keeps no permissions, so that others could read the key.")
        {
            Remedy = "Set VIDEOGEN_HOME to a folder of another file system, or keep the key in a vault or an environment variable.",
        };

    public static VideoGenException NotWritable(string path, Exception cause) =>
        new(VideoErrors.JournalNotWritable, $"The credential store cannot be changed ({path}): {cause.Message}", cause);

    /// <summary>A vault has the key, and nobody has read it for this process.</summary>
    public static VideoGenException VaultNotRead(string provider, VaultSecret secret) =>
        new(VideoErrors.VaultUnavailable, $"The key of {provider} is the secret {secret}, and it was not read: only the commands of the PowerShell module can do that.")
        {
            Remedy = $"Use a command of the module, or set {ProviderVariables.Key(provider)}.",
        };
}
