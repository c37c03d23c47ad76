using Markdig.Syntax;

namespace VideoGen.Help;

/// <summary>A piece of a page's text.</summary>
public abstract record PageBlock(int Line)
{
    /// <summary>The pieces that a block of Markdown comes to: a list is one a point.</summary>
    internal static IEnumerable<PageBlock> Of(Block block, MarkdownPage page) => block switch
    {
        ParagraphBlock paragraph => [new PageParagraph(PlainText.Of(paragraph, page), paragraph.Line + 1)],
        FencedCodeBlock code => [new PageCode(code.Info ?? "", code.Lines.ToString().TrimEnd(), code.Line + 1)],
        CodeBlock code => [new PageCode("", code.Lines.ToString().TrimEnd(), code.Line + 1)],
        ListBlock list => list.Cast<ListItemBlock>().Select((item, index) => Point(list, item, index, page)),
        LinkReferenceDefinitionGroup => [],
        _ => throw page.Fault(block.Line + 1, $"help cannot show a {block.GetType().Name}; use paragraphs, lists and code."),
    };

    private static PagePoint Point(ListBlock list, ListItemBlock item, int index, MarkdownPage page) => item is [ParagraphBlock text]
        ? new PagePoint(list.IsOrdered ? $"{index + 1}." : "-", PlainText.Of(text, page), item.Line + 1)
        : throw page.Fault(item.Line + 1, "a point of a list is one paragraph; write what is longer without a list.");
}

/// <summary>Running text, free of Markdown's signs and of line ends.</summary>
public sealed record PageParagraph(string Text, int Line) : PageBlock(Line);

/// <summary>A point of a list.</summary>
public sealed record PagePoint(string Mark, string Text, int Line) : PageBlock(Line);

/// <summary>Lines that are shown as they are.</summary>
/// <param name="Language">What stands behind the fence: <c>powershell</c>, <c>output</c>, <c>yaml</c>, or nothing.</param>
public sealed record PageCode(string Language, string Text, int Line) : PageBlock(Line);
