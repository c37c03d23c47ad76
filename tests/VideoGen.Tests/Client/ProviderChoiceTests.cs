using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

public sealed class ProviderChoiceTests
{
    private static readonly ProviderCatalog Catalog = new(
        [.. new[] { "Fake", "Farm", "Local" }.Select(name => new ProviderEntry(FakeProvider.Description with { Name = name }, _ => new FakeProvider()))]);

    [Theory]
    [InlineData("farm", "Fake", "Local", "Farm")]
    [InlineData(" ", "Fake", "Local", "Fake")]
    [InlineData(null, null, "fake", "Fake")]
    public void ProviderChoice_WasMadeByTheUser_HasNoNotice(string? given, string? remembered, string? environment, string expected) =>
        Assert.Equal(new ProviderChoice(expected, null), Choose(given, remembered, environment));

    [Fact]
    public void ProviderChoice_WasMadeForTheUser_IsSaid()
    {
        Assert.Equal("Local", Choose(null, null, null).Name);
        Assert.Contains("Local", Choose(null, null, null).Notice, StringComparison.Ordinal);
        Assert.Equal("Farm", Choose(null, null, null, "Farm").Name);
        Assert.NotNull(Choose(null, null, null, "Farm").Notice);
    }

    [Fact]
    public void ProviderChoice_SeveralAreAsLikely_IsAnErrorNamingThem()
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => Choose(null, null, null, "Fake", "Farm"));
        Assert.Equal(VideoErrors.ProviderNotChosen, error.Kind);
        Assert.Contains("Fake, Farm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProviderChoice_NoSuchName_NamesTheNearest() =>
        Assert.Contains("Farm", Assert.Throws<VideoGenException>(() => Choose("frm", null, null)).Message, StringComparison.Ordinal);

    private static ProviderChoice Choose(string? given, string? remembered, string? environment, params string[] withCredential) =>
        ProviderChoice.Make(Catalog, given, remembered, _ => environment, () => withCredential);
}
