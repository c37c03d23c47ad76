using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace VideoGen.Http;

/// <summary>Finds a key in a text in whatever form it stands there: as it is, in a URL, in JSON, in HTML, in Base64, in hexadecimal.</summary>
internal sealed class SecretPattern
{
    private const int MostKept = 64;

    private const int ShortestMasked = 4;

    // Shorter pieces of Base64 are found by chance in innocent texts.
    private const int ShortestEncoded = 8;

    /// <summary>A letter or a digit that is escaped, which no ordinary encoder does: without one the slow pattern finds nothing that the other does not.</summary>
    private static readonly Regex Unusual = new(
        @"(?:&|\\u0026|%26)(?:#|%23)|(?:%(?:25)*|\\x|\\u00)(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa])", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    // A key is looked up for every request, and its patterns take longer to make than to use.
    private static readonly ConcurrentDictionary<string, SecretPattern> Kept = new(StringComparer.Ordinal);

    private readonly Regex _ordinary;
    private readonly Regex _unusual;

    private SecretPattern(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);

        // Without its last byte, what is left stands in UTF-16 of either byte order.
        byte[] wide = Encoding.Unicode.GetBytes(value)[..^1];

        // The longest first, so that no part of one is left beside a mask.
        IEnumerable<string> forms = Encoded(bytes).Concat(Encoded(wide)).Distinct().OrderByDescending(form => form.Length).Select(form => Written(form, isBase64: true));
        _ordinary = new Regex(string.Join('|', [.. forms, Written(value, isBase64: false), Hexadecimal(bytes)]), RegexOptions.CultureInvariant);
        _unusual = new Regex(string.Concat(value.Select(Escaped)), RegexOptions.CultureInvariant);
    }

    /// <summary>Null for a value that is too short to be a secret.</summary>
    public static SecretPattern? Of(string value)
    {
        if (value.Length < ShortestMasked)
        {
            return null;
        }

        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }

        return Kept.GetOrAdd(value, text => new SecretPattern(text));
    }

    public string Replace(string text, string mask)
    {
        string masked = _ordinary.Replace(text, mask.Replace("$", "$$", StringComparison.Ordinal));
        return Unusual.IsMatch(masked) ? _unusual.Replace(masked, mask.Replace("$", "$$", StringComparison.Ordinal)) : masked;
    }

    /// <summary>The bytes one by one, as dumps and hashes write them: <c>6b2f79</c>, <c>6B-2F-79</c>, <c>\x6b\x2f</c>, <c>6b002f00</c> for UTF-16.</summary>
    private static string Hexadecimal(byte[] bytes) =>
        $"(?i:{string.Join(@"(?:[-: ]|,? ?0x|\\+x|00)?", bytes.Select(unit => unit.ToString("x2", CultureInfo.InvariantCulture)))})";

    /// <summary>A character that may be escaped although nothing asks for it.</summary>
    private static string Escaped(char character)
    {
        int code = character;
        string numbers = string.Create(CultureInfo.InvariantCulture, $@"(?i:\\+u{code:x4}|\\+x{code:x2}|(?:&|\\+u0026|%26)(?:#|%23)(?:0*{code}|x0*{code:x})(?:;|%3b)?)");
        return char.IsAsciiLetterOrDigit(character)
            ? $"(?:{character}|%(?:25)*(?i:{code:x2})|{numbers})"
            : $"(?:{string.Join('|', Forms(character, isBase64: false))}|{numbers})";
    }

    /// <summary>
    /// A text whose marks may each be escaped or not, since every encoder has a list of its own. Letters and digits are
    /// escaped by no ordinary one.
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
        yield return string.Concat(Encoding.UTF8.GetBytes([character]).Select(unit => $"%(?:25)*(?i:{unit:x2})"));
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
