using System.Collections;

namespace VideoGen.Cmdlets.Rows;

/// <summary>The service's words for the events it reports: a list, or text with commas or semicolons between them.</summary>
internal static class WebhookEventsValue
{
    public static IReadOnlyList<string> Read(Cell cell)
    {
        IEnumerable<object?> items = cell.Value switch
        {
            string text => [text],
            ICollection list and not IDictionary => list.Cast<object?>(),
            _ => throw Invalid(cell),
        };
        return [.. items.SelectMany(item => item is string text
            ? text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : throw Invalid(cell))];
    }

    private static VideoGenException Invalid(Cell cell) => cell.Invalid("names of events, with commas between them");
}
