using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Tests.Emulators;

/// <param name="Status">Of HTTP.</param>
/// <param name="Bytes">The whole body.</param>
/// <param name="Headers">By name without case.</param>
internal sealed record RawAnswer(int Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
