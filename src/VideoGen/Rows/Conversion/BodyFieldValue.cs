using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// The cell of a column that is named like a documented body field. Values that are not text keep their kind. Text is
/// JSON where it is a whole JSON object, list, number or string, and <c>true</c> or <c>false</c> in any case, since
/// spreadsheets write them in capitals. All other text is sent as text; a number that is meant as text is
/// written in quotes (<c>"4"</c>). Text that begins like an object or a list and is not one is an error.
/// </summary>
internal static class BodyFieldValue
{
    public static JsonNode? Read(Cell cell)
    {
        if (cell.Value is not string text)
        {
            return JsonValueOf.Plain(cell, cell.Value);
        }

        string trimmed = text.Trim();
        if (bool.TryParse(trimmed, out bool truth))
        {
            return JsonValue.Create(truth);
        }

        if (JsonText.TryParse(trimmed, out JsonNode? node) && node.GetValueKind() is not JsonValueKind.Null)
        {
            return node;
        }

        return JsonText.LooksStructured(trimmed) ? throw cell.Invalid("JSON, or text that does not begin like JSON") : JsonValue.Create(text);
    }
}
