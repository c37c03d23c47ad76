using System.Globalization;

namespace VideoGen;

/// <summary>Sizes, ages and remote text written for people. The format file and the messages use the same words.</summary>
public static class DisplayText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>A size in units of 1,000, three digits at most: <c>8.3 MB</c>. Null gives an empty text.</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not { } value)
        {
            return "";
        }

        double size = value;
        int unit = 0;
        while (size >= 999.5 && unit < Units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        string format = unit == 0 || size >= 99.95 ? "0" : "0.#";
        return $"{size.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>A span as its largest unit: <c>now</c>, <c>42 s</c>, <c>7 min</c>, <c>3 h</c>, <c>12 d</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalSeconds: < 60 } => $"{(int)age.TotalSeconds} s",
        { TotalMinutes: < 60 } => $"{(int)age.TotalMinutes} min",
        { TotalHours: < 48 } => $"{(int)age.TotalHours} h",
        _ => $"{(int)age.TotalDays} d",
    };

    /// <summary>
    /// A moment in the zone of <paramref name="time"/> with how long ago or ahead it is: <c>2026-03-01 14:05:09 (3 min ago)</c>,
    /// <c>… (in 23 h)</c>. Null gives an empty text.
    /// </summary>
    public static string Moment(DateTimeOffset? moment, TimeProvider time)
    {
        if (moment is not { } value)
        {
            return "";
        }

        TimeSpan age = time.GetUtcNow() - value;
        string distance = age.Duration() < TimeSpan.FromSeconds(1) ? "now" : age > TimeSpan.Zero ? $"{Age(age)} ago" : $"in {Age(-age)}";
        DateTimeOffset local = TimeZoneInfo.ConvertTime(value, time.LocalTimeZone);
        return $"{local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} ({distance})";
    }

    /// <summary>
    /// One line of text that came from elsewhere: control characters (terminal escapes with them) become spaces, runs of
    /// white space one, and what is over <paramref name="width"/> characters ends in an ellipsis.
    /// </summary>
    public static string OneLine(string? text, int width = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (text.Length <= width && IsPlainLine(text))
        {
            return text;
        }

        var line = new System.Text.StringBuilder(Math.Min(text.Length, 256));
        bool gap = false;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            if (System.Text.Rune.IsWhiteSpace(rune) || System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
            {
                gap = line.Length > 0;
                continue;
            }

            if (gap)
            {
                _ = line.Append(' ');
                gap = false;
            }

            _ = line.Append(rune);
            if (line.Length > width)
            {
                break;
            }
        }

        if (line.Length <= width)
        {
            return line.ToString();
        }

        int cut = Math.Max(width - 1, 0);
        if (cut > 0 && char.IsHighSurrogate(line[cut - 1]))
        {
            cut--;
        }

        return line.ToString(0, cut).TrimEnd() + "…";
    }

    /// <summary>Visible ASCII with single blanks between: what most names and messages are, and one line as it is.</summary>
    private static bool IsPlainLine(string text)
    {
        bool afterBlank = true;
        foreach (char letter in text)
        {
            if (letter is < ' ' or > '~' || (letter == ' ' && afterBlank))
            {
                return false;
            }

            afterBlank = letter == ' ';
        }

        return !afterBlank;
    }
}
