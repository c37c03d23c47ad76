using System.Security;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>What a command does before it listens: secrets, and what the user should know.</summary>
internal static class WebhookOpening
{
    /// <exception cref="VideoGenException">Nothing could be verified, or <c>InvalidParameterValue</c>.</exception>
    public static WebhookReceiver Open(VideoCommand command, CommandCredentials credentials, SecureString? secret, WebhookOptions options)
    {
        if (PlainTextMark.IsOn(secret))
        {
            command.WriteWarning(PlainTextMark.WebhookWarning);
        }

        string[] providers = options.Providers.Count > 0 ? [.. options.Providers] : Chosen(credentials);
        foreach (string provider in providers.Where(provider => credentials.NeedPreparation && !TakesSecret(credentials, provider)))
        {
            _ = credentials.Prepare(provider);
        }

        WebhookReceiver receiver = credentials.Client.OpenReceiver(options with { Providers = credentials.IsGiven ? providers : options.Providers, Secret = SecureText.Read(secret) });
        foreach (string reason in receiver.LeftOut)
        {
            command.Remark($"Not listened for: {reason}");
        }

        if (receiver.IsOpenToOthers)
        {
            command.WriteWarning($"{receiver.Prefix} may be reached from other machines, over plain http: what is reported can be read on its way, though not forged. Let a tunnel or proxy with https lead to it.");
        }

        return receiver;
    }

    /// <summary>A credential that was given to the command is for one service, and must not be taken for another here.</summary>
    private static string[] Chosen(CommandCredentials credentials) =>
        [.. credentials.Client.ProvidersWithWebhooks.Where(provider => !credentials.IsGiven || TakesSecret(credentials, provider))];

    private static bool TakesSecret(CommandCredentials credentials, string provider) =>
        credentials.Client.Catalog.All.Select(entry => entry.Descriptor).FirstOrDefault(descriptor => descriptor.Name.Equals(provider, StringComparison.OrdinalIgnoreCase)) is { TakesWebhookSecret: true };
}
