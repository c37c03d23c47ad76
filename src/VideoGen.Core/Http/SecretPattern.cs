using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace VideoGen.Http;

/// <summary>Finds a key in a text in whatever form it stands there: as it is, in a URL, in JSON, in HTML, in Base64.</summary>
internal static class SecretPattern
{
    private const int ShortestMasked = 4;

    // Shorter pieces of Base64 are found by chance in innocent texts.
    private const int ShortestEncoded = 8;

    /// <summary>Null for a value that is too short to be a secret.</summary>
    public static Regex? Of(string value)
    {
        if (value.Length < ShortestMasked)
        {
            return null;
        }

        // The longest first, so that no part of one is left beside a mask.
        IEnumerable<string> forms = Encoded(Encoding.UTF8.GetBytes(value)).Distinct().OrderByDescending(form => form.Length).Select(form => Written(form, isBase64: true));
        return new Regex(string.Join('|', [.. forms, Written(value, isBase64: false)]), RegexOptions.CultureInvariant);
    }

    /// <summary>
    /// A text whose marks may each be escaped or not, since every encoder has a list of its own. Letters and digits are
    /// escaped by none.
    /// </summary>
    private static string Written(string text, bool isBase64)
    {
        var pattern = new StringBuilder();
        foreach (char character in text)
        {
            _ = char.IsAsciiLetterOrDigit(character)
                ? pattern.Append(character)
                : pattern.Append(CultureInfo.InvariantCulture, $"(?:{string.Join('|', Forms(character, isBase64))})");
        }

        return pattern.ToString();
    }

    private static IEnumerable<string> Forms(char character, bool isBase64)
    {
        string literal = Regex.Escape(character.ToString());

        // Of JSON in JSON the backslashes are doubled.
        yield return $@"\\*{literal}";
        yield return $@"\\+u(?i:{(int)character:x4})";

        // Of a URL in a URL the per cent sign is escaped too.
        yield return string.Concat(Encoding.UTF8.GetBytes([character]).Select(unit => $"%(?:25)?(?i:{unit:x2})"));
        if (WebUtility.HtmlEncode(character.ToString()) is { Length: > 1 } entity)
        {
            // HTML in JSON or in a URL.
            yield return $@"(?:&|\\+u0026|%26){Regex.Escape(entity[1..^1])}(?:;|%3[bB])";
        }

        string? other = (character, isBase64) switch
        {
            (' ', _) => @"\+",
            ('+', true) => "-",
            ('/', true) => "_",
            _ => null,
        };
        if (other is not null)
        {
            yield return other;
        }
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
}
