using System.IO.Enumeration;

namespace VideoGen.Cmdlets.Completion;

/// <summary>The half-typed word: what it matches, and how a value is written in its place.</summary>
internal sealed class CompletionWord
{
    // Characters that end or change a bare argument, beside white space and the quotes.
    private const string Special = "`$&|;(){}<>,@#\"'\u2018\u2019\u201A\u201B\u201C\u201D\u201E";

    private readonly string _pattern;

    public CompletionWord(string? word)
    {
        string text = word ?? "";
        Text = text is ['\'' or '"', ..] ? text[1..].TrimEnd(text[0]) : text;

        // A backslash is a character here, not the pattern language's escape.
        _pattern = Text.Replace("\\", "\\\\", StringComparison.Ordinal) + "*";
    }

    /// <summary>Without quotes.</summary>
    public string Text { get; }

    /// <summary>The value begins with the word, in any case; <c>*</c> and <c>?</c> in the word are wildcards.</summary>
    public bool Matches(string? value) => value is not null && FileSystemName.MatchesSimpleExpression(_pattern, value, ignoreCase: true);

    /// <summary>A value as an argument: in single quotes where it needs them.</summary>
    public static string Quote(string value)
    {
        bool bare = value.Length > 0 && value[0] is not '-' and not '\u2013' and not '\u2014' and not '\u2015'
            && !value.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || Special.Contains(letter, StringComparison.Ordinal));
        return bare ? value : $"'{string.Concat(value.Select(letter => letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{letter}{letter}" : $"{letter}"))}'";
    }
}
