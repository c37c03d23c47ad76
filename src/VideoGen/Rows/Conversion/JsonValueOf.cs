using System.Collections;
using System.Numerics;
using System.Text.Json.Nodes;

namespace VideoGen.Cmdlets.Rows;

/// <summary>Plain values as JSON; numbers, booleans, lists and tables keep their kind.</summary>
internal static class JsonValueOf
{
    public const string Takes = "text, numbers, true or false, lists and tables";

    /// <param name="cell">For messages.</param>
    /// <param name="value">The cell's value, or a part of it.</param>
    public static JsonNode? Plain(Cell cell, object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        double real => double.IsFinite(real) ? Whole(real) : throw cell.Invalid(Takes, ShownValue.Of(value)),
        float real => float.IsFinite(real) ? Whole(real) : throw cell.Invalid(Takes, ShownValue.Of(value)),
        decimal number => JsonValue.Create(number),
        ulong number => JsonValue.Create(number),
        BigInteger number => JsonNode.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ when Numbers.TryWhole(value, out long number) => JsonValue.Create(number),
        char letter => JsonValue.Create(letter.ToString()),
        Guid id => JsonValue.Create(id.ToString()),
        Uri uri => JsonValue.Create(uri.OriginalString),
        // ConvertFrom-Json makes dates of text that looks like one; this writes the text again (ISO 8601).
        DateTime time => JsonValue.Create(time),
        DateTimeOffset time => JsonValue.Create(time),
        IDictionary table => Table(cell, table),
        IEnumerable list and ICollection => new JsonArray([.. list.Cast<object?>().Select(item => Plain(cell, item))]),
        _ => throw cell.Invalid(Takes, ShownValue.Of(value)),
    };

    public static JsonObject Table(Cell cell, IDictionary table)
    {
        var members = new JsonObject();
        foreach (DictionaryEntry entry in table)
        {
            members[(string)entry.Key] = Plain(cell, entry.Value);
        }

        return members;
    }

    // 6.0 is written as 6: services that want an integer refuse 6.0, and none that wants a fraction refuses 6.
    private static JsonValue Whole(double real) => Numbers.TryWhole(real, out long whole) ? JsonValue.Create(whole) : JsonValue.Create(real);

    private static JsonValue Whole(float real) => Numbers.TryWhole(real, out long whole) ? JsonValue.Create(whole) : JsonValue.Create(real);
}
