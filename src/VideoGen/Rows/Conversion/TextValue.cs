using System.Globalization;

namespace VideoGen.Cmdlets.Rows;

/// <summary>Text that is words for a model (a prompt), or a name or word of the request.</summary>
internal static class TextValue
{
    /// <summary>Exactly as it was written. Only text: nothing else is turned into text to become a prompt.</summary>
    public static string Verbatim(Cell cell) =>
        cell.Value as string ?? throw cell.Invalid("text");

    /// <summary>Trimmed. A number is taken as its digits, since keys and names out of JSON are often numbers.</summary>
    public static string Word(Cell cell) => cell.Value switch
    {
        string text => text.Trim(),
        char letter => letter.ToString(),
        Guid id => id.ToString(),
        _ when Numbers.IsNumber(cell.Value) => ((IFormattable)cell.Value!).ToString(null, CultureInfo.InvariantCulture),
        _ => throw cell.Invalid("text"),
    };
}
