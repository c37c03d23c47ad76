using System.Runtime.CompilerServices;
using System.Security;

namespace VideoGen.Cmdlets;

/// <summary>Remembers which secrets were typed as plain text, so that their command can warn in its own warning stream.</summary>
internal static class PlainTextMark
{
    private static readonly ConditionalWeakTable<SecureString, object> Marked = [];

    /// <param name="keeps">The command keeps keys: without one it asks for it, unseen.</param>
    public static string Warning(bool keeps) => "The key was given as plain text, which stays in the history and may be logged. "
        + (keeps ? "Leave out -Token to be asked for it, unseen, or give a SecureString." : "Give it as a SecureString: -Token (Read-Host -AsSecureString), or keep it with Set-VideoCredential.");

    /// <summary>Said of a webhook's secret.</summary>
    public const string WebhookWarning =
        "The webhook's secret was given as plain text, which stays in the history and may be logged. Give it as a SecureString: -WebhookSecret (Read-Host -AsSecureString).";

    public static SecureString Put(string text)
    {
        SecureString secure = SecureText.Of(text);
        Marked.AddOrUpdate(secure, text.Length);
        return secure;
    }

    public static bool IsOn(SecureString? secure) => secure is not null && Marked.TryGetValue(secure, out _);
}
