using System.Collections.Specialized;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace VideoGen.Cmdlets.Rows;

/// <summary>The only place that knows how PowerShell wraps values.</summary>
internal static class PowerShellValues
{
    /// <summary>The value without wrappers, at every depth; a switch becomes its boolean.</summary>
    public static object? Plain(object? value) => value is string ? value : PlainValues.Of(value, Unwrap);

    private static object? Unwrap(object value) => value switch
    {
        PSObject wrapped when ReferenceEquals(wrapped, AutomationNull.Value) => null,
        PSObject { BaseObject: PSCustomObject } custom => Members(custom),
        PSObject wrapped => Unwrap(wrapped.BaseObject),
        SwitchParameter given => given.IsPresent,
        _ => value,
    };

    private static OrderedDictionary Members(PSObject custom)
    {
        var members = new OrderedDictionary(StringComparer.Ordinal);
        foreach (PSPropertyInfo property in custom.Properties)
        {
            if (property.IsGettable)
            {
                members[property.Name] = property.Value;
            }
        }

        return members;
    }
}
