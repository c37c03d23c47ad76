namespace VideoGen;

/// <summary>Text as PowerShell's source has it.</summary>
internal static class PowerShellLiteral
{
    // Characters that end or change a bare argument, beside white space and the quotes.
    private const string Special = "`$&|;(){}<>,@#\"'\u2018\u2019\u201A\u201B\u201C\u201D\u201E";

    /// <summary>In single quotes. PowerShell ends such a string at a typographic quote too; each is doubled to stand for itself.</summary>
    public static string Quoted(string text) =>
        $"'{string.Concat(text.Select(letter => letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{letter}{letter}" : $"{letter}"))}'";

    /// <summary>In double quotes, which typographic ones end too.</summary>
    public static string DoubleQuoted(string text) =>
        $"\"{string.Concat(text.Select(letter => letter is '`' or '$' or '"' or '\u201C' or '\u201D' or '\u201E' ? $"`{letter}" : $"{letter}"))}\"";

    /// <summary>As an argument of a command: in single quotes where it needs them.</summary>
    public static string Argument(string value)
    {
        bool bare = value.Length > 0 && value[0] is not '-' and not '\u2013' and not '\u2014' and not '\u2015'
            && !value.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || Special.Contains(letter, StringComparison.Ordinal));
        return bare ? value : Quoted(value);
    }
}
