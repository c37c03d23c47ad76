using System.Collections;
using System.Globalization;

namespace VideoGen.Cmdlets.Rows;

/// <summary>A value as a message shows it: short, on one line, the same in every culture.</summary>
internal static class ShownValue
{
    public static string Of(object? value) => value switch
    {
        null => "nothing",
        string text => $"'{DisplayText.OneLine(text, 60)}'",
        bool truth => truth ? "true" : "false",
        DateTime or DateTimeOffset => $"the date {((IFormattable)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        _ when Numbers.IsNumber(value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Uri uri => $"'{DisplayText.OneLine(uri.OriginalString, 60)}'",
        FileSystemInfo entry => $"'{DisplayText.OneLine(entry.FullName, 60)}'",
        IDictionary table => $"a table of {table.Count}",
        ICollection list => $"a list of {list.Count}",
        _ => $"a value of type {value.GetType()}",
    };
}
