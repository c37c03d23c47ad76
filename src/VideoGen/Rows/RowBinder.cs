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
    public string? PeekProvider(Row row) => (string?)Given(RowColumns.Provider, row, row.Layout.Find(RowColumns.Provider), NoImages)?.Value;

    /// <summary>Makes the request of a row for the provider that was chosen for it.</summary>
    /// <exception cref="VideoGenException"><c>InvalidColumnValue</c>, <c>ImageNotFound</c> or <c>ConflictingValues</c>.</exception>
    public VideoRequest Bind(Row row, ProviderDescriptor provider)
    {
        NoteUnread(row, provider);
        var images = new ImageValue(_findFile, provider.IsImageId);
        Dictionary<RowColumn, GivenValue> given = Given(row, images);

        AudioRule.Apply(given);
        var request = new VideoRequest();
        foreach ((RowColumn column, GivenValue value) in given)
        {
            request = column.Set(request, value.Value);
        }

        return request with { Provider = provider.Name, Option = Option(row, provider, images, given) };
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

    private void NoteUnread(Row row, ProviderDescriptor provider)
    {
        for (int i = 0; i < row.Cells.Length; i++)
        {
            if (ColumnOf(row, i) is null && !row.Cells[i].IsBlank && BodyField(row.Cells[i].Name, provider) is null)
            {
                _warnings.Note(row.Cells[i].Name, provider.BodyFields);
            }
        }
    }

    /// <summary>
    /// The column of ours that a cell belongs to. An object under the name of the column Provider names no service: it is a body
    /// field that a service has under the same name, such as Phaseo's choice of routes.
    /// </summary>
    private static RowColumn? ColumnOf(Row row, int cell) => row.Layout.Columns[cell] is { } column && !(column == RowColumns.Provider && IsObject(row.Cells[cell])) ? column : null;

    private static bool IsObject(Cell cell) =>
        cell.Value is IDictionary || (cell.Value is string text && text.TrimStart().StartsWith('{') && JsonText.LooksStructured(text));

    /// <summary>What the command line and the row give, but for Option, in the order of the table: the first that does not convert is the error.</summary>
    private Dictionary<RowColumn, GivenValue> Given(Row row, ImageValue images)
    {
        var given = new Dictionary<RowColumn, GivenValue>(row.Layout.Own.Length + _onCommandLine.Count);
        if (_onCommandLine.Count == 0)
        {
            foreach (RowLayout.OwnColumn own in row.Layout.Own)
            {
                Add(own.Column, own);
            }

            return given;
        }

        foreach (RowColumn column in RowColumns.All)
        {
            Add(column, row.Layout.Find(column));
        }

        return given;

        void Add(RowColumn column, RowLayout.OwnColumn? own)
        {
            if (column != RowColumns.Option && Given(column, row, own, images) is { } value)
            {
                given.Add(column, value);
            }
        }
    }

    /// <param name="own">The cells of the column; null where the row has none.</param>
    private GivenValue? Given(RowColumn column, Row row, RowLayout.OwnColumn? own, ImageValue images)
    {
        if (_onCommandLine.TryGetValue(column, out Cell? onCommandLine))
        {
            return new GivenValue(onCommandLine, column.Read(onCommandLine, images));
        }

        GivenValue? given = null;
        foreach (int i in own?.Cells ?? [])
        {
            Cell cell = row.Cells[i];
            if (cell.IsBlank || ColumnOf(row, i) is null)
            {
                continue;
            }

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

    private JsonObject? Option(Row row, ProviderDescriptor provider, ImageValue images, Dictionary<RowColumn, GivenValue> given)
    {
        OptionMembers? members = null;
        if (_onCommandLine.TryGetValue(RowColumns.Option, out Cell? onCommandLine))
        {
            (members = new OptionMembers()).Add(onCommandLine, (JsonObject)RowColumns.Option.Read(onCommandLine, images));
        }

        for (int i = 0; i < row.Cells.Length; i++)
        {
            Cell cell = row.Cells[i];
            if (cell.IsBlank)
            {
                continue;
            }

            RowColumn? column = ColumnOf(row, i);
            if (column == RowColumns.Option)
            {
                (members ??= new OptionMembers()).Add(cell, (JsonObject)RowColumns.Option.Read(cell, images));
            }
            else if (column is null && BodyField(cell.Name, provider) is { } field)
            {
                (members ??= new OptionMembers()).Add(cell, field, BodyFieldValue.Read(cell));
            }
        }

        return members?.Build(given.ToDictionary(entry => entry.Key, entry => entry.Value.Cell.Place));
    }
}
