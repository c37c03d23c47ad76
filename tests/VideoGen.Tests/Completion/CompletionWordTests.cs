using VideoGen.Cmdlets.Completion;

namespace VideoGen.Tests.Completion;

public class CompletionWordTests
{
    [Theory]
    [InlineData(null, "Local", true)]
    [InlineData("", "Local", true)]
    [InlineData("lo", "Local", true)]
    [InlineData("cal", "Local", false)]
    [InlineData("*cal", "Local", true)]
    [InlineData("l?c", "Local", true)]
    [InlineData("'my b", "My batch", true)]
    [InlineData("\"my batch\"", "My batch", true)]
    [InlineData("a\\b", "a\\bc", true)]
    [InlineData("[x", "[x] y", true)]
    [InlineData("lo", null, false)]
    public void Matches_WordAndValue_BeginAlikeOrByWildcard(string? word, string? value, bool expected) =>
        Assert.Equal(expected, new CompletionWord(word).Matches(value));

    [Theory]
    [InlineData("", "my batch", "'my batch'")]
    [InlineData("my", "plain", "plain")]
    [InlineData("'", "plain", "'plain'")]
    [InlineData("'my b'", "it's", "'it''s'")]
    [InlineData("\"my b\"", "my batch", "\"my batch\"")]
    [InlineData("\"", "costs $5 `or \"so\"", "\"costs `$5 ``or `\"so`\"\"")]
    [InlineData("\u201Cmy", "my batch", "\"my batch\"")]
    [InlineData("\u2018my", "my batch", "'my batch'")]
    public void Written_Value_IsInTheQuotesThatWereTypedOrThatItNeeds(string word, string value, string written) =>
        Assert.Equal(written, new CompletionWord(word).Written(value));

    [Theory]
    [InlineData("veo3.1-lite", "veo3.1-lite")]
    [InlineData("google/veo", "google/veo")]
    [InlineData("16:9", "16:9")]
    [InlineData("my batch", "'my batch'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("a\u2019b", "'a\u2019\u2019b'")]
    [InlineData("a$b", "'a$b'")]
    [InlineData("a;rm", "'a;rm'")]
    [InlineData("@x", "'@x'")]
    [InlineData("-x", "'-x'")]
    [InlineData("", "''")]
    public void Argument_Value_IsOneArgument(string value, string argument) => Assert.Equal(argument, PowerShellLiteral.Argument(value));
}
