using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>
/// Whether a question to the user could be answered. The engine's own behaviour where it cannot is a text and exit code 0, or
/// a NullReferenceException; ours is an error before anything is sent.
/// </summary>
internal static class Confirmation
{
    /// <summary>All our commands have <see cref="ConfirmImpact.Medium"/>.</summary>
    private const ConfirmImpact Impact = ConfirmImpact.Medium;

    /// <exception cref="VideoGenException"><c>CannotAsk</c>.</exception>
    public static void ThrowIfItCannotBeAsked(PSCmdlet command)
    {
        if (!IsPlan(command) && Asks(command) && !Interactivity.CanAsk(command.Host))
        {
            throw new VideoGenException(VideoErrors.CannotAsk, "The command would ask for confirmation, and this session has nobody to ask.");
        }
    }

    /// <summary>Whether the command only says what it would do.</summary>
    public static bool IsPlan(PSCmdlet command) =>
        IsTrue(command.MyInvocation.BoundParameters, "WhatIf") ?? command.SessionState.PSVariable.GetValue("WhatIfPreference") is true;

    /// <summary>Whether the user is asked before each step.</summary>
    public static bool Asks(PSCmdlet command) =>
        IsTrue(command.MyInvocation.BoundParameters, "Confirm") ?? WouldAsk(command.SessionState.PSVariable.GetValue("ConfirmPreference"));

    private static bool WouldAsk(object? preference) =>
        Enum.TryParse(preference?.ToString(), ignoreCase: true, out ConfirmImpact threshold) && threshold != ConfirmImpact.None && Impact >= threshold;

    private static bool? IsTrue(Dictionary<string, object> bound, string name) =>
        bound.TryGetValue(name, out object? value) ? value is SwitchParameter { IsPresent: true } or true : null;
}
