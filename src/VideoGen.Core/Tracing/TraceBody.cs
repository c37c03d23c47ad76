using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VideoGen.Tracing;

/// <summary>
/// A body as a trace keeps it: masked, bounded, and without images, which are abbreviated to their length and the beginning of their
/// hash. JSON stays JSON, however much of it is left out; reading stops where enough is kept.
/// </summary>
internal sealed partial class TraceBody(TraceText text)
{
    /// <summary>Characters that are kept of a body, roughly.</summary>
    public const int Most = 32 * 1024;

    private const int MostOfText = 8 * 1024;
    private const int MostOfValue = 4 * 1024;

    /// <summary>Looked through for secrets; what is behind is cut off unseen.</summary>
    private const int Looked = 32 * 1024;

    /// <summary>Longer than any form of a key: where a cut may have left half of one, so much is left out before it.</summary>
    private const int Margin = 8 * 1024;

    private const int Deepest = 64;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public string Keep(ReadOnlySpan<byte> body, int most = Most)
    {
        ReadOnlySpan<byte> json = body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        return json.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && TryJson(json, most) is { } kept ? kept : KeepText(body);
    }

    private string KeepText(ReadOnlySpan<byte> body)
    {
        string whole = Encoding.UTF8.GetString(body[..Math.Min(body.Length, Looked)]);
        return IsBinary(whole)
            ? $"‹{body.Length.ToString(CultureInfo.InvariantCulture)} bytes, sha256 {Hash(body)}…›"
            : Shorten(whole, body.Length > Looked, MostOfText, body.Length);
    }

    /// <summary>Null where it is no JSON to its end, or to where enough is kept.</summary>
    private string? TryJson(ReadOnlySpan<byte> json, int most)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, Writing);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        var open = new Stack<bool>();
        string? member = null;
        try
        {
            bool isAfterName = false;
            while (reader.Read())
            {
                if (!isAfterName && writer.BytesCommitted + writer.BytesPending > most)
                {
                    Close(writer, open, $"‹cut: {json.Length.ToString(CultureInfo.InvariantCulture)} bytes in all›");
                    break;
                }

                isAfterName = reader.TokenType == JsonTokenType.PropertyName;
                Copy(ref reader, writer, open, ref member);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, Stack<bool> open, ref string? member)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                open.Push(true);
                break;

            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                open.Push(false);
                break;

            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                _ = open.Pop();
                break;

            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                _ = open.Pop();
                break;

            case JsonTokenType.PropertyName:
                member = reader.GetString()!;
                writer.WritePropertyName(Shorten(member, false, 200, member.Length));
                return;

            case JsonTokenType.String:
                writer.WriteStringValue(Value(ref reader, member));
                break;

            case JsonTokenType.Number:
                // As it is written, where it is one that anybody writes; a key may be digits.
                string digits = Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 400)]);
                string clean = text.Secrets.RemoveFrom(digits);
                if (clean == digits && reader.ValueSpan.Length < 400)
                {
                    writer.WriteRawValue(digits, skipInputValidation: true);
                }
                else
                {
                    writer.WriteStringValue(clean == digits ? "‹a number of absurd length›" : clean);
                }

                break;

            case JsonTokenType.Null:
                writer.WriteNullValue();
                break;

            default:
                writer.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                break;
        }

        // In a list of secrets each is one.
        if (open.Count == 0 || open.Peek())
        {
            member = null;
        }
    }

    private string Value(ref Utf8JsonReader reader, string? member)
    {
        int length = reader.ValueSpan.Length;
        if (length > MostOfValue && IsData(reader.ValueSpan))
        {
            ReadOnlySpan<byte> head = reader.ValueSpan[..Math.Min(length, 64)];
            string type = head.StartsWith("data:"u8) && head.IndexOf((byte)';') is > 5 and var end ? Encoding.UTF8.GetString(head[5..end]) : "base64";
            return $"‹{type}, {length.ToString(CultureInfo.InvariantCulture)} characters, sha256 {Hash(reader.ValueSpan)}…›";
        }

        string value = reader.GetString()!;
        if (value.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && value.Contains(',', StringComparison.Ordinal))
        {
            return $"‹{text.Clean(value[5..value.IndexOfAny([';', ','])])}, {length.ToString(CultureInfo.InvariantCulture)} characters, sha256 {Hash(reader.ValueSpan)}…›";
        }

        return member is not null && TraceText.IsSecretName(member) && value.Length >= 4
            ? text.Secrets.Add(value)
            : Shorten(value.Length > Looked ? value[..Looked] : value, value.Length > Looked, MostOfValue, value.Length);
    }

    /// <summary>Masked before it is cut: half a key would not be found any more.</summary>
    private string Shorten(string value, bool isCut, int most, long length)
    {
        string clean = text.Clean(value);
        int safe = isCut ? Math.Max(clean.Length - Margin, 0) : clean.Length;
        return !isCut && clean.Length <= most ? clean : $"{clean[..Math.Min(safe, most)]}‹cut: {length.ToString(CultureInfo.InvariantCulture)} in all›";
    }

    private static void Close(Utf8JsonWriter writer, Stack<bool> open, string note)
    {
        if (open.TryPeek(out bool isObject))
        {
            if (isObject)
            {
                writer.WriteString("‹…›", note);
            }
            else
            {
                writer.WriteStringValue(note);
            }
        }

        while (open.TryPop(out bool inObject))
        {
            if (inObject)
            {
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteEndArray();
            }
        }
    }

    /// <summary>Whether a long value is bytes in disguise.</summary>
    private static bool IsData(ReadOnlySpan<byte> value) =>
        value.StartsWith("data:"u8) || Base64Only().IsMatch(Encoding.Latin1.GetString(value[..1024]));

    private static bool IsBinary(string value) => value.AsSpan(0, Math.Min(value.Length, 512)).IndexOfAnyInRange('\0', '\b') >= 0;

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes))[..8].ToLowerInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9+/_\\=-]+\z")]
    private static partial Regex Base64Only();
}
