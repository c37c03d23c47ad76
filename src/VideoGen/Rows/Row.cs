namespace VideoGen.Cmdlets.Rows;

/// <summary>One input row: its cells in the order in which they came.</summary>
internal sealed record Row(RowKind Kind, IReadOnlyList<Cell> Cells)
{
    // A byte order mark at the head of a file, as itself and as the three characters that Windows-1252 makes of it.
    private static readonly string[] ByteOrderMarks = ["\uFEFF", "\u00EF\u00BB\u00BF"];

    // A job that went through CSV or JSON has lost its type; these columns together are nobody's own sheet.
    private static readonly string[] JobColumns =
        [nameof(VideoJob.Key), nameof(VideoJob.Provider), nameof(VideoJob.Status), nameof(VideoJob.CreatedAt), nameof(VideoJob.Outputs)];

    /// <summary>A row of columns in which nothing stands.</summary>
    public bool IsBlank => Kind == RowKind.Columns && Cells.All(cell => cell.IsBlank);

    /// <summary>For a command without pipeline input.</summary>
    public static Row None { get; } = new(RowKind.None, []);

    public static Row OfPrompt(string prompt) => new(RowKind.Prompt, [new Cell("Prompt", prompt)]);

    /// <summary>The file as the first frame, its name without the extension as the label.</summary>
    public static Row OfFile(FileInfo file) =>
        new(RowKind.File, [new Cell("Image", file), new Cell("Name", Path.GetFileNameWithoutExtension(file.Name))]);

    /// <summary>Names are trimmed, of a byte order mark too.</summary>
    /// <exception cref="VideoGenException"><c>NotARow</c>: these are the columns of a job.</exception>
    public static Row OfColumns(IEnumerable<KeyValuePair<string, object?>> columns)
    {
        Cell[] cells = [.. columns.Select(column => new Cell(Header(column.Key), column.Value))];
        if (Array.TrueForAll(JobColumns, name => Array.Exists(cells, cell => cell.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
        {
            throw NotARow.Job();
        }

        return new Row(RowKind.Columns, cells);
    }

    private static string Header(string name)
    {
        string header = name.Trim();
        foreach (string mark in ByteOrderMarks)
        {
            if (header.StartsWith(mark, StringComparison.Ordinal))
            {
                header = header[mark.Length..].Trim();
            }
        }

        // Where the mark kept a CSV reader from seeing the quotes around the first header.
        return header is ['"', .. var inner, '"'] ? inner.Trim() : header;
    }
}
