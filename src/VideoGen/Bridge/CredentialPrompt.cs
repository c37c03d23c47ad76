using System.Management.Automation.Host;
using System.Security;
using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Cmdlets;

/// <summary>Asks for a key, masked as by Read-Host -AsSecureString.</summary>
internal static class CredentialPrompt
{
    /// <exception cref="VideoGenException"><c>CannotAsk</c>, saying what to give; <c>InvalidParameterValue</c>.</exception>
    public static ServiceCredential Ask(PSHost host, ProviderDescriptor provider)
    {
        if (!Interactivity.CanAsk(host))
        {
            throw new VideoGenException(VideoErrors.CannotAsk, $"No key was given for {provider.Name}, and this session has nobody to ask for it.")
            {
                Remedy = $"Pass a SecureString as -Token or down the pipeline, or a PSCredential as -Credential; or set {ProviderVariables.Key(provider.Name)} instead.",
            };
        }

        string? id = null;
        if (provider.TakesIdAndSecret)
        {
            host.UI.Write($"{provider.Name} client id (empty for an API key alone): ");
            id = host.UI.ReadLine();
        }

        host.UI.Write(string.IsNullOrWhiteSpace(id) ? $"{provider.Name} API key: " : $"{provider.Name} client secret: ");
        using SecureString answer = host.UI.ReadLineAsSecureString();
        ServiceCredential key = GivenCredential.Of(answer);
        return string.IsNullOrWhiteSpace(id) ? key : key with { Id = id.Trim() };
    }
}
