using System.IO.Enumeration;

namespace VideoGen.Cmdlets.Completion;

/// <summary>The half-typed word: what it matches.</summary>
internal sealed class CompletionWord
{
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
}
