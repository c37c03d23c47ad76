using System.Globalization;
using System.Text.Json;

namespace VideoGen.Emulators.Phaseo;

/// <summary>
/// Reads an object of a request as the service's schema does, telling faults in its recorded texts, which name what was expected and
/// what came. Null is a value of a wrong type, as the schema has nothing nullable.
/// </summary>
internal sealed class PhaseoFields(JsonElement value, IReadOnlyList<object> path, List<PhaseoIssue> issues)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public bool Has(string name) => value.TryGetProperty(name, out _);

    public string? Text(string name, bool required = false, int min = 0, int max = int.MaxValue)
    {
        if (Take(name, required, "string", JsonValueKind.String)?.GetString() is not { } text)
        {
            return null;
        }

        if (text.Length < min)
        {
            Issue(name, $"Too small: expected string to have >={min} characters", "too_small");
        }
        else if (text.Length > max)
        {
            Issue(name, $"Too big: expected string to have <={max} characters", "too_big");
        }

        return text;
    }

    /// <summary>One of some words; of a single one where the schema has a literal.</summary>
    public string? Word(string name, bool required = false, params string[] words)
    {
        _ = _known.Add(name);
        if (!required && !Has(name))
        {
            return null;
        }

        if (value.TryGetProperty(name, out JsonElement word) && word.ValueKind == JsonValueKind.String && words.Contains(word.GetString()))
        {
            return word.GetString();
        }

        string choice = string.Join('|', words.Select(each => $"\"{each}\""));
        Issue(name, words.Length == 1 ? $"Invalid input: expected {choice}" : $"Invalid option: expected one of {choice}", "invalid_value");
        return null;
    }

    public long? Whole(string name, long min = long.MinValue, long max = long.MaxValue, bool positive = false)
    {
        if (Take(name, false, "number", JsonValueKind.Number) is not { } number)
        {
            return null;
        }

        double size = number.GetDouble();
        if (size != Math.Floor(size) || Math.Abs(size) > 9007199254740991)
        {
            Issue(name, "Invalid input: expected int, received number", "invalid_type");
            return null;
        }

        if (positive && size <= 0)
        {
            Issue(name, "Too small: expected number to be >0", "too_small");
        }
        else if (size < min)
        {
            Issue(name, $"Too small: expected number to be >={min}", "too_small");
        }
        else if (size > max)
        {
            Issue(name, $"Too big: expected number to be <={max}", "too_big");
        }

        return (long)size;
    }

    public void Number(string name, double above, double min, double max)
    {
        if (Take(name, false, "number", JsonValueKind.Number)?.GetDouble() is not { } number)
        {
            return;
        }

        if (number <= above || number < min)
        {
            Issue(name, number <= above ? $"Too small: expected number to be >{above.ToString(CultureInfo.InvariantCulture)}" : $"Too small: expected number to be >={min.ToString(CultureInfo.InvariantCulture)}", "too_small");
        }
        else if (number > max)
        {
            Issue(name, $"Too big: expected number to be <={max.ToString(CultureInfo.InvariantCulture)}", "too_big");
        }
    }

    public bool? Flag(string name) => Take(name, false, "boolean", JsonValueKind.True)?.GetBoolean();

    public PhaseoFields? Part(string name, bool required = false) =>
        Take(name, required, "object", JsonValueKind.Object) is { } part ? new PhaseoFields(part, [.. path, name], issues) : null;

    /// <summary>An object of free members.</summary>
    public JsonElement? Record(string name) => Take(name, false, "record", JsonValueKind.Object);

    public IReadOnlyList<PhaseoFields> Parts(string name) =>
        [.. Elements(name, "object", JsonValueKind.Object).Select(entry => new PhaseoFields(entry.Value, [.. path, name, entry.Index], issues))];

    public IReadOnlyList<string> Texts(string name, int min = 0)
    {
        var texts = new List<string>();
        foreach ((JsonElement element, int index) in Elements(name, "string", JsonValueKind.String))
        {
            string text = element.GetString()!;
            texts.Add(text);
            if (text.Length < min)
            {
                issues.Add(new PhaseoIssue($"Too small: expected string to have >={min} characters", [.. path, name, index], "too_small"));
            }
        }

        return texts;
    }

    /// <summary>One issue for all members that were not read.</summary>
    public void RefuseUnknown()
    {
        string[] unknown = [.. value.EnumerateObject().Select(member => member.Name).Where(name => !_known.Contains(name)).Select(name => $"\"{name}\"")];
        if (unknown.Length > 0)
        {
            issues.Add(new PhaseoIssue($"Unrecognized key{(unknown.Length > 1 ? "s" : "")}: {string.Join(", ", unknown)}", path, "unrecognized_keys"));
        }
    }

    public void Issue(string name, string message, string keyword) => issues.Add(new PhaseoIssue(message, [.. path, name], keyword));

    /// <summary>What the schema library calls a value's type.</summary>
    public static string TypeOf(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "undefined",
    };

    private JsonElement? Take(string name, bool required, string expected, JsonValueKind kind)
    {
        _ = _known.Add(name);
        if (!value.TryGetProperty(name, out JsonElement found))
        {
            if (required)
            {
                Issue(name, $"Invalid input: expected {expected}, received undefined", "invalid_type");
            }

            return null;
        }

        if (found.ValueKind == kind || (kind == JsonValueKind.True && found.ValueKind == JsonValueKind.False))
        {
            return found;
        }

        Issue(name, $"Invalid input: expected {expected}, received {TypeOf(found)}", "invalid_type");
        return null;
    }

    private List<(JsonElement Value, int Index)> Elements(string name, string expected, JsonValueKind kind)
    {
        var elements = new List<(JsonElement, int)>();
        foreach ((int index, JsonElement element) in (Take(name, false, "array", JsonValueKind.Array)?.EnumerateArray().ToArray() ?? []).Index())
        {
            if (element.ValueKind == kind)
            {
                elements.Add((element, index));
            }
            else
            {
                issues.Add(new PhaseoIssue($"Invalid input: expected {expected}, received {TypeOf(element)}", [.. path, name, index], "invalid_type"));
            }
        }

        return elements;
    }
}
