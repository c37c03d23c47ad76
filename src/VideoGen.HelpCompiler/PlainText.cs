using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace VideoGen.Help;

/// <summary>Text as a terminal shows it, which has no bold and no links.</summary>
internal static class PlainText
{
    public static string Of(LeafBlock block, MarkdownPage page)
    {
        var text = new StringBuilder();
        Append(text, block.Inline!, block.Line + 1, page);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, ContainerInline inlines, int line, MarkdownPage page)
    {
        foreach (Inline inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    _ = text.Append(literal.Content.ToString());
                    break;

                case CodeInline code:
                    _ = text.Append(code.Content);
                    break;

                case HtmlEntityInline entity:
                    _ = text.Append(entity.Transcoded.ToString());
                    break;

                case LineBreakInline:
                    _ = text.Append(' ');
                    break;

                case AutolinkInline address:
                    _ = text.Append(address.Url);
                    break;

                case LinkInline { IsImage: false } link:
                    Append(text, link, line, page);

                    // The way to another page is its name; the way out is the address.
                    _ = link.Url is { } url && url.Contains("://", StringComparison.Ordinal) ? text.Append(" (").Append(url).Append(')') : text;
                    break;

                case EmphasisInline emphasis:
                    Append(text, emphasis, line, page);
                    break;

                default:
                    throw page.Fault(line, $"help cannot show a {inline.GetType().Name} in text; put it between back-ticks.");
            }
        }
    }
}
