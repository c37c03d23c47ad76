namespace VideoGen.Help;

/// <summary>The few forms of YAML that PlatyPS writes: pairs, lists of words, and lists of pairs.</summary>
public static class PageYaml
{
    /// <summary>The pairs that stand at the margin, free of quotes.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(string yaml) => yaml.Split('\n')
        .Where(line => line.Length > 0 && line[0] is not (' ' or '-') && line.Contains(':', StringComparison.Ordinal))
        .Select(line => line.Split(':', 2))
        .ToDictionary(pair => pair[0].Trim(), pair => Unquote(pair[1].Trim()), StringComparer.Ordinal);

    /// <summary>The points of the list under a key, each of one line.</summary>
    public static IReadOnlyList<string> List(string yaml, string key) =>
        [.. Under(yaml, key).Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => Unquote(line[2..].Trim()))];

    /// <summary>The points of the list under a key, each of several pairs.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Tables(string yaml, string key) =>
        [.. string.Join('\n', Under(yaml, key)).Split("- ", StringSplitOptions.RemoveEmptyEntries)
            .Select(point => Pairs(string.Join('\n', point.Split('\n').Select(line => line.Trim()))))];

    private static IEnumerable<string> Under(string yaml, string key) =>
        yaml.Split('\n').SkipWhile(line => line.TrimEnd() != $"{key}:").Skip(1).TakeWhile(line => line.StartsWith('-') || line.StartsWith(' '));

    private static string Unquote(string text) => text is ['\'', .., '\''] or ['"', .., '"'] ? text[1..^1].Replace("''", "'", StringComparison.Ordinal) : text;
}
