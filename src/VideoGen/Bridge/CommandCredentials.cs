using System.Management.Automation;
using System.Security;
using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Cmdlets;

/// <summary>
/// What one command does about credentials, on the pipeline thread: the one it was given goes to the first provider that it is
/// used for, and what a vault has is read before a request needs it.
/// </summary>
internal sealed class CommandCredentials
{
    private readonly PSCmdlet _command;
    private readonly Action<string> _notice;
    private readonly bool _hasUnusedId;

    // A vault that could not be read is asked once a command: two hundred rows are not two hundred prompts.
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    private CommandCredentials(PSCmdlet command, Action<string> notice, ServiceCredential? given)
    {
        (_command, _notice) = (command, notice);
        VideoClient client = ModuleClient.Get(command);
        _hasUnusedId = given?.Id is not null;
        Client = given is null ? client : client.With(given);
        IsGiven = given is not null;
    }

    /// <summary>The client whose requests go with the credential.</summary>
    public VideoClient Client { get; }

    /// <summary>Whether the command was given one.</summary>
    public bool IsGiven { get; }

    /// <summary>Whether a request has to be prepared once its provider is known.</summary>
    public bool NeedPreparation => Client.Credentials.NeedPreparation;

    /// <param name="notice">Says something to the user, once a session.</param>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>, <c>InvalidParameterValue</c>.</exception>
    public static CommandCredentials Open(PSCmdlet command, PSCredential? credential, SecureString? token, Action<string> notice) =>
        new(command, notice, GivenCredential.Read(command, credential, token));

    /// <summary>Binds the credential that was given to the command to this provider, which asks and sends nothing.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>: it is bound to another.</exception>
    public void Claim(string provider)
    {
        Client.Credentials.Claim(provider);
        if (IsGiven && Descriptor(provider) is { Endpoint: null })
        {
            _notice($"{provider} takes no key: the one given to this command is not used.");
        }
        else if (_hasUnusedId && Descriptor(provider) is { Endpoint: not null, TakesIdAndSecret: false })
        {
            _notice($"{provider} takes a key alone: the password of -Credential is used, its user name is not.");
        }
    }

    /// <summary>
    /// Makes sure that requests to this provider find their credential. What goes wrong with a vault is kept and is the error of the
    /// requests that need it: a row that the journal answers needs none.
    /// </summary>
    /// <returns>Whether a vault was asked.</returns>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>.</exception>
    public bool Prepare(string provider)
    {
        Claim(provider);
        if (Client.Credentials.Wanted(provider) is not { } secret || Descriptor(provider) is not { } descriptor || !_asked.Add(provider))
        {
            return false;
        }

        try
        {
            Client.Credentials.Supply(provider, secret, new SecretVaults(_command).Read(descriptor, secret));
        }
        catch (VideoGenException e)
        {
            Client.Credentials.Supply(provider, secret, e);
        }

        return true;
    }

    private ProviderDescriptor? Descriptor(string provider) =>
        Client.Catalog.All.Select(entry => entry.Descriptor).FirstOrDefault(descriptor => descriptor.Name.Equals(provider, StringComparison.OrdinalIgnoreCase));
}
