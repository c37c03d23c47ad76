using System.Text.RegularExpressions;
using VideoGen.Help;

namespace VideoGen.Tests.Documentation;

/// <summary>The topics of help: about_VideoGen and its like, and what all pages refer to.</summary>
public sealed partial class TopicPageTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "en-US");

    /// <summary>Parameters of PowerShell's own that pages speak of.</summary>
    private static readonly string[] OfTheEngine = ["Examples", "Module", "AsJob"];

    public static TheoryData<string> Topics => new(Directory.GetFiles(Pages, "about_*.md").Select(file => Path.GetFileNameWithoutExtension(file)));

    public static TheoryData<string> All => new(Directory.GetFiles(Pages, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [InlineData("about_VideoGen")]
    [InlineData("about_VideoGen_Providers")]
    [InlineData("about_VideoGen_Batches")]
    [InlineData("about_VideoGen_Credentials")]
    [InlineData("about_VideoGen_Errors")]
    [InlineData("about_VideoGen_Unattended")]
    [InlineData("about_VideoGen_Webhooks")]
    public void Topic_OfTheModule_IsThere(string name) => Assert.True(File.Exists(Path.Combine(Pages, $"{name}.md")));

    [Theory]
    [MemberData(nameof(Topics))]
    public void Topic_AsText_FitsATerminalAndShowsNoMarkdown(string name)
    {
        MarkdownPage page = MarkdownPage.Read(Path.Combine(Pages, $"{name}.md"));
        string[] lines = AboutText.Write(page).Split('\n');

        Assert.Equal(name, page.Sections[0].Title);
        Assert.Equal(["TOPIC", $"    {name}", "", "SHORT DESCRIPTION"], lines.Take(4));
        Assert.Contains("LONG DESCRIPTION", lines);
        Assert.All(lines, line => Assert.True(line.Length < 80, line));
        Assert.DoesNotContain(lines, line => line.StartsWith('#') || line.Contains("```", StringComparison.Ordinal) || line.Contains("](", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Page_NamesInItsText_Exist(string name)
    {
        string text = File.ReadAllText(Path.Combine(Pages, $"{name}.md"));
        string[] commands = [.. CommandFacts.All.Select(command => command.Name)];
        string[] parameters = [.. CommandFacts.All.SelectMany(command => command.Parameters).Select(parameter => parameter.Name), .. OfTheEngine];

        Assert.All(CommandName().Matches(text), match => Assert.Contains(match.Value, commands));
        Assert.All(TopicName().Matches(text), match => Assert.True(File.Exists(Path.Combine(Pages, $"{match.Value}.md")), match.Value));
        Assert.All(ParameterName().Matches(Prose(name)), match => Assert.Contains(match.Groups[1].Value, parameters));
    }

    [Fact]
    public void Errors_OfThePage_AreThoseOfTheRegistry()
    {
        var described = MarkdownPage.Read(Path.Combine(Pages, "about_VideoGen_Errors.md")).Sections
            .Where(section => section.Title != "SEE ALSO").SelectMany(section => section.Blocks).OfType<PagePoint>()
            .Select(point => point.Text.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[^1]);

        Assert.Empty(VideoErrors.All.Select(kind => kind.Id).Except(described.Keys));
        Assert.Empty(described.Keys.Except(VideoErrors.All.Select(kind => kind.Id)));
        Assert.All(described, error => Assert.True(error.Value.Count(character => character == '.') >= 2, $"{error.Key} lacks what it means or what to do."));
    }

    /// <summary>Running text alone: code may have parameters of any command.</summary>
    private static string Prose(string name) => string.Join('\n', MarkdownPage.Read(Path.Combine(Pages, $"{name}.md")).Sections
        .Where(section => section.Title != "CommonParameters").SelectMany(section => section.Blocks).Select(block => block switch
        {
            PageParagraph paragraph => paragraph.Text,
            PagePoint point => point.Text,
            _ => "",
        }));

    [GeneratedRegex(@"\b[A-Z][a-z]+-Video[A-Z][A-Za-z]+")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\babout_VideoGen\w*")]
    private static partial Regex TopicName();

    [GeneratedRegex(@"(?<![\w{-])-([A-Z][A-Za-z]+)")]
    private static partial Regex ParameterName();
}
