namespace VideoGen.Cmdlets.Rows;

/// <summary>One input row: its cells in the order in which they came.</summary>
internal sealed record Row(RowKind Kind, RowLayout Layout, Cell[] Cells)
{
    private static readonly RowLayout NoLayout = new();
    private static readonly RowLayout PromptLayout = new("Prompt");
    private static readonly RowLayout FileLayout = new("Image", "Name");

    /// <summary>A row of columns in which nothing stands.</summary>
    public bool IsBlank => Kind == RowKind.Columns && Array.TrueForAll(Cells, cell => cell.IsBlank);

    /// <summary>For a command without pipeline input.</summary>
    public static Row None { get; } = new(RowKind.None, NoLayout, []);

    public static Row OfPrompt(string prompt) => new(RowKind.Prompt, PromptLayout, [new Cell("Prompt", prompt)]);

    /// <summary>The file as the first frame, its name without the extension as the label.</summary>
    public static Row OfFile(FileInfo file) =>
        new(RowKind.File, FileLayout, [new Cell("Image", file), new Cell("Name", Path.GetFileNameWithoutExtension(file.Name))]);

    /// <param name="layout">What the headers say.</param>
    /// <param name="values">One below each header.</param>
    /// <exception cref="VideoGenException"><c>NotARow</c>: these are the columns of a job.</exception>
    public static Row OfColumns(RowLayout layout, List<object?> values)
    {
        if (layout.AreJob)
        {
            throw NotARow.Job();
        }

        var cells = new Cell[values.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = new Cell(layout.Names[i], values[i]);
        }

        return new Row(RowKind.Columns, layout, cells);
    }
}
