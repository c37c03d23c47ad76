using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace VideoGen.Help;

/// <summary>A heading and what stands below it, up to the next heading of any level.</summary>
public sealed record PageSection(int Level, string Title, int Line, IReadOnlyList<PageBlock> Blocks);

/// <summary>A page as a list of sections. Only what help can show is allowed: paragraphs, lists, code and quotes of code.</summary>
public sealed class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    private readonly List<PageSection> _sections = [];

    private MarkdownPage(string file) => File = file;

    public string File { get; }

    /// <summary>The keys and values of the block between the two lines of <c>---</c> that a page may begin with.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<PageSection> Sections => _sections;

    /// <exception cref="PageException">The page has something that help cannot show.</exception>
    public static MarkdownPage Read(string file) => Parse(file, System.IO.File.ReadAllText(file));

    public static MarkdownPage Parse(string file, string text)
    {
        var page = new MarkdownPage(file);
        var blocks = new List<PageBlock>();
        foreach (Block block in Markdown.Parse(text, Pipeline))
        {
            switch (block)
            {
                case YamlFrontMatterBlock yaml:
                    page.Metadata = PageYaml.Pairs(yaml.Lines.ToString());
                    break;

                case HeadingBlock heading:
                    blocks = [];
                    page._sections.Add(new PageSection(heading.Level, PlainText.Of(heading, page), heading.Line + 1, blocks));
                    break;

                default:
                    blocks.AddRange(PageBlock.Of(block, page));
                    break;
            }
        }

        return page;
    }

    public PageException Fault(int line, string message) => new(File, line, message);
}
