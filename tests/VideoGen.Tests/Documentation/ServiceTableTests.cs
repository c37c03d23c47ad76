namespace VideoGen.Tests.Documentation;

/// <summary>What README and help say of the services is what the catalogue says.</summary>
public sealed class ServiceTableTests
{
    [Fact]
    public void Readme_TableOfServices_IsTheCatalogues() =>
        Assert.Equal(Join(ServiceTable.Markdown), Join(Lines("README.md").SkipWhile(line => !line.StartsWith("| provider |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'))));

    [Fact]
    public void Help_Services_AreTheCatalogues() =>
        Assert.Equal(
            Join(ServiceTable.Text),
            Join(Lines("docs/en-US/about_VideoGen_Providers.md").SkipWhile(line => line != "### What each can do").Skip(2).TakeWhile(line => line.Length > 0)));

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Repository.Root, file));
}
