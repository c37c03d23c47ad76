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
        foreach ((string paragraph, bool isFirst) in TextLines.Paragraphs(blocks, Width - 6).Select((paragraph, index) => (paragraph, index == 0)))
        {
            // The first follows its heading.
            _ = text.Append(isFirst ? "" : "\n");
            foreach (string line in paragraph.Split('\n'))
            {
                _ = text.Append($"{Indent(4)}{line}".TrimEnd()).Append('\n');
            }
        }
    }

    private static string Indent(int columns) => new(' ', columns);
}
