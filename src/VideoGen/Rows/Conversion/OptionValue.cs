using System.Collections;
using System.Text.Json.Nodes;

namespace VideoGen.Cmdlets.Rows;

/// <summary>Members of the request body: a table, or the text of a JSON object.</summary>
internal static class OptionValue
{
    public static JsonObject Read(Cell cell) => cell.Value switch
    {
        IDictionary table => JsonValueOf.Table(cell, table),
        string text when JsonText.TryParse(text, out JsonNode? node) && node is JsonObject members => members,
        _ => throw cell.Invalid("a table of body fields, or a JSON object such as {\"cfg_scale\": 0.5}"),
    };
}
