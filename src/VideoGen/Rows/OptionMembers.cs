using System.Text.Json.Nodes;

namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// Gathers the members of the request body that <c>Option</c> and the columns of body fields give. A member from the command
/// line wins over the row's; two of one row with different values are an error.
/// </summary>
internal sealed class OptionMembers
{
    private readonly Dictionary<string, (Cell Cell, string Name, JsonNode? Value)> _members = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the members of an <c>Option</c> cell. The command line's come first.</summary>
    public void Add(Cell cell, JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members)
        {
            Add(cell, name, value);
        }
    }

    /// <exception cref="VideoGenException"><c>ConflictingValues</c></exception>
    public void Add(Cell cell, string name, JsonNode? value)
    {
        if (_members.TryAdd(name, (cell, name, value)))
        {
            return;
        }

        (Cell earlier, _, JsonNode? earlierValue) = _members[name];
        if (earlier.OnCommandLine == cell.OnCommandLine && !Same(earlierValue, value))
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, earlier.Place == cell.Place
                ? $"The {cell.Place} sets the body field '{DisplayText.OneLine(name, 40)}' twice, to different values."
                : $"The {earlier.Place} and the {cell.Place} set the body field '{DisplayText.OneLine(name, 40)}' to different values.");
        }
    }

    /// <summary>The members as one object, or null when there are none.</summary>
    /// <param name="given">The columns that the row or the command line has set, with their places.</param>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>: a member stands for one of <paramref name="given"/>.</exception>
    public JsonObject? Build(IReadOnlyDictionary<RowColumn, string> given)
    {
        var option = new JsonObject();
        foreach ((Cell cell, string name, JsonNode? value) in _members.Values)
        {
            if (RowColumns.Find(name) is { InBody: true } column && given.TryGetValue(column, out string? place))
            {
                throw new VideoGenException(VideoErrors.ConflictingValues, $"The {cell.Place} sets the body field '{DisplayText.OneLine(name, 40)}', which the {place} sets already.");
            }

            option[name] = value?.DeepClone();
        }

        return option.Count == 0 ? null : option;
    }

    /// <summary>Equal as JSON, whatever the kinds of number they were made of.</summary>
    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(Reread(left), Reread(right));

    private static JsonNode? Reread(JsonNode? node) => node is null ? null : JsonNode.Parse(node.ToJsonString());
}
