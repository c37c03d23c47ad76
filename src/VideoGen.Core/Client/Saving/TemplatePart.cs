namespace VideoGen.Client;

/// <summary>A piece of a template: literal text, or a token.</summary>
/// <param name="Text">The literal, or the token's name.</param>
/// <param name="IsToken">Which of the two.</param>
internal readonly record struct TemplatePart(string Text, bool IsToken)
{
    public static TemplatePart Literal(string text) => new(text, false);

    public static TemplatePart Token(string name) => new(name, true);
}
