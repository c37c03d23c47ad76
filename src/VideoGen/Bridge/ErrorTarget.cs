using System.Collections;
using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>What an error is about, as its record keeps it: the row, the job, or how the user named it.</summary>
internal static class ErrorTarget
{
    /// <summary>Characters of a value that are kept: a prompt is, an image in a cell is not. A record is printed whole into logs and tickets.</summary>
    private const int Longest = 8 * 1024;

    private const int Shown = 100;

    /// <summary>The object itself where it is of a bearable size, so that what it is about can be piped on from there.</summary>
    public static object? Of(object? target) => (target is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : target) switch
    {
        JobReference reference => reference.Job ?? (object)reference.ToString(),
        string text => Shortened(text),
        IDictionary row when row.Values.Cast<object?>().Any(IsLong) => Shortened(row),
        PSObject row when row.Properties.Any(property => property.MemberType == PSMemberTypes.NoteProperty && IsLong(property.Value)) => Shortened(row),
        _ => target,
    };

    /// <summary>A few words for the line of the category; null leaves them to the engine.</summary>
    public static string? NameOf(object? target) => target switch
    {
        PSObject row => Words(row.Properties["Name"]?.Value ?? row.Properties["Prompt"]?.Value ?? row),
        IDictionary row => Words(row["Name"] ?? row["Prompt"] ?? "row"),
        null => null,
        _ => Words(target),
    };

    private static string Words(object value) => DisplayText.OneLine(value.ToString(), 60);

    private static bool IsLong(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) is string { Length: > Longest };

    private static string Shortened(string text) => text.Length <= Longest ? text : $"{text[..Shown]}… ({text.Length:N0} characters)";

    private static object? Shortened(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) is string text ? Shortened(text) : value;

    private static Hashtable Shortened(IDictionary row)
    {
        var copy = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry cell in row)
        {
            copy[cell.Key] = Shortened(cell.Value);
        }

        return copy;
    }

    private static PSObject Shortened(PSObject row)
    {
        var copy = new PSObject();
        foreach (PSPropertyInfo property in row.Properties.Where(property => property.MemberType == PSMemberTypes.NoteProperty))
        {
            copy.Properties.Add(new PSNoteProperty(property.Name, Shortened(property.Value)));
        }

        return copy;
    }
}
