using System.Text;
using System.Text.Json;

namespace VideoGen.Http;

/// <summary>The body of an error, looked through for the places where a service may have put its code and its words.</summary>
internal sealed class ErrorBody
{
    private readonly JsonElement _root;

    private ErrorBody(JsonElement root) => _root = root;

    /// <summary>Null when the text is no JSON object.</summary>
    public static ErrorBody? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(HalfCharacters.Mend(Encoding.UTF8.GetBytes(text)), new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? new ErrorBody(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text or number at the end of the members; null when there is none or it is blank.</summary>
    public string? Text(params string[] members) => Find(members) is not { } found ? null : found.ValueKind switch
    {
        JsonValueKind.String => found.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
        JsonValueKind.Number => found.GetRawText(),
        _ => null,
    };

    /// <summary>The element at the end of the members; null when there is none.</summary>
    public JsonElement? Find(params string[] members)
    {
        JsonElement current = _root;
        foreach (string member in members)
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(member, out current))
            {
                return null;
            }
        }

        return current;
    }
}
