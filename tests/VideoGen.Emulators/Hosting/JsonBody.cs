using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace VideoGen.Emulators.Hosting;

/// <summary>
/// A JSON object of a request, read member by member as strictly as JSON is written: no number for a string, no
/// <c>5.0</c> for an integer, no words in another case. Nothing throws; what is wrong is gathered in <see cref="Faults"/>, in the order
/// of reading, for the service to tell in its own shape. Call <see cref="RefuseUnknown"/> after the last member where the service is strict.
/// </summary>
public sealed class JsonBody
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<JsonFault> _faults;
    private readonly string _path;
    private readonly bool _nullIsAbsent;

    private JsonBody(JsonElement value, string path, List<JsonFault> faults, bool nullIsAbsent)
    {
        (Element, _path, _faults, _nullIsAbsent) = (value, path, faults, nullIsAbsent);
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!_members.TryAdd(member.Name, member.Value))
            {
                Fault(member.Name, JsonFaultKind.Duplicate, "is given twice");
            }
        }
    }

    /// <summary>The value as it came; undefined when it was no JSON.</summary>
    public JsonElement Element { get; }

    /// <summary>All that is wrong so far, the parts' included.</summary>
    public IReadOnlyList<JsonFault> Faults => _faults;

    /// <summary>The names that came, known or not.</summary>
    public IReadOnlyCollection<string> Names => _members.Keys;

    /// <param name="request">Its body is read to the end.</param>
    /// <param name="nullIsAbsent">Whether null stands for a member that is not there, as with most services; otherwise it is a wrong type.</param>
    /// <param name="emptyIsObject">Whether no body at all stands for <c>{}</c>; it then needs no media type either.</param>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, bool nullIsAbsent = true, bool emptyIsObject = false)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        string text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (emptyIsObject && text.Length == 0)
        {
            return Parse("{}", nullIsAbsent);
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType == "application/json"
            ? Parse(text, nullIsAbsent)
            : new JsonBody(default, "", [new JsonFault("", JsonFaultKind.MediaType, "Content-Type must be application/json")], nullIsAbsent);
    }

    public static JsonBody Parse(string text, bool nullIsAbsent = true)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            List<JsonFault> faults = document.RootElement.ValueKind == JsonValueKind.Object ? [] : [new JsonFault("", JsonFaultKind.Type, "must be an object")];
            return new JsonBody(document.RootElement.Clone(), "", faults, nullIsAbsent);
        }
        catch (JsonException)
        {
            return new JsonBody(default, "", [new JsonFault("", JsonFaultKind.Syntax, "is not valid JSON")], nullIsAbsent);
        }
    }

    /// <summary>Whether the member came with a value; null counts as the reader was told.</summary>
    public bool Has(string name) => _members.TryGetValue(name, out JsonElement value) && !(_nullIsAbsent && value.ValueKind == JsonValueKind.Null);

    /// <summary>Adds a fault of the service's own.</summary>
    /// <param name="name">The member; empty for this object.</param>
    public void Fault(string name, JsonFaultKind kind, string message) => _faults.Add(new JsonFault(PathOf(name), kind, message));

    public string? Text(string name, bool required = false, IReadOnlyCollection<string>? oneOf = null, int minLength = 0, int maxLength = int.MaxValue)
    {
        if (Take(name, required, JsonValueKind.String, "a string") is not { } value)
        {
            return null;
        }

        string text = value.GetString()!;
        if (oneOf is not null && !oneOf.Contains(text))
        {
            Fault(name, JsonFaultKind.Value, $"must be one of {string.Join(", ", oneOf)}");
            return null;
        }

        if (text.Length < minLength || text.Length > maxLength)
        {
            Fault(name, JsonFaultKind.Value, text.Length < minLength ? $"must have at least {minLength} characters" : $"must have at most {maxLength} characters");
            return null;
        }

        return text;
    }

    public long? Whole(string name, bool required = false, long min = long.MinValue, long max = long.MaxValue, IReadOnlyCollection<long>? oneOf = null)
    {
        if (Take(name, required, JsonValueKind.Number, "an integer") is not { } value)
        {
            return null;
        }

        if (!long.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            Fault(name, JsonFaultKind.Type, "must be an integer");
            return null;
        }

        if (number < min || number > max || oneOf?.Contains(number) == false)
        {
            Fault(name, JsonFaultKind.Value, oneOf is null ? $"must be {Range(min, max)}" : $"must be one of {string.Join(", ", oneOf)}");
            return null;
        }

        return number;
    }

    public double? Number(string name, bool required = false, double min = double.MinValue, double max = double.MaxValue)
    {
        if (Take(name, required, JsonValueKind.Number, "a number") is not { } value)
        {
            return null;
        }

        double number = value.GetDouble();
        if (!double.IsFinite(number) || number < min || number > max)
        {
            Fault(name, JsonFaultKind.Value, $"must be between {min.ToString(CultureInfo.InvariantCulture)} and {max.ToString(CultureInfo.InvariantCulture)}");
            return null;
        }

        return number;
    }

    public bool? Flag(string name, bool required = false) =>
        Take(name, required, JsonValueKind.True, "a boolean")?.GetBoolean();

    /// <summary>A part, whose faults come into the same list under its path.</summary>
    public JsonBody? Part(string name, bool required = false) =>
        Take(name, required, JsonValueKind.Object, "an object") is { } value ? new JsonBody(value, PathOf(name), _faults, _nullIsAbsent) : null;

    /// <summary>A member of any type, null included, such as free metadata.</summary>
    public JsonElement? Any(string name, bool required = false)
    {
        _ = _known.Add(name);
        if (_members.TryGetValue(name, out JsonElement value))
        {
            return value;
        }

        if (required)
        {
            Fault(name, JsonFaultKind.Missing, "is required");
        }

        return null;
    }

    /// <summary>The elements of an array that are objects; any other one is a fault.</summary>
    public IReadOnlyList<JsonBody>? Parts(string name, bool required = false, int min = 0, int max = int.MaxValue) =>
        Elements(name, required, min, max, JsonValueKind.Object, "an object", (element, path) => new JsonBody(element, path, _faults, _nullIsAbsent));

    public IReadOnlyList<string>? Texts(string name, bool required = false, int min = 0, int max = int.MaxValue) =>
        Elements(name, required, min, max, JsonValueKind.String, "a string", (element, _) => element.GetString()!);

    /// <summary>A fault for each member that was not asked for until now.</summary>
    public void RefuseUnknown()
    {
        foreach (string name in _members.Keys.Where(name => !_known.Contains(name)))
        {
            Fault(name, JsonFaultKind.Unknown, "is not a known member");
        }
    }

    private static string Range(long min, long max) => max == long.MaxValue ? $"at least {min}" : $"between {min} and {max}";

    private string PathOf(string name) => _path.Length == 0 ? name : name.Length == 0 ? _path : $"{_path}.{name}";

    private JsonElement? Take(string name, bool required, JsonValueKind kind, string article)
    {
        _ = _known.Add(name);
        if (!Has(name))
        {
            if (required && Element.ValueKind == JsonValueKind.Object)
            {
                Fault(name, JsonFaultKind.Missing, "is required");
            }

            return null;
        }

        JsonElement value = _members[name];
        if (value.ValueKind == kind || (kind == JsonValueKind.True && value.ValueKind == JsonValueKind.False))
        {
            return value;
        }

        Fault(name, JsonFaultKind.Type, $"must be {article}");
        return null;
    }

    private List<T>? Elements<T>(string name, bool required, int min, int max, JsonValueKind kind, string article, Func<JsonElement, string, T> read)
    {
        if (Take(name, required, JsonValueKind.Array, "an array") is not { } array)
        {
            return null;
        }

        if (array.GetArrayLength() < min || array.GetArrayLength() > max)
        {
            Fault(name, JsonFaultKind.Value, $"must have {Range(min, max == int.MaxValue ? long.MaxValue : max)} elements");
        }

        var elements = new List<T>();
        int index = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            string place = $"{name}[{index++}]";
            if (element.ValueKind == kind)
            {
                elements.Add(read(element, PathOf(place)));
            }
            else
            {
                Fault(place, JsonFaultKind.Type, $"must be {article}");
            }
        }

        return elements;
    }
}
