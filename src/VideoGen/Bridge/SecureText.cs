using System.Net;
using System.Security;
using VideoGen.Http;

namespace VideoGen.Cmdlets;

/// <summary>Secrets out of PowerShell's own type for them, and into it.</summary>
internal static class SecureText
{
    /// <summary>Null for none and for a blank one.</summary>
    public static Secret? Read(SecureString? text) =>
        text is { Length: > 0 } && new NetworkCredential("", text).Password is var plain && !string.IsNullOrWhiteSpace(plain) ? new Secret(plain) : null;

    public static SecureString Of(string text)
    {
        var secure = new SecureString();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }
}
