using System.Management.Automation;
using System.Security;
using VideoGen.Credentials;
using VideoGen.Http;

namespace VideoGen.Cmdlets;

/// <summary>The values of <c>-Credential</c> and <c>-Token</c>.</summary>
internal static class GivenCredential
{
    /// <summary>Null where neither is given. Warns of a key that was typed as text.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>, <c>InvalidParameterValue</c>.</exception>
    public static ServiceCredential? Read(PSCmdlet command, PSCredential? credential, SecureString? token)
    {
        if (credential is not null && token is not null)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, "Credential and Token are two ways to give one key.");
        }

        if (PlainTextMark.IsOn(token))
        {
            command.WriteWarning(PlainTextMark.Warning(keeps: command is SetVideoCredentialCommand));
        }

        return credential is not null ? Of(credential) : token is not null ? Of(token) : null;
    }

    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    public static ServiceCredential Of(SecureString token) => Checked(new ServiceCredential(null, Require(token)));

    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    public static ServiceCredential Of(PSCredential credential)
    {
        // Some prompts put the separator of a domain in front.
        string id = credential.UserName.Trim().TrimStart('\\');
        return Checked(new ServiceCredential(id.Length == 0 ? null : id, Require(credential.Password)));
    }

    private static Secret Require(SecureString text) => SecureText.Read(text) ?? throw new VideoGenException(VideoErrors.InvalidParameterValue, "The key is empty.");

    private static ServiceCredential Checked(ServiceCredential credential)
    {
        CredentialText.Check(credential);
        return credential;
    }
}
