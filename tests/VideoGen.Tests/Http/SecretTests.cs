using VideoGen.Http;

namespace VideoGen.Tests.Http;

public sealed class SecretTests
{
    [Fact]
    public void Secret_Printed_IsMasked()
    {
        var secret = new Secret(" k/y-1234 \n");

        Assert.Equal("***", $"{secret}");
        Assert.DoesNotContain("k/y-1234", OriginCredential.Bearer(new Uri("https://a.example"), secret).ToString(), StringComparison.Ordinal);
        Assert.Equal("a *** b *** c", secret.RemoveFrom("a k/y-1234 b k%2Fy-1234 c"));
    }

    [Theory]
    [InlineData("https://a.example/x?sig=1", "https://a.example", true)]
    [InlineData("https://A.EXAMPLE:443/", "https://a.example", true)]
    [InlineData("http://a.example", "https://a.example", false)]
    [InlineData("https://a.example:444", "https://a.example", false)]
    [InlineData("https://b.a.example", "https://a.example", false)]
    [InlineData("https://a.example@b.example", "https://a.example", false)]
    public void UriOrigin_Same_IsSchemeHostAndPort(string uri, string other, bool same) =>
        Assert.Equal(same, new Uri(uri).HasSameOrigin(new Uri(other)));

    [Theory]
    [InlineData("https://a.example", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("http://a.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://192.168.1.2", false)]
    [InlineData("ftp://a.example", false)]
    [InlineData("file:///a", false)]
    public void UriOrigin_PlainHttp_IsForLoopbackOnly(string uri, bool allowed)
    {
        Exception? thrown = Record.Exception(new Uri(uri).RequireSecure);

        Assert.Equal(allowed, thrown is null);
        Assert.True(allowed || ((VideoGenException)thrown!).ErrorId == "InsecureEndpoint");
    }

    [Fact]
    public void UriOrigin_ForDisplay_LeavesOutUserQueryAndFragment() =>
        Assert.Equal("https://a.example:444/p/q.mp4", new Uri("https://user:pass@a.example:444/p/q.mp4?sig=1#f").ForDisplay());
}
