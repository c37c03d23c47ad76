using System.Runtime.Versioning;
using System.Security.Principal;

namespace VideoGen.Client;

/// <summary>Whose process this is.</summary>
/// <param name="Name">With its domain or machine on Windows.</param>
/// <param name="IsBuiltIn">An account of the system that people do not log on with: SYSTEM, LocalService, NetworkService.</param>
internal sealed record AccountFacts(string Name, bool IsBuiltIn)
{
    public static AccountFacts Current() => OperatingSystem.IsWindows() ? OfWindows() : new AccountFacts(Environment.UserName, IsBuiltIn: false);

    [SupportedOSPlatform("windows")]
    private static AccountFacts OfWindows()
    {
        using WindowsIdentity identity = WindowsIdentity.GetCurrent();
        return new AccountFacts(identity.Name, identity.User is { } user && (user.IsWellKnown(WellKnownSidType.LocalSystemSid)
            || user.IsWellKnown(WellKnownSidType.LocalServiceSid) || user.IsWellKnown(WellKnownSidType.NetworkServiceSid)));
    }
}
