namespace VideoGen.Cmdlets.Rows;

/// <summary>What the headers of a row say, whatever stands below them: looked up once for all rows of a sheet, which have the same.</summary>
internal sealed class RowLayout
{
    // A byte order mark at the head of a file, as itself and as the three characters that Windows-1252 makes of it.
    private static readonly string[] ByteOrderMarks = ["\uFEFF", "\u00EF\u00BB\u00BF"];

    // A job that went through CSV or JSON has lost its type; these columns together are nobody's own sheet.
    private static readonly string[] JobColumns =
        [nameof(VideoJob.Key), nameof(VideoJob.Provider), nameof(VideoJob.Status), nameof(VideoJob.CreatedAt), nameof(VideoJob.Outputs)];

    private readonly string[] _headers;

    /// <param name="headers">As they are written.</param>
    public RowLayout(params string[] headers)
    {
        _headers = headers;
        Names = [.. headers.Select(Clean)];
        Columns = [.. Names.Select(RowColumns.Find)];
        AreJob = Array.TrueForAll(JobColumns, name => Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        Own = [.. RowColumns.All.Where(Columns.Contains).Select(column => new OwnColumn(column, [.. Enumerable.Range(0, headers.Length).Where(cell => Columns[cell] == column)]))];
    }

    /// <summary>The headers without blanks and marks around them.</summary>
    public string[] Names { get; }

    /// <summary>The column of ours under each header; null where there is none.</summary>
    public RowColumn?[] Columns { get; }

    /// <summary>The columns of ours that there are, in the order of <see cref="RowColumns.All"/>.</summary>
    public OwnColumn[] Own { get; }

    /// <summary>These are the columns of a job.</summary>
    public bool AreJob { get; }

    /// <summary>The cells of a column of ours; null where there are none.</summary>
    public OwnColumn? Find(RowColumn column) => Array.Find(Own, own => own.Column == column);

    /// <summary>Whether a row with these headers has this layout.</summary>
    public bool Fits(List<string> headers)
    {
        if (headers.Count != _headers.Length)
        {
            return false;
        }

        for (int i = 0; i < _headers.Length; i++)
        {
            if (!string.Equals(headers[i], _headers[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static string Clean(string name)
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

    /// <summary>A column of ours that is there, and the cells below its name, its aliases and its field names.</summary>
    internal sealed record OwnColumn(RowColumn Column, int[] Cells);
}
