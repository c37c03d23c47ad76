using VideoGen.Providers;

namespace VideoGen.Tests.Catalog;

public sealed class ChoicesTests
{
    [Theory]
    [InlineData("Nmae", "Name")]
    [InlineData("promt", "Prompt")]
    [InlineData("duraton", "Duration")]
    [InlineData("1080", "1080p")]
    public void Nearest_ASlipAway_IsFound(string given, string expected) =>
        Assert.Equal(expected, Choices.Nearest(given, ["Prompt", "Name", "Duration", "1080p"]));

    [Fact]
    public void Nearest_NothingNear_IsNull() => Assert.Null(Choices.Nearest("colour", ["Prompt", "Name", "Seed"]));

    [Theory]
    [InlineData(new string[0], "")]
    [InlineData(new[] { "a" }, "a")]
    [InlineData(new[] { "a", "b" }, "a or b")]
    [InlineData(new[] { "a", "b", "c" }, "a, b or c")]
    public void Join_Values_ReadsAsASentence(string[] values, string expected) => Assert.Equal(expected, Choices.Join(values));
}
