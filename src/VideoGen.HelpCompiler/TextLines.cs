namespace VideoGen.Help;

/// <summary>
/// Text in lines of a given width. Get-Help itself breaks lines between words in some languages only, in the others and where
/// no language is set anywhere in a word; what is broken already it leaves alone.
/// </summary>
internal static class TextLines
{
    /// <summary>Paragraphs with line ends in them; the points of a list are one.</summary>
    public static IEnumerable<string> Paragraphs(IReadOnlyList<PageBlock> blocks, int width)
    {
        var points = new List<string>();
        foreach (PageBlock block in blocks)
        {
            if (block is PagePoint point)
            {
                points.AddRange(Wrap(point.Text, $"{point.Mark} ", width));
                continue;
            }

            if (points.Count > 0)
            {
                yield return string.Join('\n', points);
                points.Clear();
            }

            yield return block switch
            {
                PageParagraph paragraph => string.Join('\n', Wrap(paragraph.Text, "", width)),
                PageCode code => string.Join('\n', code.Text.Split('\n').Select(line => $"  {line}".TrimEnd())),
                _ => throw new InvalidOperationException(block.GetType().Name),
            };
        }

        if (points.Count > 0)
        {
            yield return string.Join('\n', points);
        }
    }

    /// <summary>Lines of at most so many columns; those after the first are indented as far as its mark reaches.</summary>
    private static IEnumerable<string> Wrap(string text, string mark, int width)
    {
        string line = mark;
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = new string(' ', mark.Length);
                isEmpty = true;
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        yield return line;
    }
}
