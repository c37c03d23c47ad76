using System.Net;
using System.Security;
using VideoGen.Http;

namespace VideoGen.Cmdlets;

/// <summary>Secrets out of PowerShell's own type for them.</summary>
internal static class SecureText
{
    /// <summary>Null for none and for an empty one.</summary>
    public static Secret? Read(SecureString? text) => text is { Length: > 0 } ? new Secret(new NetworkCredential("", text).Password) : null;
}
