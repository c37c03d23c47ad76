namespace VideoGen;

/// <summary>
/// Breaks text between words. PowerShell's own tables do that in some languages only, and not in the invariant one that
/// services and build machines run in; there a command in a remedy could not be read any more.
/// </summary>
public static class WrappedText
{
    /// <param name="text">One line.</param>
    /// <param name="width">A word that is longer keeps a line of its own.</param>
    public static string At(string text, int width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        return string.Join(Environment.NewLine, [.. lines, line]);
    }
}
