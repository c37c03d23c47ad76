using System.Collections;
using System.Text.Json.Nodes;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// Reference images: one or a list of images, or of tables with <c>Image</c>, <c>Role</c> and <c>Type</c>. The text of a
/// cell is one image, or JSON of the same shapes.
/// </summary>
internal static class ReferenceImagesValue
{
    private const string Takes = "images, or tables such as @{ Image = 'style.png'; Role = 'reference'; Type = 'style' }";

    private static readonly string[] Members = ["Image", "Role", "Type"];

    public static IReadOnlyList<ReferenceImage> Read(Cell cell, ImageValue images)
    {
        object? value = cell.Value;
        if (value is string text && JsonText.TryParse(text, out JsonNode? node) && node is JsonObject or JsonArray)
        {
            value = JsonText.ToPlain(node);
        }

        IEnumerable<object?> items = value is ICollection list and not IDictionary ? list.Cast<object?>() : [value];
        return [.. items.Where(item => !new Cell(cell.Name, item).IsBlank).Select(item => One(cell, item, images))];
    }

    private static ReferenceImage One(Cell cell, object? item, ImageValue images)
    {
        if (item is not IDictionary table)
        {
            return item is ICollection ? throw cell.Invalid(Takes) : new ReferenceImage(images.Read(cell, item));
        }

        var members = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
        {
            var name = (string)entry.Key;
            if (!Members.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw cell.Invalid(Takes, $"a table with the member '{DisplayText.OneLine(name, 40)}', which is none of {Choices.Join(Members)}");
            }

            members[name] = entry.Value;
        }

        return members.GetValueOrDefault("Image") is { } image
            ? new ReferenceImage(images.Read(cell, image), Word(cell, members, "Role"), Word(cell, members, "Type"))
            : throw cell.Invalid(Takes, "a table without the member 'Image'");
    }

    private static string? Word(Cell cell, Dictionary<string, object?> members, string name) => members.GetValueOrDefault(name) switch
    {
        null => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        var other => throw cell.Invalid(Takes, $"{ShownValue.Of(other)} as '{name}'"),
    };
}
