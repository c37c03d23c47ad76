using System.Xml.Linq;
using VideoGen.Help;

namespace VideoGen.Tests.Documentation;

/// <summary>What the compiler of the pages makes of Markdown, and what it refuses.</summary>
public sealed class HelpCompilerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("videogen-help-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Compile_PagesOfTheModule_HaveEveryCommandInOneFile()
    {
        HelpCompiler.Compile(Path.Combine(Repository.Root, "docs", "en-US"), _folder.FullName);

        XNamespace command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
        var maml = XDocument.Load(Path.Combine(_folder.FullName, "VideoGen.dll-Help.xml"));
        Assert.Equal(CommandFacts.All.Select(facts => facts.Name), maml.Descendants(command + "details").Select(details => details.Element(command + "name")!.Value));
    }

    [Theory]
    [InlineData("[[-Prompt] <string>]", false, true, "string")]
    [InlineData("[-Id] <string[]>", true, true, "string[]")]
    [InlineData("[-Model <string>]", false, false, "string")]
    [InlineData("-Destination <string>", true, false, "string")]
    [InlineData("[-Force]", false, false, "")]
    [InlineData("-AtService", true, false, "")]
    public void Syntax_FormOfAParameter_SaysWhetherItIsRequiredAndPositional(string form, bool isRequired, bool isPositional, string type)
    {
        SyntaxParameter parameter = Assert.Single(new PageSyntax("__AllParameterSets", $"Get-It {form} [<CommonParameters>]").Parameters);

        Assert.Equal((isRequired, isPositional, type), (parameter.IsRequired, parameter.IsPositional, parameter.Type));
    }

    [Theory]
    [InlineData("# about_It\n\n> a quote\n", 3)]
    [InlineData("# about_It\n\ntext\n\n<b>loud</b> text\n", 5)]
    [InlineData("# about_It\n\n- one\n\n  two\n", 3)]
    public void Page_WithWhatHelpCannotShow_IsRefusedWithItsLine(string text, int line) =>
        Assert.StartsWith($"it.md({line}): error HELP: ", Assert.Throws<PageException>(() => MarkdownPage.Parse("it.md", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void CommandPage_WithoutASection_IsRefused() =>
        Assert.Contains("SYNTAX", Assert.Throws<PageException>(() => CommandPage.Read(MarkdownPage.Parse("it.md", "# Get-It\n\n## SYNOPSIS\n\nGets it.\n"))).Message, StringComparison.Ordinal);

    [Fact]
    public void About_Text_IsFreeOfSignsAndBrokenBetweenWords()
    {
        string words = string.Join(' ', Enumerable.Repeat("word", 40));
        string text = AboutText.Write(MarkdownPage.Parse("it.md", $"# about_It\n\n## LONG DESCRIPTION\n\n**Bold** `code` [name](page.md). {words}\n\n- a point of {words}\n\n```\n# shown\n```\n"));

        Assert.Contains("    Bold code name. word", text, StringComparison.Ordinal);
        Assert.Contains("      # shown\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length < 80, line));
        Assert.Contains("\n    - a point of word", text, StringComparison.Ordinal);
        Assert.Contains("\n      word", text, StringComparison.Ordinal);
    }
}
