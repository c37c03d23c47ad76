using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Cmdlets.Rows;

/// <summary>JSON written into a cell.</summary>
internal static class JsonText
{
    /// <summary>Parses whole text. A member named twice in one object is an error, as it is at the services.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonNode? node)
    {
        try
        {
            node = JsonNode.Parse(text);
            Materialise(node);
            return node is not null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            node = null;
            return false;
        }
    }

    /// <summary>
    /// Text that nobody writes unless it is meant as an object or a list: an error in it must not send it as text. A
    /// bracketed note such as <c>[close-up]</c> does not look so.
    /// </summary>
    public static bool LooksStructured(string text)
    {
        string packed = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)).Take(2));
        return packed is "{\"" or "{}" or "[\"" or "[{" or "[[" or "[]";
    }

    /// <summary>Objects as ordered dictionaries, arrays as lists, text as strings; other values as they are.</summary>
    public static object? ToPlain(JsonNode? node) => node switch
    {
        JsonObject members => ToTable(members),
        JsonArray items => items.Select(ToPlain).ToArray(),
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => node,
    };

    private static OrderedDictionary ToTable(JsonObject members)
    {
        var table = new OrderedDictionary(StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in members)
        {
            table[name] = ToPlain(value);
        }

        return table;
    }

    // JsonNode reads objects lazily, and finds a repeated name only then.
    private static void Materialise(JsonNode? node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (JsonNode? child in children)
        {
            Materialise(child);
        }
    }
}
