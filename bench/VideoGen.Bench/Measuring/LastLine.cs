using System.Text.Json;

namespace VideoGen.Bench.Measuring;

/// <summary>What a measured process says at its end: one line of JSON.</summary>
internal static class LastLine
{
    /// <exception cref="InvalidOperationException">The last line is no JSON.</exception>
    public static JsonElement Read(string output)
    {
        string line = output.TrimEnd().Split('\n')[^1];
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"A measured process was to end with a line of JSON, and wrote: {line}", error);
        }
    }
}
