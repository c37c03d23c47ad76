using System.Management.Automation;
using System.Security;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>The base of the commands that talk to services: they take a credential for this one call.</summary>
public abstract class ServiceCommand : VideoCommand
{
    /// <summary>For this command and one provider: an id and a secret, or a key as the password with any user name.</summary>
    [Parameter]
    [CredentialArgument]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>For this command and one provider: a key.</summary>
    [Parameter]
    [SecureStringArgument]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    private protected CommandCredentials Credentials { get; private set; } = null!;

    private protected VideoClient Client => Credentials.Client;

    private protected override void Begin() => Credentials = CommandCredentials.Open(this, Credential, Token, Notice);

    /// <summary>Makes sure that requests to this provider find their credential; false with an error written where they may not have it.</summary>
    private protected bool TryPrepare(string provider, object? target)
    {
        try
        {
            _ = Credentials.Prepare(provider);
            return true;
        }
        catch (VideoGenException e)
        {
            WriteError(e, target);
            return false;
        }
    }
}
