using System.Text;

namespace VideoGen.Providers.Local;

/// <summary>Text in FFmpeg's filter language (ffmpeg-filters, "Notes on filtergraph escaping").</summary>
internal static class FilterText
{
    /// <summary>Escapes a value twice: for the filter's options, then for the graph around it.</summary>
    public static string Escape(string value) => With(With(value, @"\':"), @"\'[],;");

    private static string With(string text, string special)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char character in text)
        {
            _ = special.Contains(character, StringComparison.Ordinal) ? escaped.Append('\\').Append(character) : escaped.Append(character);
        }

        return escaped.ToString();
    }
}
