using System.Management.Automation;
using System.Management.Automation.Host;

namespace VideoGen.Cmdlets;

/// <summary>Calls a command of SecretManagement in the session of ours, and says in our words what came in between.</summary>
internal sealed class VaultCall(PSCmdlet command)
{
    /// <param name="name">Of the command.</param>
    /// <param name="vault">For messages; null for none.</param>
    /// <param name="notFound">What to throw where the command says that there is no such secret; null to say it like any other trouble.</param>
    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>.</exception>
    public IReadOnlyList<object?> Invoke(string name, string? vault, Dictionary<string, object> parameters, VideoGenException? notFound = null)
    {
        CommandInfo info = command.SessionState.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) ?? throw NotInstalled(name);
        bool canAsk = Interactivity.CanAsk(command.Host);
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);

        // By its name: a function that is called by its CommandInfo runs without the variables of its module.
        string qualified = info.CommandType == CommandTypes.Alias || string.IsNullOrEmpty(info.ModuleName) ? name : $"{info.ModuleName}\\{name}";
        _ = shell.AddCommand(qualified).AddParameters(parameters).AddParameter("ErrorAction", ActionPreference.Stop);
        try
        {
            // Its streams stay here: verbose or debug output of a vault is nobody's business.
            PSObject[] results = [.. shell.Invoke(null, new PSInvocationSettings { Host = canAsk ? command.Host : new PromptlessHost(command.Host) })];
            return shell.Streams.Error is [{ } error, ..] ? throw Failed(name, vault, error, notFound) : results;
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException e)
        {
            throw Failed(name, vault, e.ErrorRecord, notFound);
        }
    }

    private static VideoGenException NotInstalled(string name) =>
        new(VideoErrors.VaultUnavailable, $"There is no command {name} in this session, so no vault can be used.")
        {
            Remedy = "Install the module Microsoft.PowerShell.SecretManagement and register a vault, or set the credential without -Vault.",
        };

    // Without the cause: an error record of somebody else's command may carry what it was called with.
    private static VideoGenException Failed(string name, string? vault, ErrorRecord error, VideoGenException? notFound)
    {
        if (notFound is not null && error.FullyQualifiedErrorId.StartsWith("GetSecretNotFound", StringComparison.Ordinal))
        {
            return notFound;
        }

        string which = vault is null ? "The vaults" : $"The vault {DisplayText.OneLine(vault, 60)}";
        Exception[] causes = [.. Causes(error.Exception)];
        if (causes.Any(IsPrompt))
        {
            return new VideoGenException(VideoErrors.VaultUnavailable, $"{which} asked for something, most likely its password, and this session has nobody to answer.")
            {
                Remedy = $"Unlock it before with Unlock-SecretVault{(vault is null ? "" : $" -Name {vault}")}, configure it not to ask (for SecretStore: Set-SecretStoreConfiguration -Interaction None), or set the key in an environment variable or key file.",
            };
        }

        // The outermost says what was tried, the innermost why it failed.
        string words = string.Join(" ", new[] { causes[0].Message, causes[^1].Message }.Distinct());
        return new VideoGenException(VideoErrors.VaultUnavailable, $"{which} did not answer {name}: {DisplayText.OneLine(words, 300)}");
    }

    // SecretManagement has an exception of its own for a locked vault; the type is not ours to reference.
    private static bool IsPrompt(Exception cause) => cause is HostException || cause.GetType().Name == "PasswordRequiredException";

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
