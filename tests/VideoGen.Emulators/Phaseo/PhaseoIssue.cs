using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary>One element of <c>details</c>, in the words of the schema library that the service uses.</summary>
/// <param name="Message">Without the place.</param>
/// <param name="Path">Member names, and indices as integers.</param>
/// <param name="Keyword">Such as <c>invalid_type</c>.</param>
internal sealed record PhaseoIssue(string Message, IReadOnlyList<object> Path, string Keyword)
{
    public JsonObject Params { get; init; } = [];

    public string Description => Path.Count == 0 ? Message : $"{Message} at {string.Join('.', Path)}";

    public JsonObject ToJson() => new()
    {
        ["message"] = Message,
        ["path"] = new JsonArray([.. Path.Select(step => (JsonNode)(step is int index ? JsonValue.Create(index) : JsonValue.Create((string)step)))]),
        ["keyword"] = Keyword,
        ["params"] = Params.DeepClone(),
    };
}
