using System.Globalization;
using System.Text;

namespace VideoGen.Providers.Local;

/// <summary>Breaks a title into lines that fill a frame, by widths that hold for most fonts.</summary>
internal static class TextWrap
{
    /// <summary>The part of the frame that the text may fill.</summary>
    private const double Margin = 0.84;

    private const double LineHeight = 1.3;

    /// <param name="ratio">Width by height of the frame.</param>
    /// <param name="maximumLines">What does not fit is left out, and an ellipsis says so.</param>
    public static IReadOnlyList<string> Lines(string text, double ratio, int maximumLines)
    {
        // From few long lines to many short ones: the first count of lines whose text would be no larger than its lines.
        for (int count = 1; count < maximumLines; count++)
        {
            List<string> lines = Break(text, count * LineHeight * ratio);
            if (lines.Count <= count)
            {
                return lines;
            }
        }

        List<string> all = Break(text, Math.Max(Width(text) / (maximumLines - 0.5), maximumLines * LineHeight * ratio));
        return all.Count <= maximumLines ? all : [.. all.Take(maximumLines - 1), $"{all[maximumLines - 1]}…"];
    }

    /// <summary>The size at which the lines fill the frame in pixels, at most a ninth of its shorter side.</summary>
    public static double FontSize(IReadOnlyList<string> lines, int width, int height)
    {
        double widest = lines.Select(Width).Append(1).Max();
        double byHeight = height * Margin / (Math.Max(lines.Count, 1) * LineHeight);
        return Math.Max(1, Math.Floor(Math.Min(Math.Min(width * Margin / widest, byHeight), Math.Min(width, height) / 9.0)));
    }

    /// <param name="limit">Width of a line, in heights of the letters.</param>
    private static List<string> Break(string text, double limit)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (string word in Words(text, limit))
        {
            bool glued = word[0] != ' ';
            if (line.Length > 0 && Width(line.ToString()) + Width(word) > limit)
            {
                lines.Add(line.ToString());
                _ = line.Clear();
                glued = false;
            }

            _ = line.Append(glued || line.Length > 0 ? word : word.TrimStart());
        }

        if (line.Length > 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>Words with the space before them; wide letters, and words wider than a line, may break anywhere.</summary>
    private static IEnumerable<string> Words(string text, double limit)
    {
        var word = new StringBuilder();
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            if (word.Length > 0 && (element == " " || Width(element) >= 1 || Width(word.ToString()) + Width(element) > limit))
            {
                yield return word.ToString();
                _ = word.Clear();
            }

            _ = word.Append(element);
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static double Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        >= 0x1100 and <= 0x11FF or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 or >= 0x1F000 => 1.0,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ when Rune.IsUpper(rune) || rune.Value is 'm' or 'w' or '…' => 0.75,
        _ => 0.58,
    });
}
