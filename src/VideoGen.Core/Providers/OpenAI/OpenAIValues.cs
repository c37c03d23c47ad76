using System.Globalization;
using System.Text.Json;

namespace VideoGen.Providers.OpenAI;

/// <summary>Values in the ways that the servers of this shape write them. Null for what is not there or makes no sense.</summary>
internal static class OpenAIValues
{
    /// <summary>Later than any time in seconds: what is larger is in milliseconds, as New API writes <c>created_at</c>.</summary>
    private const double LeastMilliseconds = 1e11;

    private const double LatestMillisecond = 253_402_300_799_000;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()) ? null : value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>A number, or a text of one, with or without the unit <c>s</c>.</summary>
    public static double? Number(JsonElement value) =>
        Text(value) is { } text
        && double.TryParse(text.Trim().TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    /// <summary>A number as a whole one.</summary>
    public static int? Whole(JsonElement value) => Number(value) is { } number && Math.Abs(number) < int.MaxValue ? (int)Math.Round(number) : null;

    /// <summary>Unix time in seconds, with or without a fraction, or in milliseconds; or a date as ISO 8601 has it.</summary>
    public static DateTimeOffset? Time(JsonElement value)
    {
        if (Number(value) is { } number)
        {
            double milliseconds = number >= LeastMilliseconds ? number : number * 1000;
            return milliseconds is > 0 and < LatestMillisecond ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds)) : null;
        }

        return DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
    }

    /// <summary>Width and height of a size such as <c>1280x720</c>.</summary>
    public static (int Width, int Height)? Sides(string? size)
    {
        string[] sides = (size ?? "").Split('x');
        return sides.Length == 2
            && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height) ? (width, height) : null;
    }
}
