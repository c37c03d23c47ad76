namespace VideoGen.Tests.Documentation;

/// <summary>The tables of services in README and help are those of the catalogue.</summary>
public sealed class ServiceTableTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/en-US/about_VideoGen_Providers.md")]
    public void Table_OfServices_IsTheCatalogues(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, file));
        string[] table = [.. lines.SkipWhile(line => !line.StartsWith("| provider |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'))];
        Assert.Equal(string.Join('\n', ServiceTable.Lines), string.Join('\n', table));
    }
}
