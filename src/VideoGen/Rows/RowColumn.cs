using System.Collections.ObjectModel;

namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// One parameter of a request and the columns it is read from. The parameter of the command, its help and the binder all
/// come from here.
/// </summary>
internal abstract class RowColumn(string name, string description)
{
    /// <summary>The parameter, and the column of that name.</summary>
    public string Name { get; } = name;

    /// <summary>One or two sentences for help: what it is and which values it takes.</summary>
    public string Description { get; } = description;

    /// <summary>Other names of the parameter on the command line, which are columns too.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What services call it: columns, but no names of the parameter.</summary>
    public IReadOnlyList<string> FieldNames { get; init; } = [];

    /// <summary>Part of what the service is sent, so that a member of <c>Option</c> of the same name would set it twice.</summary>
    public bool InBody { get; init; } = true;

    /// <summary>All names under which a column is read.</summary>
    public IEnumerable<string> ColumnNames => [Name, .. Aliases, .. FieldNames];

    /// <summary>Converts a cell that is not blank.</summary>
    /// <exception cref="VideoGenException">The value does not convert, or its image does not exist.</exception>
    public abstract object Read(Cell cell, ImageValue images);

    public abstract VideoRequest Set(VideoRequest request, object value);

    /// <summary>Whether two converted values ask for the same.</summary>
    public abstract bool Same(object left, object right);
}

/// <summary>
/// A column whose values are of one type: <c>read</c> converts the parameter's own values, <c>set</c> puts a converted one
/// into a request.
/// </summary>
internal sealed class RowColumn<T>(string name, Func<Cell, ImageValue, T> read, Func<VideoRequest, T, VideoRequest> set, string description)
    : RowColumn(name, description)
    where T : notnull
{
    /// <summary>Converters of those <see cref="RowColumn.FieldNames"/> whose values are written in the service's own way.</summary>
    public IReadOnlyDictionary<string, Func<Cell, T>> FieldReaders { get; init; } = ReadOnlyDictionary<string, Func<Cell, T>>.Empty;

    /// <summary>How two values are compared where <typeparamref name="T"/> has no equality by content.</summary>
    public Func<T, T, bool> Equality { get; init; } = EqualityComparer<T>.Default.Equals;

    public override object Read(Cell cell, ImageValue images) =>
        FieldReaders.Count > 0 && FieldReaders.TryGetValue(cell.Name, out Func<Cell, T>? readField) ? readField(cell) : read(cell, images);

    public override VideoRequest Set(VideoRequest request, object value) => set(request, (T)value);

    public override bool Same(object left, object right) => Equality((T)left, (T)right);
}
