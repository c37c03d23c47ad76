using System.Text;
using System.Text.Json;

namespace VideoGen.Tracing;

/// <summary>The parts of an answer about many jobs.</summary>
internal static class TracePart
{
    /// <summary>By id, the innermost object of which a member is that id. None where the answer is no JSON.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> All(ReadOnlyMemory<byte> json, IReadOnlySet<string> ids)
    {
        var parts = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var open = new Stack<(int Start, string? Id)>();
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 64 });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    open.Push(((int)reader.TokenStartIndex, null));
                }
                else if (reader.TokenType == JsonTokenType.EndObject)
                {
                    (int start, string? id) = open.Pop();
                    if (id is not null)
                    {
                        _ = parts.TryAdd(id, json[start..(int)reader.BytesConsumed]);
                    }
                }
                else if (open.TryPeek(out (int Start, string? Id) current) && current.Id is null && TextOf(ref reader) is { } text && ids.Contains(text))
                {
                    _ = open.Pop();
                    open.Push((current.Start, text));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Then there is the answer as a whole.
        }

        return parts;
    }

    private static string? TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when reader.ValueSpan.Length <= 1000 => reader.GetString(),
        JsonTokenType.Number when reader.ValueSpan.Length <= 40 => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };
}
