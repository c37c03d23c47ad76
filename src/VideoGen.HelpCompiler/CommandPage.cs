namespace VideoGen.Help;

/// <summary>What a section of level 3 tells of: an example, a type.</summary>
public sealed record PageTopic(string Title, IReadOnlyList<PageBlock> Blocks, int Line);

/// <summary>The page of a command, in the schema of Microsoft.PowerShell.PlatyPS 1.0 (2024-05-01).</summary>
public sealed class CommandPage
{
    private static readonly string[] Order = ["SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly MarkdownPage _page;
    private readonly Dictionary<string, (PageSection Head, List<PageSection> Parts)> _parts = [];

    private CommandPage(MarkdownPage page)
    {
        _page = page;
        if (page.Sections is not [{ Level: 1 } title, ..])
        {
            throw page.Fault(1, "a page begins with '# ' and the name of its command.");
        }

        Name = title.Title;
        foreach (PageSection section in page.Sections.Skip(1))
        {
            if (section.Level == 2)
            {
                _parts.Add(section.Title, (section, []));
            }
            else
            {
                _parts.Last().Value.Parts.Add(section);
            }
        }

        if (!_parts.Keys.SequenceEqual(Order))
        {
            throw page.Fault(1, $"the sections of level 2 are {string.Join(", ", _parts.Keys)}; they must be {string.Join(", ", Order)}.");
        }
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Metadata => _page.Metadata;

    /// <summary>The file of MAML that the command is looked up in.</summary>
    public string HelpFile => _page.Metadata.TryGetValue("external help file", out string? file) ? file : throw _page.Fault(1, "'external help file' is missing between the lines of '---'.");

    public string Synopsis => string.Join(' ', _parts["SYNOPSIS"].Head.Blocks.OfType<PageParagraph>().Select(paragraph => paragraph.Text));

    public IReadOnlyList<PageSyntax> Syntax => [.. _parts["SYNTAX"].Parts.Select(part => new PageSyntax(part.Title, Code(part, "")))];

    public IReadOnlyList<PageBlock> Description => _parts["DESCRIPTION"].Head.Blocks;

    public IReadOnlyList<PageTopic> Examples => Topics("EXAMPLES");

    /// <summary>Without CommonParameters, which every command has.</summary>
    public IReadOnlyList<PageParameter> Parameters => [.. _parts["PARAMETERS"].Parts.Where(part => part.Title != "CommonParameters").Select(Parameter)];

    public IReadOnlyList<PageTopic> Inputs => Topics("INPUTS");

    public IReadOnlyList<PageTopic> Outputs => Topics("OUTPUTS");

    public IReadOnlyList<PageBlock> Notes => _parts["NOTES"].Head.Blocks;

    /// <summary>The names of other pages.</summary>
    public IReadOnlyList<string> Links => [.. _parts["RELATED LINKS"].Head.Blocks.OfType<PagePoint>().Select(point => point.Text)];

    /// <exception cref="PageException">The page does not follow the schema.</exception>
    public static CommandPage Read(MarkdownPage page) => new(page);

    private IReadOnlyList<PageTopic> Topics(string section) => [.. _parts[section].Parts.Select(part => new PageTopic(part.Title, part.Blocks, part.Line))];

    private PageParameter Parameter(PageSection part) =>
        new(part.Title.TrimStart('-'), [.. part.Blocks.Where(block => block is not PageCode { Language: "yaml" })], Code(part, "yaml"));

    private string Code(PageSection part, string language) => part.Blocks.OfType<PageCode>().FirstOrDefault(code => code.Language == language)?.Text
        ?? throw _page.Fault(part.Line, $"'{part.Title}' has no block of {(language.Length > 0 ? language : "code")}.");
}
