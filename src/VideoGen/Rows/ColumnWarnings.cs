using VideoGen.Providers;

namespace VideoGen.Cmdlets.Rows;

/// <summary>Columns with values that nothing reads: one warning each for a whole command.</summary>
internal sealed class ColumnWarnings
{
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _pending = new();

    /// <param name="name">The column as it is written.</param>
    /// <param name="bodyFields">The fields that the row's provider documents.</param>
    public void Note(string name, IReadOnlyList<string> bodyFields)
    {
        if (_seen.Add(name))
        {
            _pending.Enqueue($"Column '{DisplayText.OneLine(name, 40)}' is not read{Hint(name, bodyFields)}");
        }
    }

    /// <summary>The warnings since the last call, in order.</summary>
    public IReadOnlyList<string> Take()
    {
        if (_pending.Count == 0)
        {
            return [];
        }

        string[] warnings = [.. _pending];
        _pending.Clear();
        return warnings;
    }

    private static string Hint(string name, IReadOnlyList<string> bodyFields)
    {
        if (RowColumns.OfTheRun.FirstOrDefault(parameter => parameter.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } ofTheRun)
        {
            return $": {ofTheRun} is of the whole run and is given on the command only.";
        }

        if (name.Equals(nameof(VideoJob.Id), StringComparison.OrdinalIgnoreCase))
        {
            return "; a row's own key is the column Key.";
        }

        IEnumerable<string> known = [.. RowColumns.All.SelectMany(column => column.ColumnNames), .. bodyFields];
        return Choices.Nearest(name, known) is { } nearest ? $"; did you mean {nearest}?" : ".";
    }
}
