using System.Collections;
using System.Text.Json.Nodes;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// Makes requests of rows: one binder a command, used on the pipeline thread. Values of the command line win over columns;
/// blank values count as not given.
/// </summary>
internal sealed class RowBinder
{
    private readonly Func<string, string?> _findFile;
    private readonly Dictionary<RowColumn, Cell> _onCommandLine = [];
    private readonly ColumnWarnings _warnings = new();
    private Row? _row;
    private RowColumn?[] _columns = [];

    /// <param name="commandValues">Values of the command line by parameter name, free of PowerShell's wrappers. Names that are no column are passed over.</param>
    /// <param name="findFile">See <see cref="ImageValue"/>.</param>
    /// <exception cref="VideoGenException">A value of the command line does not convert: no row can be bound.</exception>
    public RowBinder(IReadOnlyDictionary<string, object?> commandValues, Func<string, string?> findFile)
    {
        _findFile = findFile;

        // Whether a text is an id depends on the row's provider; here any may be one.
        var images = new ImageValue(findFile, static _ => true);
        foreach (RowColumn column in RowColumns.All)
        {
            if (commandValues.TryGetValue(column.Name, out object? value) && new Cell(column.Name, value, OnCommandLine: true) is { IsBlank: false } cell)
            {
                _ = column.Read(cell, images);
                _onCommandLine.Add(column, cell);
            }
        }
    }

    /// <summary>The provider that the command line or else the row names, as it is written there; null when neither does.</summary>
    /// <exception cref="VideoGenException">The row's value is not text, or two columns name different ones.</exception>
    public string? PeekProvider(Row row) => (string?)Given(RowColumns.Provider, row, ColumnsOf(row), NoImages)?.Value;

    /// <summary>Makes the request of a row for the provider that was chosen for it.</summary>
    /// <exception cref="VideoGenException"><c>InvalidColumnValue</c>, <c>ImageNotFound</c> or <c>ConflictingValues</c>.</exception>
    public VideoRequest Bind(Row row, ProviderDescriptor provider)
    {
        RowColumn?[] columns = ColumnsOf(row);
        NoteUnread(row, columns, provider);
        var images = new ImageValue(_findFile, provider.IsImageId);
        var given = new Dictionary<RowColumn, GivenValue>(RowColumns.All.Count);
        foreach (RowColumn column in RowColumns.All)
        {
            if (column != RowColumns.Option && Given(column, row, columns, images) is { } value)
            {
                given.Add(column, value);
            }
        }

        AudioRule.Apply(given);
        var request = new VideoRequest();
        foreach ((RowColumn column, GivenValue value) in given)
        {
            request = column.Set(request, value.Value);
        }

        return request with { Provider = provider.Name, Option = Option(row, columns, provider, images, given) };
    }

    /// <summary>Warnings about columns that nothing read, each once for all rows; those since the last call.</summary>
    public IReadOnlyList<string> TakeWarnings() => _warnings.Take();

    private static ImageValue NoImages { get; } = new(static _ => null, static _ => false);

    private static string? BodyField(string name, ProviderDescriptor provider)
    {
        foreach (string field in provider.BodyFields)
        {
            if (field.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The column of ours that each cell of a row belongs to, looked up once a row; null for a blank cell and for one of no column.</summary>
    private RowColumn?[] ColumnsOf(Row row)
    {
        if (!ReferenceEquals(_row, row))
        {
            _columns = new RowColumn?[row.Cells.Count];
            for (int i = 0; i < _columns.Length; i++)
            {
                _columns[i] = row.Cells[i].IsBlank ? null : ColumnOf(row.Cells[i]);
            }

            _row = row;
        }

        return _columns;
    }

    private void NoteUnread(Row row, RowColumn?[] columns, ProviderDescriptor provider)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is null && !row.Cells[i].IsBlank && BodyField(row.Cells[i].Name, provider) is null)
            {
                _warnings.Note(row.Cells[i].Name, provider.BodyFields);
            }
        }
    }

    /// <summary>
    /// The column of ours that a cell belongs to. An object under the name of the column Provider names no service: it is a body
    /// field that a service has under the same name, such as Phaseo's choice of routes.
    /// </summary>
    private static RowColumn? ColumnOf(Cell cell) => RowColumns.Find(cell.Name) is { } column && !(column == RowColumns.Provider && IsObject(cell)) ? column : null;

    private static bool IsObject(Cell cell) =>
        cell.Value is IDictionary || (cell.Value is string text && text.TrimStart().StartsWith('{') && JsonText.LooksStructured(text));

    private GivenValue? Given(RowColumn column, Row row, RowColumn?[] columns, ImageValue images)
    {
        if (_onCommandLine.TryGetValue(column, out Cell? onCommandLine))
        {
            return new GivenValue(onCommandLine, column.Read(onCommandLine, images));
        }

        GivenValue? given = null;
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] != column)
            {
                continue;
            }

            Cell cell = row.Cells[i];
            var value = new GivenValue(cell, column.Read(cell, images));
            if (given is not null && !column.Same(given.Value, value.Value))
            {
                throw new VideoGenException(VideoErrors.ConflictingValues,
                    $"The {given.Cell.Place} ({ShownValue.Of(given.Cell.Value)}) and the {cell.Place} ({ShownValue.Of(cell.Value)}) both set {column.Name}, to different values.");
            }

            given ??= value;
        }

        return given;
    }

    private JsonObject? Option(Row row, RowColumn?[] columns, ProviderDescriptor provider, ImageValue images, Dictionary<RowColumn, GivenValue> given)
    {
        OptionMembers? members = null;
        if (_onCommandLine.TryGetValue(RowColumns.Option, out Cell? onCommandLine))
        {
            (members = new OptionMembers()).Add(onCommandLine, (JsonObject)RowColumns.Option.Read(onCommandLine, images));
        }

        for (int i = 0; i < columns.Length; i++)
        {
            Cell cell = row.Cells[i];
            if (columns[i] == RowColumns.Option)
            {
                (members ??= new OptionMembers()).Add(cell, (JsonObject)RowColumns.Option.Read(cell, images));
            }
            else if (columns[i] is null && !cell.IsBlank && BodyField(cell.Name, provider) is { } field)
            {
                (members ??= new OptionMembers()).Add(cell, field, BodyFieldValue.Read(cell));
            }
        }

        return members?.Build(given.ToDictionary(entry => entry.Key, entry => entry.Value.Cell.Place));
    }
}
