using System.Text;

namespace VideoGen.Help;

/// <summary>The text of a topic, for Get-Help about_…: at most 80 columns, without Markdown's signs.</summary>
public static class AboutText
{
    private const int Width = 80;

    public static string Write(MarkdownPage page)
    {
        var text = new StringBuilder();
        foreach (PageSection section in page.Sections)
        {
            switch (section.Level)
            {
                case 1:
                    _ = text.Append("TOPIC\n").Append(Indent(4)).Append(section.Title).Append('\n');
                    break;

                case 2:
                    _ = text.Append('\n').Append(section.Title.ToUpperInvariant()).Append('\n');
                    break;

                default:
                    _ = text.Append('\n').Append(Indent(2)).Append(section.Title).Append('\n');
                    break;
            }

            Append(text, section.Blocks);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<PageBlock> blocks)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            // The first follows its heading, the points of a list follow each other.
            if (i > 0 && !(blocks[i] is PagePoint && blocks[i - 1] is PagePoint))
            {
                _ = text.Append('\n');
            }

            IEnumerable<string> lines = blocks[i] switch
            {
                PageParagraph paragraph => Wrap(paragraph.Text, "", Width - 4),
                PagePoint point => Wrap(point.Text, $"{point.Mark} ", Width - 4),
                PageCode code => code.Text.Split('\n').Select(line => $"    {line}"),
                _ => throw new InvalidOperationException(blocks[i].GetType().Name),
            };
            foreach (string line in lines)
            {
                _ = text.Append($"{Indent(4)}{line}".TrimEnd()).Append('\n');
            }
        }
    }

    /// <summary>Lines of at most so many columns; those after the first are indented as far as its mark reaches.</summary>
    private static IEnumerable<string> Wrap(string text, string mark, int width)
    {
        string line = mark;
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length >= width)
            {
                yield return line;
                line = Indent(mark.Length);
                isEmpty = true;
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        yield return line;
    }

    private static string Indent(int columns) => new(' ', columns);
}
