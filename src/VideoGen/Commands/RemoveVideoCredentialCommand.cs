using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Credentials;

namespace VideoGen.Cmdlets;

/// <summary>Removes what the module keeps of a provider's credential.</summary>
[Cmdlet(VerbsCommon.Remove, "VideoCredential", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveVideoCredentialCommand : VideoCommand
{
    private ClientCredentials _credentials = null!;

    /// <summary>With wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CredentialProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = [];

    /// <summary>Removes the secret from its vault too.</summary>
    [Parameter]
    public SwitchParameter FromVault { get; set; }

    private protected override void Begin()
    {
        Confirmation.ThrowIfItCannotBeAsked(this);
        _credentials = ModuleClient.Get(this).Credentials;
    }

    private protected override void Process()
    {
        foreach (string provider in Provider.SelectMany(Find))
        {
            try
            {
                Remove(provider);
            }
            catch (VideoGenException e)
            {
                WriteError(e, provider);
            }
        }
    }

    /// <summary>The providers that a pattern means; of many, those that something is kept for.</summary>
    private string[] Find(string pattern)
    {
        try
        {
            IEnumerable<string> names = _credentials.List(pattern).Select(item => item.Credential.Provider);
            return [.. WildcardPattern.ContainsWildcardCharacters(pattern) ? names.Where(_credentials.HasEntry) : names];
        }
        catch (VideoGenException e)
        {
            WriteError(e, pattern);
            return [];
        }
    }

    private void Remove(string provider)
    {
        string? variable = _credentials.Override(provider);
        string environment = variable is null ? "" : $" {variable} is set, which only whoever set it can remove.";
        if (!_credentials.HasEntry(provider))
        {
            throw new VideoGenException(VideoErrors.CredentialMissing, $"Nothing is kept for {provider}.{environment}")
            {
                Remedy = variable is null ? "Get-VideoCredential shows where each credential comes from." : $"In this session: Remove-Item Env:{variable}.",
            };
        }

        VaultSecret? secret = _credentials.VaultEntry(provider);
        if (FromVault && secret is null)
        {
            throw new VideoGenException(VideoErrors.CredentialMissing, $"The credential of {provider} is not in a vault; nothing is removed.") { Remedy = "Leave out -FromVault." };
        }

        if (!ShouldProcess(provider, FromVault ? $"Remove the credential, and the secret {secret}" : "Remove the credential"))
        {
            return;
        }

        if (FromVault)
        {
            new SecretVaults(this).Remove(secret!);
        }

        _ = _credentials.Remove(provider);
        if (secret is not null && !FromVault)
        {
            Remark($"The secret {secret} stays.");
        }

        if (variable is not null)
        {
            WriteWarning($"What was kept for {provider} is removed.{environment}");
        }
    }
}
