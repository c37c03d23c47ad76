using System.Collections;
using System.Globalization;
using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>The value of <c>-MaxCost</c>: a text, a number, or a table of them by provider.</summary>
internal static class MaxCostValue
{
    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    public static CostLimit? Read(object? value) => Plain(value) switch
    {
        null => null,
        IDictionary table => CostLimit.Of(table.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(entry.Key.ToString()!, Text(Plain(entry.Value))))),
        var amount => CostLimit.Of(Text(amount)),
    };

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
