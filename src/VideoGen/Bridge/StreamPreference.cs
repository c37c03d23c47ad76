using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Whether anybody listens to a stream, for what costs something to say.</summary>
internal static class StreamPreference
{
    /// <param name="stream"><c>Verbose</c>, <c>Debug</c> or <c>Progress</c>.</param>
    public static bool IsOn(PSCmdlet command, string stream)
    {
        IReadOnlyDictionary<string, object> bound = command.MyInvocation.BoundParameters;
        object? given = bound.GetValueOrDefault(stream) is SwitchParameter { IsPresent: var isOn }
            ? isOn ? ActionPreference.Continue : ActionPreference.SilentlyContinue
            : bound.GetValueOrDefault($"{stream}Action") ?? command.GetVariableValue($"{stream}Preference");
        return LanguagePrimitives.TryConvertTo(given, out ActionPreference preference)
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
