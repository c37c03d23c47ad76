using System.Text;
using System.Text.Json;
using VideoGen.Http;
using VideoGen.Tests.Credentials;
using VideoGen.Tracing;

namespace VideoGen.Tests.Tracing;

public sealed class TraceBodyTests
{
    private const string Key = "sk/Canary+9x=4f7&2-0123456789";

    private readonly TraceText _text = new(new TraceSecrets());

    public TraceBodyTests() => _ = _text.Secrets.Add(new Secret(Key));

    [Fact]
    public void TraceBody_ImageInJson_IsItsLengthAndHash()
    {
        string image = Convert.ToBase64String(new byte[90_000]);
        string kept = Keep($$"""{"a":"data:image/png;base64,{{image}}","b":"{{image}}","c":"data:text/plain,hello","n":12.50,"list":[true,null]}""");

        Assert.True(kept.Length < 500, kept);
        JsonElement json = Parse(kept);
        Assert.StartsWith("‹image/png, 120022 characters, sha256 ", json.GetProperty("a").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("‹base64, 120000 characters, sha256 ", json.GetProperty("b").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("‹text/plain, 21 characters, sha256 ", json.GetProperty("c").GetString(), StringComparison.Ordinal);
        Assert.Equal("12.50", json.GetProperty("n").GetRawText());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(50_000)]
    public void TraceBody_LongJson_IsCutAndStaysJson(int width)
    {
        string item = new(' ', width);
        string kept = Keep($"[{string.Join(',', Enumerable.Range(0, 3000).Select(number => $"{{\"id\":{number},\"text\":\"a{item}b\",\"deep\":{{\"list\":[1,[2]]}}}}"))}]");

        Assert.InRange(kept.Length, 1000, 100_000);
        Assert.Contains("‹cut: ", kept, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Array, Parse(kept).ValueKind);
    }

    [Fact]
    public void TraceBody_KeyAtEveryPlaceOfACut_LeavesNoPartOfIt()
    {
        string[] forms = SecretForms.Of(Key);
        foreach (int before in Enumerable.Range(0, 60).Select(step => 4096 - 40 + step).Concat(Enumerable.Range(0, 60).Select(step => 32_768 - 50 + step)))
        {
            // Not taken for an image: it has blanks.
            string filler = string.Concat(Enumerable.Repeat("ab ", before / 3 + 1))[..before];
            Assert.Null(SecretForms.FindIn(Keep($$"""{"text":"{{filler}}{{Key}} and {{Key}} {{filler}}"}"""), forms));
            Assert.Null(SecretForms.FindIn(Keep($"{filler}{Key} and {Key} {filler}"), forms));
        }
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("accessToken")]
    [InlineData("client_secret")]
    [InlineData("X-Api-Key")]
    [InlineData("password")]
    [InlineData("signature")]
    [InlineData("key")]
    public void TraceBody_MemberThatIsNamedLikeASecret_IsOneEverywhere(string member)
    {
        string kept = Keep($$"""{"{{member}}":"unheard-of-value-77","list":{"{{member}}":["unheard-of-value-88"]},"count_of_tokens":"five and six","text":"as unheard-of-value-77 says"}""");
        string both = _text.Secrets.RemoveFrom(kept);

        Assert.DoesNotContain("unheard", both, StringComparison.Ordinal);
        Assert.Contains("five and six", both, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "]")]
    public void TraceBody_NestedWithoutEnd_IsKeptAsBoundedText(string open, string close)
    {
        string kept = Keep($"{string.Concat(Enumerable.Repeat(open, 100_000))}1{string.Concat(Enumerable.Repeat(close, 100_000))}");
        Assert.InRange(kept.Length, 1, 10_000);
    }

    [Fact]
    public void TraceBody_NumberWithoutEnd_IsLeftOut()
    {
        string kept = Keep($$"""{"n":{{new string('9', 3_000_000)}},"m":1}""");
        Assert.True(kept.Length < 200);
        Assert.Equal(1, Parse(kept).GetProperty("m").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":1} and more")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("not JSON at all")]
    public void TraceBody_NoJson_IsKeptAsText(string body) => Assert.Equal(body, Keep(body));

    [Fact]
    public void TraceBody_Bytes_AreNot() => Assert.StartsWith("‹2000 bytes, sha256 ", new TraceBody(_text).Keep(new byte[2000]), StringComparison.Ordinal);

    private string Keep(string body) => new TraceBody(_text).Keep(Encoding.UTF8.GetBytes(body));

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
