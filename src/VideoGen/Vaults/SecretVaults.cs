using System.Management.Automation;
using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Cmdlets;

/// <summary>
/// The vaults of SecretManagement, through the module's own commands, which are found by name: the module is used where it is
/// installed and never required. On the pipeline thread only. A vault may prompt where somebody can answer, in its own words;
/// elsewhere its prompt is an error.
/// </summary>
internal sealed class SecretVaults(PSCmdlet command)
{
    private readonly VaultCall _call = new(command);

    /// <summary>The credential that a vault has for a provider.</summary>
    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>, <c>CredentialMissing</c>.</exception>
    public ServiceCredential Read(ProviderDescriptor provider, VaultSecret secret)
    {
        var missing = new VideoGenException(VideoErrors.CredentialMissing, $"The vault {DisplayText.OneLine(secret.Vault, 60)} has no secret {DisplayText.OneLine(secret.Name, 60)}, where the credential of {provider.Name} should be.")
        {
            Remedy = $"Run Set-VideoCredential {provider.Name} -Vault '{secret.Vault}' -SecretName '{secret.Name}' -Token (Read-Host -AsSecureString).",
        };
        IReadOnlyList<object?> results = _call.Invoke("Get-Secret", secret.Vault, new() { ["Name"] = secret.Name, ["Vault"] = secret.Vault }, missing);
        return results is [] or [null] ? throw missing : VaultValue.Read(results, provider, secret);
    }

    /// <summary>Whether a vault has the secret, without reading it.</summary>
    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>.</exception>
    public bool Has(VaultSecret secret) =>
        _call.Invoke("Get-SecretInfo", secret.Vault, new() { ["Name"] = WildcardPattern.Escape(secret.Name), ["Vault"] = secret.Vault })
            .Any(info => secret.Name.Equals(NameOf(info), StringComparison.OrdinalIgnoreCase));

    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>.</exception>
    public void Write(VaultSecret secret, ServiceCredential credential) =>
        _call.Invoke("Set-Secret", secret.Vault, new() { ["Name"] = secret.Name, ["Vault"] = secret.Vault, ["Secret"] = VaultValue.Of(credential), ["Confirm"] = false });

    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>.</exception>
    public void Remove(VaultSecret secret) =>
        _call.Invoke("Remove-Secret", secret.Vault, new() { ["Name"] = secret.Name, ["Vault"] = secret.Vault, ["Confirm"] = false });

    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>, naming the vaults there are.</exception>
    public void RequireVault(string vault)
    {
        string[] names = [.. Names()];
        if (!names.Contains(vault, StringComparer.OrdinalIgnoreCase))
        {
            string known = names.Length == 0 ? "none is registered" : $"there are {string.Join(", ", names)}";
            throw new VideoGenException(VideoErrors.VaultUnavailable, $"There is no vault '{DisplayText.OneLine(vault, 60)}': {DisplayText.OneLine(known, 200)}.")
            {
                Remedy = "Register one with Register-SecretVault, or leave out -Vault to use the module's own store.",
            };
        }
    }

    /// <summary>The names of the registered vaults.</summary>
    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>.</exception>
    public IEnumerable<string> Names() => _call.Invoke("Get-SecretVault", null, []).Select(NameOf).OfType<string>();

    /// <summary>The name of a vault or a secret; what is not one has none.</summary>
    internal static string? NameOf(object? item) => item is PSObject described ? described.Properties["Name"]?.Value?.ToString() : null;
}
