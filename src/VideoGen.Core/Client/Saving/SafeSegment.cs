using System.Globalization;
using System.Text;

namespace VideoGen.Client;

/// <summary>
/// Makes text of unknown origin one path segment that is a plain name on Windows, Linux and macOS alike, so that a batch
/// gives the same file names wherever it runs.
/// </summary>
internal static class SafeSegment
{
    /// <summary>UTF-8 bytes of one token's value.</summary>
    public const int ValueLimit = 120;

    /// <summary>UTF-8 bytes of a whole file name: what common file systems take (255), less room for <c>.part.json</c> and sync tools.</summary>
    public const int NameLimit = 200;

    /// <summary>Device names that Windows reserves in every folder, with any extension ("Naming Files, Paths, and Namespaces").</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The value of a token: clean, without dots and spaces at its ends, at most <see cref="ValueLimit"/> bytes. May be empty.</summary>
    public static string FromValue(string? value) => Unreserve(Cut(CleanCharacters(value).Trim(' ', '.'), ValueLimit).Trim(' ', '.'));

    /// <summary>A whole segment: as <see cref="FromValue"/>, but a leading dot may stay. Never <c>.</c> or <c>..</c>; may be empty.</summary>
    public static string FromSegment(string text) => Unreserve(CleanCharacters(text).TrimStart(' ').TrimEnd(' ', '.'));

    /// <summary>The longest beginning that has at most <paramref name="limit"/> UTF-8 bytes and ends with a whole character.</summary>
    public static string Cut(string text, int limit)
    {
        int bytes = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > limit)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    private static string CleanCharacters(string? text)
    {
        var clean = new StringBuilder();
        bool gap = false;
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = true;
                continue;
            }

            if (gap)
            {
                _ = clean.Append(' ');
                gap = false;
            }

            _ = IsAllowed(rune) ? clean.Append(rune) : clean.Append('_');
        }

        // Composed, so that a name typed on macOS and the same name from a CSV are one file.
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsAllowed(Rune rune) => rune.Value switch
    {
        '<' or '>' or ':' or '"' or '/' or '\\' or '|' or '?' or '*' => false,

        // Marks that turn the reading direction make a name show as another one; joiners are part of ordinary words and emoji.
        0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or 0xFFFD => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse),
    };

    private static string Unreserve(string segment)
    {
        int dot = segment.IndexOf('.', StringComparison.Ordinal);
        string stem = dot < 0 ? segment : segment[..dot];
        return Reserved.Contains(stem.TrimEnd()) ? $"_{segment}" : segment;
    }
}
