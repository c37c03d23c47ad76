using System.Text.RegularExpressions;

namespace VideoGen.Tests.Commands;

/// <summary>Scripts compare the ids, and help lists them.</summary>
public sealed partial class ErrorRegistryTests
{
    private static readonly string Sources = string.Concat(
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(path) != "VideoErrors.cs")
            .Select(File.ReadAllText));

    public static TheoryData<string> Ids => new(VideoErrors.All.Select(kind => kind.Id));

    [Fact]
    public void ErrorRegistry_Ids_AreUnique() =>
        Assert.Equal(VideoErrors.All.Count, VideoErrors.All.Select(kind => kind.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void ErrorRegistry_FieldsOfTheClass_AreAllListed() =>
        Assert.Equal(
            typeof(VideoErrors).GetFields().Where(field => field.FieldType == typeof(VideoErrorKind)).Select(field => field.Name),
            VideoErrors.All.Select(kind => kind.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void ErrorRegistry_Entry_IsPascalCaseHasARemedyAndIsUsed(string id)
    {
        VideoErrorKind kind = VideoErrors.All.Single(kind => kind.Id == id);
        Assert.Matches("^[A-Z][a-z]*([A-Z]+[a-z]*)*$", id);
        Assert.EndsWith(".", kind.Remedy, StringComparison.Ordinal);
        Assert.True(kind.Remedy.Length > 10);
        Assert.Contains($"VideoErrors.{id}", Used());
    }

    [Fact]
    public void ErrorRegistry_Remedies_NameOnlyCommandsOfTheDesign() =>
        Assert.All(
            VideoErrors.All.SelectMany(kind => CommandName().Matches(kind.Remedy).Select(match => match.Value)),
            name => Assert.Matches("^(New|Get|Wait|Save|Stop|Remove|Resolve|Test|Set)-Video[A-Z][a-z]+$", name));

    private static HashSet<string> Used() => [.. Use().Matches(Sources).Select(match => match.Value)];

    [GeneratedRegex(@"VideoErrors\.[A-Z]\w*")]
    private static partial Regex Use();

    [GeneratedRegex(@"\b[A-Z][a-z]+-Video\w+")]
    private static partial Regex CommandName();
}
