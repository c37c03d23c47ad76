using VideoGen.Http;
using VideoGen.Tracing;

namespace VideoGen.Tests.Tracing;

public sealed class TraceTextTests
{
    private readonly TraceText _text = new(new TraceSecrets());

    [Theory]
    [InlineData("see https://files.example/a/b.mp4?X-Amz-Signature=canary0123&X-Amz-Expires=60 now", "see https://files.example/a/b.mp4?‹query› now")]
    [InlineData("https://files.example/a.mp4#canary0123", "https://files.example/a.mp4?‹query›")]
    [InlineData("https://me:canary0123@files.example/a.mp4", "https://‹user›@files.example/a.mp4")]
    [InlineData("https:\\/\\/files.example\\/a.mp4?sig=canary0123\\u0026se=1\"", "https:\\/\\/files.example\\/a.mp4?‹query›\"")]
    [InlineData("https://gate.example/go/https%3A%2F%2Ffiles.example%2Fa%3Fsig%3Dcanary0123", "https://gate.example/go/https%3A%2F%2Ffiles.example%2Fa?‹query›")]
    [InlineData("(https%3A%2F%2Ffiles.example%2Fa%3Fsig%3Dcanary0123)", "(https%3A%2F%2Ffiles.example%2Fa%3F‹query›")]
    [InlineData("<a href=\"https://files.example/a?x=1&amp;sig=canary0123\">", "<a href=\"https://files.example/a?‹query›\">")]
    [InlineData("http://proxy:canary0123@10.0.0.1:3128", "http://‹user›@10.0.0.1:3128")]
    [InlineData("Nothing of this is one: 12:30, a/b?c", "Nothing of this is one: 12:30, a/b?c")]
    public void TraceText_Links_LoseWhatSignsThem(string text, string expected) => Assert.Equal(expected, _text.Clean(text));

    [Theory]
    [InlineData("Authorization: Bearer canary-0123456789abc")]
    [InlineData("invalid token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.canary0123456789")]
    [InlineData("the key sk-canary0123456789abcdef is not known")]
    [InlineData("Signature=canary0123456789 does not fit")]
    [InlineData("access_token=canary0123456789&x=1")]
    public void TraceText_WhatLooksLikeASecret_IsMaskedByTheSameTokenEachTime(string text)
    {
        string cleaned = _text.Clean($"{text} / {text}");

        Assert.DoesNotContain("canary", cleaned, StringComparison.Ordinal);
        string[] halves = cleaned.Split(" / ");
        Assert.Equal(halves[0], halves[1]);
        Assert.Contains("‹secret:", halves[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.example/v1/videos?limit=5&cursor=abc&api_key=canary0123", true, "https://api.example/v1/videos?limit=5&cursor=abc&api_key=‹secret:")]
    [InlineData("https://files.example/a.mp4?limit=5", false, "https://files.example/a.mp4?‹query›")]
    [InlineData("https://u:p@files.example/a.mp4", false, "https://files.example/a.mp4")]
    public void TraceText_Address_KeepsOfTheServicesOwnWhatIsNoSecret(string uri, bool isOwn, string expected) =>
        Assert.StartsWith(expected, _text.Address(new Uri(uri), isOwn), StringComparison.Ordinal);

    [Fact]
    public void TraceSecrets_OneIsPartOfAnother_NothingOfTheLongerOneIsLeft()
    {
        var secrets = new TraceSecrets();
        _ = secrets.Add(new Secret("canary-0123"));
        _ = secrets.Add(new Secret("canary-0123-and-the-rest"));

        Assert.DoesNotContain("rest", secrets.RemoveFrom("x canary-0123-and-the-rest y"), StringComparison.Ordinal);
    }
}
