using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace VideoGen.Http;

/// <summary>The forms in which a key can turn up in a text.</summary>
internal static class SecretForms
{
    public const string Mask = "***";

    private const int ShortestMasked = 4;

    // Shorter pieces of Base64 are found by chance in innocent texts.
    private const int ShortestEncoded = 8;

    /// <summary>All of them, the longest first, so that no part of one is left beside a mask.</summary>
    public static string[] Of(string value)
    {
        if (value.Length < ShortestMasked)
        {
            return [];
        }

        var forms = new HashSet<string>(StringComparer.Ordinal);
        AddWritten(forms, value);
        foreach (string encoded in Encoded(Encoding.UTF8.GetBytes(value)))
        {
            AddWritten(forms, encoded);
            AddWritten(forms, encoded.Replace('+', '-').Replace('/', '_'));
        }

        return [.. forms.OrderByDescending(form => form.Length)];
    }

    /// <summary>A text as it is, in a URL and in a JSON string.</summary>
    private static void AddWritten(HashSet<string> forms, string text)
    {
        string escaped = JavaScriptEncoder.Default.Encode(text);
        string relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        string uri = Uri.EscapeDataString(text);
        string form = WebUtility.UrlEncode(text);
        forms.UnionWith(
        [
            text, uri, LowerHex(uri, '%', 2), form, LowerHex(form, '%', 2),
            escaped, LowerHex(escaped, 'u', 4), relaxed, relaxed.Replace("/", "\\/", StringComparison.Ordinal),

            // JSON as a string of JSON, such as a request that an answer quotes.
            .. new[] { escaped, LowerHex(escaped, 'u', 4), relaxed }.Select(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode),
        ]);
    }

    /// <summary>
    /// Base64 of the bytes, and what of it stays the same wherever the bytes begin and end in a longer text: three bytes are
    /// four characters, so there are three ways to begin, and a character that shares its bits with a neighbour does not count.
    /// </summary>
    private static IEnumerable<string> Encoded(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);
        for (int before = 0; before < 3; before++)
        {
            byte[] placed = new byte[before + bytes.Length];
            bytes.CopyTo(placed, before);
            string encoded = Convert.ToBase64String(placed).TrimEnd('=');
            int first = before == 0 ? 0 : before + 1;
            int end = placed.Length % 3 == 0 ? encoded.Length : encoded.Length - 1;
            if (end - first >= ShortestEncoded)
            {
                yield return encoded[first..end];
            }
        }
    }

    /// <summary>Escapes such as %2B and \u002B with small letters.</summary>
    private static string LowerHex(string text, char mark, int digits)
    {
        if (!text.Contains(mark, StringComparison.Ordinal))
        {
            return text;
        }

        char[] characters = text.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            bool isEscape = characters[i] == mark && (mark != 'u' || (i > 0 && characters[i - 1] == '\\'));
            for (int digit = 1; isEscape && digit <= digits && i + digit < characters.Length; digit++)
            {
                characters[i + digit] = char.ToLowerInvariant(characters[i + digit]);
            }
        }

        return new string(characters);
    }
}
