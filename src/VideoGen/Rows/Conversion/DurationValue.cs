namespace VideoGen.Cmdlets.Rows;

/// <summary>Whole seconds: a number, or text with or without an <c>s</c> after it.</summary>
internal static class DurationValue
{
    public static int Read(Cell cell)
    {
        object? value = cell.Value is string text ? WithoutUnit(text.Trim()) : cell.Value;
        return Numbers.TryWhole(value, out long seconds) && seconds is >= 1 and <= int.MaxValue
            ? (int)seconds
            : throw cell.Invalid("whole seconds, such as 6 or 6s");
    }

    private static string WithoutUnit(string text) => text is [.. var number, 's' or 'S'] ? number : text;
}
