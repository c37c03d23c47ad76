using System.Text;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Tests.Http;

public sealed class HalfCharactersTests
{
    [Theory]
    [InlineData(@"""a \ud83d""", "a \uFFFD")]
    [InlineData(@"""\udc00 b""", "\uFFFD b")]
    [InlineData(@"""\ud83d\ud83d\ude00""", "\uFFFD\U0001F600")]
    [InlineData(@"""\uD83D\u0041""", "\uFFFDA")]
    [InlineData(@"""\ud83d\ude00""", "\U0001F600")]
    [InlineData(@"""\\ud83d""", @"\ud83d")]
    [InlineData(@"""\\\ud83d""", "\\\uFFFD")]
    public void Mend_Text_CanBeRead(string json, string text) =>
        Assert.Equal(text, JsonDocument.Parse(HalfCharacters.Mend(Encoding.UTF8.GetBytes(json))).RootElement.GetString());

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("{\"a\":\"\\ud8")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}")]
    public void Mend_NothingToMend_IsTheSame(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Assert.Same(bytes, HalfCharacters.Mend(bytes));
    }

    [Fact]
    public void ErrorBody_WordsAreCutInACharacter_CanBeRead() =>
        Assert.Equal("no \uFFFD", ErrorBody.Parse("""{"error":{"message":"no \\ud83d"}}""".Replace("\\\\", "\\", StringComparison.Ordinal))!.Text("error", "message"));
}
