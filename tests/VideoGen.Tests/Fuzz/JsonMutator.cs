using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoGen.Tests.Fuzz;

/// <summary>Spoils an answer as services, gateways and lines do: in its meaning, in its text, in its bytes.</summary>
internal sealed partial class JsonMutator(Random random)
{
    // Stands for text that no JSON library would write, until the end.
    private const string RawBegin = "\u0001raw:";
    private const string RawEnd = "\u0001";

    private static readonly string[] Numbers =
    [
        "0", "-1", "1e308", "1e999", "-1e999", "1E-400", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "2147483648",
        "0.1", "99.999999999999999999", "1.0", "123456789012345678901234567890", "253402300800", "253402300800000", "-62135596801", "-0",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "NaN", "Infinity", "-Infinity", "null", "undefined", "true", "0", "-1", "1e999", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "2026-02-30", "1970-01-01",
        "https://", "http://[::1", "javascript:alert(1)", "file:///etc/passwd", "data:video/mp4;base64,AAAA", "//host/path", "\u202Egnp.4pm", "\0", "../../..", "a\r\nb: c", "\u001b[2J", "ok", "error", "completed", "failed", "queued",
    ];

    /// <summary>The answer's bytes, spoiled.</summary>
    public byte[] Mutate(string body)
    {
        string text = body;
        if (random.Next(10) > 0 && TryParse(body) is { } root)
        {
            for (int times = random.Next(1, 5); times > 0; times--)
            {
                root = Change(root);
            }

            text = Write(root);
        }

        if (random.Next(5) == 0)
        {
            text = ChangeText(text);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(8) == 0 ? ChangeBytes(bytes) : bytes;
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 200 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonNode Change(JsonNode root)
    {
        (JsonNode Parent, string? Name, int Index)[] places = [.. Places(root)];
        if (places.Length == 0 || random.Next(25) == 0)
        {
            return Value(root) ?? JsonValue.Create("");
        }

        (JsonNode parent, string? name, int index) = places[random.Next(places.Length)];
        if (parent is JsonObject group)
        {
            switch (random.Next(8))
            {
                case 0:
                    _ = group.Remove(name!);
                    break;

                case 1:
                    // Twice the same name: which counts is the reader's affair.
                    group[$"{Raw($"\"{JsonEncodedText.Encode(name!)}\":{Write(Value(group[name!]))},\"{JsonEncodedText.Encode(name!)}\"")}"] = group[name!]?.DeepClone();
                    break;

                case 2:
                    JsonNode? moved = group[name!]?.DeepClone();
                    _ = group.Remove(name!);
                    group[random.Next(2) == 0 ? name!.ToUpperInvariant() : name + "s"] = moved;
                    break;

                default:
                    group[name!] = Value(group[name!]);
                    break;
            }
        }
        else if (parent is JsonArray list)
        {
            switch (random.Next(4))
            {
                case 0:
                    list.RemoveAt(index);
                    break;

                case 1:
                    list.Insert(index, list[index]?.DeepClone());
                    break;

                default:
                    list[index] = Value(list[index]);
                    break;
            }
        }

        return root;
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode node)
    {
        if (node is JsonObject group)
        {
            foreach ((string name, JsonNode? child) in group.ToArray())
            {
                yield return (group, name, 0);
                foreach (var place in child is null ? [] : Places(child))
                {
                    yield return place;
                }
            }
        }
        else if (node is JsonArray list)
        {
            for (int index = 0; index < list.Count; index++)
            {
                yield return (list, null, index);
                foreach (var place in list[index] is { } child ? Places(child) : [])
                {
                    yield return place;
                }
            }
        }
    }

    private JsonNode? Value(JsonNode? old) => random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(Raw(Numbers[random.Next(Numbers.Length)])),
        2 or 3 => JsonValue.Create(Texts[random.Next(Texts.Length)]),
        4 => JsonValue.Create(random.Next(2) == 0),
        5 => new JsonArray(old?.DeepClone()),
        6 => new JsonObject { ["value"] = old?.DeepClone() },
        7 => random.Next(2) == 0 ? new JsonArray() : new JsonObject(),
        8 => JsonValue.Create(new string('x', random.Next(30) == 0 ? 300_000 : random.Next(1, 300))),
        9 => JsonValue.Create(Raw(Deep(random.Next(2, 120)))),
        10 => JsonValue.Create(Raw("\"" + (random.Next(2) == 0 ? "\\ud800" : "a\\udc00\\ud83d b") + "\"")),
        _ => JsonValue.Create(old is JsonValue value && value.TryGetValue(out string? text) ? text.Length > 1 ? text[1..] : text + text : old?.ToJsonString() ?? "x"),
    };

    private string Deep(int levels) => random.Next(2) == 0
        ? new string('[', levels) + new string(']', levels)
        : string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private string ChangeText(string text) => random.Next(8) switch
    {
        0 => text[..random.Next(text.Length + 1)],
        1 => "\uFEFF" + text,
        2 => text + Texts[random.Next(Texts.Length)],
        3 => text + text,
        4 => "",
        5 => $"<html><body>{text}</body></html>",
        6 => text.Replace('"', '\''),
        _ => $"{{\"error\":{text}",
    };

    private byte[] ChangeBytes(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return [0xff, 0xfe, 0];
        }

        byte[] changed = [.. bytes];
        for (int times = random.Next(1, 6); times > 0; times--)
        {
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        }

        return random.Next(4) == 0 ? changed[..random.Next(changed.Length)] : changed;
    }

    private static string Raw(string json) => RawBegin + Convert.ToHexString(Encoding.UTF8.GetBytes(json)) + RawEnd;

    private static string Write(JsonNode? node) =>
        Marked().Replace(node?.ToJsonString() ?? "null", match => Encoding.UTF8.GetString(Convert.FromHexString(match.Groups[1].ValueSpan)));

    [GeneratedRegex("\"\\\\u0001raw:([0-9A-F]*)\\\\u0001\"")]
    private static partial Regex Marked();
}
