using System.IO.Enumeration;

namespace VideoGen.Cmdlets.Completion;

/// <summary>The half-typed word: what it matches, and how a value that replaces it is written.</summary>
internal sealed class CompletionWord
{
    // PowerShell takes typographic quotes for plain ones.
    private const string SingleQuotes = "'\u2018\u2019\u201A\u201B";
    private const string DoubleQuotes = "\"\u201C\u201D\u201E";

    private readonly string _pattern;
    private readonly char? _quote;

    public CompletionWord(string? word)
    {
        string text = word ?? "";
        _quote = text is [var first, ..] ? (SingleQuotes.Contains(first, StringComparison.Ordinal) ? '\'' : DoubleQuotes.Contains(first, StringComparison.Ordinal) ? '"' : null) : null;
        Text = _quote is { } quote ? text[1..].TrimEnd(quote == '"' ? DoubleQuotes.ToCharArray() : SingleQuotes.ToCharArray()) : text;

        // A backslash is a character here, not the pattern language's escape.
        _pattern = Text.Replace("\\", "\\\\", StringComparison.Ordinal) + "*";
    }

    /// <summary>Without quotes.</summary>
    public string Text { get; }

    /// <summary>The value begins with the word, in any case; <c>*</c> and <c>?</c> in the word are wildcards.</summary>
    public bool Matches(string? value) => value is not null && FileSystemName.MatchesSimpleExpression(_pattern, value, ignoreCase: true);

    /// <summary>The value as an argument: in the quotes that were typed, else in those it needs.</summary>
    public string Written(string value) => _quote switch
    {
        '"' => PowerShellLiteral.DoubleQuoted(value),
        '\'' => PowerShellLiteral.Quoted(value),
        _ => PowerShellLiteral.Argument(value),
    };
}
