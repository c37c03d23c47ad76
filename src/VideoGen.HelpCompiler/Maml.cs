using System.Xml.Linq;

namespace VideoGen.Help;

/// <summary>MAML, the form in which Get-Help reads the help of a compiled command.</summary>
internal static class Maml
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    // Of 80 columns Get-Help leaves the last one free; one less shows a line that it broke itself.
    private const int Width = 78;

    public static XElement Of(IEnumerable<CommandPage> pages) => new(Root + "helpItems", new XAttribute("schema", "maml"), pages.Select(Of));

    private static XElement Of(CommandPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Text),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Text + "description", new XElement(Text + "para", page.Synopsis)),
            new XElement(Command + "verb", page.Name.Split('-')[0]),
            new XElement(Command + "noun", page.Name.Split('-')[^1])),
        new XElement(Text + "description", Paragraphs(page.Description, 4)),
        new XElement(Command + "syntax", page.Syntax.Select(syntax => Syntax(page, syntax))),
        new XElement(Command + "parameters", page.Parameters.Select(parameter => Parameter(page, parameter))),
        new XElement(Command + "inputTypes", page.Inputs.Select(input => Value("inputType", input))),
        new XElement(Command + "returnValues", page.Outputs.Select(output => Value("returnValue", output))),
        page.Notes.Count == 0 ? null : new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page.Notes, 8))),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", Links(page)));

    private static XElement Syntax(CommandPage page, PageSyntax syntax) => new(
        Command + "syntaxItem",
        new XElement(Text + "name", page.Name),
        syntax.Parameters.Select((parameter, index) => new XElement(
            Command + "parameter",
            new XAttribute("required", parameter.IsRequired),
            new XAttribute("position", parameter.IsPositional ? index : "named"),
            new XElement(Text + "name", parameter.Name),
            TypeName(parameter.Type))));

    private static XElement Parameter(CommandPage page, PageParameter parameter) => new(
        Command + "parameter",
        new XAttribute("required", parameter.IsRequired),
        new XAttribute("globbing", parameter.TakesWildcards),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position),
        new XAttribute("aliases", parameter.Aliases is { Count: > 0 } aliases ? string.Join(", ", aliases) : "none"),
        new XElement(Text + "name", parameter.Name),
        new XElement(Text + "description", Paragraphs(parameter.Description, 8)),
        TypeName(page.Syntax.SelectMany(syntax => syntax.Parameters).FirstOrDefault(given => given.Name == parameter.Name)?.Type ?? ""),
        new XElement(Dev + "type", new XElement(Text + "name", parameter.Type)),
        new XElement(Dev + "defaultValue", parameter.DefaultValue.Length > 0 ? parameter.DefaultValue : "None"));

    /// <summary>What is to be typed behind the name; nothing for a switch.</summary>
    private static XElement? TypeName(string type) => type.Length == 0 ? null : new XElement(Command + "parameterValue", new XAttribute("required", true), type);

    private static XElement Value(string element, PageTopic topic) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Text + "name", topic.Title)),
        new XElement(Text + "description", Paragraphs(topic.Blocks, 8)));

    /// <summary>What is typed and what it prints stand together; what is said of it comes after, and an empty line before the next.</summary>
    private static XElement Example(PageTopic example) => new(
        Command + "example",
        new XElement(Text + "title", example.Title),
        new XElement(Dev + "code", string.Join("\n\n", example.Blocks.OfType<PageCode>().Select(code => code.Text))),
        new XElement(Dev + "remarks", Paragraphs(example.Blocks.Where(block => block is not PageCode), 4), new XElement(Text + "para")));

    private static IEnumerable<XElement> Links(CommandPage page)
    {
        // Get-Help -Online opens the first one.
        if (page.Metadata.TryGetValue("HelpUri", out string? address) && address.Length > 0)
        {
            yield return new XElement(Text + "navigationLink", new XElement(Text + "linkText", "Online version:"), new XElement(Text + "uri", address));
        }

        foreach (string link in page.Links)
        {
            yield return new XElement(Text + "navigationLink", new XElement(Text + "linkText", link), new XElement(Text + "uri"));
        }
    }

    /// <param name="indent">Where Get-Help puts the text.</param>
    private static IEnumerable<XElement> Paragraphs(IEnumerable<PageBlock> blocks, int indent) =>
        TextLines.Paragraphs([.. blocks], Width - indent).Select(paragraph => new XElement(Text + "para", paragraph));
}
