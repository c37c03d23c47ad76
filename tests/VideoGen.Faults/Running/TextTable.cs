namespace VideoGen.Faults.Running;

/// <summary>A table for a console: columns as wide as they need to be, numbers to the right.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params object?[] cells) => _rows.Add([.. cells.Select(cell => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cell}"))]);

    public void WriteTo(TextWriter output)
    {
        int[] widths = [.. header.Select((_, column) => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => IsNumber(cell) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(character => char.IsAsciiDigit(character) || character is '.' or '-');
}
