using VideoGen.Cmdlets.Rows;
using VideoGen.Help;

namespace VideoGen.Tests.Documentation;

/// <summary>
/// Every command has a page, and the page says what the command is. With VIDEOGEN_RECORD=1 the syntax and the facts of the
/// parameters are written into the pages, and a page is begun for a command that has none; the rest people write.
/// </summary>
public sealed class CommandPageTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "en-US");

    public static TheoryData<string> Commands => new(CommandFacts.All.Select(command => command.Name));

    [Fact]
    public void Pages_Names_AreThoseOfTheCommands()
    {
        if (IsRecording)
        {
            foreach (CommandFacts command in CommandFacts.All.Where(command => !File.Exists(command.PagePath)))
            {
                File.WriteAllText(command.PagePath, CommandPageFacts.Empty(command));
            }
        }

        Assert.Equal(
            CommandFacts.All.Select(command => command.Name),
            Directory.GetFiles(Pages, "*-*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_SyntaxAndFacts_AreThoseOfTheCommand(string name)
    {
        CommandFacts command = Find(name);
        string page = File.ReadAllText(command.PagePath);
        string corrected = CommandPageFacts.Corrected(command, page);
        if (IsRecording)
        {
            File.WriteAllText(command.PagePath, corrected);
        }

        Assert.Equal(corrected, page);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_Text_IsWhole(string name)
    {
        CommandPage page = Read(name);
        Assert.Equal(name, page.Name);
        Assert.Equal(name, page.Metadata["title"]);
        Assert.Equal("VideoGen.dll-Help.xml", page.HelpFile);
        Assert.NotEmpty(page.Metadata["ms.date"]);
        Assert.EndsWith($"/docs/en-US/{name}.md", page.Metadata["HelpUri"], StringComparison.Ordinal);
        Assert.InRange(page.Synopsis.Length, 10, 120);
        Assert.NotEmpty(page.Description);
        Assert.NotEmpty(page.Inputs);
        Assert.NotEmpty(page.Outputs);
        Assert.NotEmpty(page.Links);
        Assert.All(page.Parameters, parameter => Assert.True(parameter.Description.OfType<PageParagraph>().Any(), $"-{parameter.Name} is not described."));
        Assert.DoesNotContain("{{", File.ReadAllText(Find(name).PagePath), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_Examples_AreTwoOrMoreEachWithItsOutput(string name)
    {
        CommandPage page = Read(name);
        Assert.True(page.Examples.Count >= 2, $"{name} has {page.Examples.Count} examples.");
        Assert.Equal(page.Examples.Select((_, index) => $"Example {index + 1}"), page.Examples.Select(example => example.Title.Split(':')[0]));
        Assert.All(page.Examples, example => Assert.Equal(["powershell", "output"], example.Blocks.OfType<PageCode>().Select(code => code.Language).Distinct()));
        Assert.All(page.Examples.SelectMany(example => example.Blocks.OfType<PageCode>()).SelectMany(code => code.Text.Split('\n')), line => Assert.True(line.Length <= 74, line));
        Assert.All(page.Examples, example => Assert.Contains(name, example.Blocks.OfType<PageCode>().First().Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("New-VideoJob")]
    [InlineData("Get-VideoPrice")]
    public void Page_OfRows_SaysOfEachParameterWhichColumnsAreRead(string name)
    {
        // The row itself and the questions of the engine are no values of a row.
        string[] others = ["InputObject", "WhatIf", "Confirm"];
        foreach (PageParameter parameter in Read(name).Parameters.Where(parameter => !others.Contains(parameter.Name)))
        {
            string last = parameter.Description.OfType<PageParagraph>().Last().Text;
            Assert.Equal(ColumnSentence(parameter.Name), last);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_Links_LeadToPagesThatExist(string name) => Assert.All(
        Read(name).Links.Where(link => !link.Contains("://", StringComparison.Ordinal)),
        link => Assert.True(File.Exists(Path.Combine(Pages, $"{link}.md")), $"There is no page {link}."));

    private static bool IsRecording => Environment.GetEnvironmentVariable("VIDEOGEN_RECORD") == "1";

    private static CommandFacts Find(string name) => CommandFacts.All.Single(command => command.Name == name);

    private static CommandPage Read(string name) => CommandPage.Read(MarkdownPage.Read(Find(name).PagePath));

    private static string ColumnSentence(string parameter) => RowColumns.Find(parameter) is { } column && column.Name == parameter
        ? $"Columns read: {string.Join(", ", column.ColumnNames)}."
        : "No column of this name is read.";
}
