using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// An object of a request, held against the service's schema. Every fault is <c>UnsupportedValue</c>, or <c>MissingValue</c>, with the
/// member's place. Null is a value of a wrong type: the schema has nothing that may be null.
/// </summary>
/// <param name="json">The object.</param>
/// <param name="place">Where it stands, such as <c>output.</c>; empty for the body.</param>
internal sealed class PhaseoMembers(JsonObject json, string place = "")
{
    public bool Has(string name) => json.ContainsKey(name);

    /// <summary>The service refuses members it does not know.</summary>
    public void RefuseOthers(IReadOnlyList<string> known)
    {
        foreach ((string name, _) in json)
        {
            if (!known.Contains(name))
            {
                string hint = Choices.Nearest(name, known) is { } nearest ? $"did you mean {nearest}?" : $"it has {Choices.Join(known)}.";
                throw Unsupported($"Phaseo has no '{place}{DisplayText.OneLine(name, 40)}' in a request: {hint}");
            }
        }
    }

    public string? Text(string name, int least = 0)
    {
        if (!Has(name))
        {
            return null;
        }

        string text = TextOf(json[name]) ?? throw Wrong(name, "text");
        return text.Length >= least ? text : throw Wrong(name, "text that is not empty");
    }

    public string RequiredText(string name) => Has(name) ? Text(name, 1)! : throw Missing(name);

    public void Word(string name, IReadOnlyList<string> words)
    {
        if (Has(name))
        {
            RequireWord($"{place}{name}", TextOf(json[name]) ?? throw Wrong(name, Choices.Join(words)), words);
        }
    }

    public string Required(string name, IReadOnlyList<string> words)
    {
        if (!Has(name))
        {
            throw Missing(name);
        }

        Word(name, words);
        return TextOf(json[name])!;
    }

    public void Whole(string name, long least, long most)
    {
        if (Has(name) && !(NumberOf(json[name]) is { } number && decimal.Truncate(number) == number && number >= least && number <= most))
        {
            throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        }
    }

    public void Number(string name, decimal least, decimal most, bool aboveLeast = false)
    {
        if (Has(name) && !(NumberOf(json[name]) is { } number && number <= most && (aboveLeast ? number > least : number >= least)))
        {
            throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a number {(aboveLeast ? "above" : "from")} {least} {(aboveLeast ? "and up to" : "to")} {most}"));
        }
    }

    public void Flag(string name)
    {
        if (Has(name) && json[name]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw Wrong(name, "true or false");
        }
    }

    public PhaseoMembers? Object(string name) =>
        !Has(name) ? null : json[name] is JsonObject inner ? new PhaseoMembers(inner, $"{place}{name}.") : throw Wrong(name, "an object");

    public PhaseoMembers RequiredObject(string name) => Object(name) ?? throw Missing(name);

    public IReadOnlyList<PhaseoMembers> Objects(string name) =>
        !Has(name) ? [] : [.. List(name, "a list of objects").Select((item, index) => item is JsonObject inner ? new PhaseoMembers(inner, $"{place}{name}[{index}].") : throw Wrong(name, "a list of objects"))];

    public IReadOnlyList<string> Texts(string name, int least) =>
        [.. List(name, "a list of texts").Select(item => TextOf(item) is { } text && text.Length >= least ? text : throw Wrong(name, "a list of texts"))];

    public static void RequireWord(string what, string word, IReadOnlyList<string> words)
    {
        if (!words.Contains(word))
        {
            string hint = Choices.Nearest(word, words) is { } nearest ? $"; the nearest is {nearest}" : "";
            throw Unsupported($"'{DisplayText.OneLine(word, 40)}' is no {what}: Phaseo takes {Choices.Join(words)}{hint}.");
        }
    }

    public static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.ToString() : null;

    /// <summary>Null too for a number beyond the range of decimal.</summary>
    public static decimal? NumberOf(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    private JsonArray List(string name, string kind) => !Has(name) ? [] : json[name] as JsonArray ?? throw Wrong(name, kind);

    /// <summary>The value is not shown: it may be a secret.</summary>
    private VideoGenException Wrong(string name, string kind) => Unsupported($"'{place}{name}' takes {kind}.");

    private VideoGenException Missing(string name) => new(VideoErrors.MissingValue, $"'{place}{name}' is missing.");

    private static VideoGenException Unsupported(string message) => new(VideoErrors.UnsupportedValue, message);
}
