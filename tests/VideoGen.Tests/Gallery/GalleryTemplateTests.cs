using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using VideoGen.Gallery;

namespace VideoGen.Tests.Gallery;

/// <summary>The page as text; tests/VideoGen.Gallery.Tests has it in a browser.</summary>
public sealed partial class GalleryTemplateTests
{
    private const string Hostile = "</script><!--<img src=x onerror=alert(1)>\"'&{{style}}\u2028日本\uD83E\uDD8A";

    [Fact]
    public void Render_HostileText_IsInTheDataAndOnlyThere()
    {
        string page = Render(Hostile);

        Assert.Equal(2, Count(page, "</script>"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        JsonElement card = JsonDocument.Parse(Data().Match(page).Groups[1].Value).RootElement.GetProperty("cards")[0];
        Assert.Equal(Hostile, card.GetProperty("prompt").GetString());
        Assert.Contains("日本", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Policy_AllowsThisScriptAndThisStyleAndClips()
    {
        string page = Render("a fox");

        string policy = Policy().Match(page).Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; media-src 'self' file:; img-src data:; style-src '{Hash(Style().Match(page))}'; script-src '{Hash(Script().Match(page))}'; base-uri 'none'; form-action 'none'",
            policy);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Page_RefersToNothingElsewhere()
    {
        string page = Render("a fox");

        Assert.DoesNotMatch(@"https?:|//[a-z]|@import|url\(", page.Replace(Data().Match(page).Value, "", StringComparison.Ordinal).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Aggregate("", (text, line) => text + line + "\n"));
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" on[a-z]+=", page);
        Assert.True(page.IndexOf(GalleryTemplate.Marker, StringComparison.Ordinal) is > 0 and < 2000);
    }

    private static string Render(string text) => GalleryTemplate.Render(new GalleryData(
        text, DateTimeOffset.UnixEpoch, [new GalleryCard { Key = "k", ShortId = "k", Provider = "Fake", State = "Completed", Prompt = text }]));

    private static string Hash(Match match) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)))}";

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();
}
