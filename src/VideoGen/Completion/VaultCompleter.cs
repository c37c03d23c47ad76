using System.Management.Automation;

namespace VideoGen.Cmdlets.Completion;

/// <summary>The vaults of SecretManagement, where it is installed.</summary>
public sealed class VaultCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return [.. shell.AddCommand("Get-SecretVault").AddParameter("ErrorAction", ActionPreference.Ignore).Invoke()
            .Select(SecretVaults.NameOf).OfType<string>().Where(word.Matches)
            .Select(name => new CompletionItem(name, "a vault of SecretManagement"))];
    }
}
