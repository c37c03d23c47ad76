using static Microsoft.Playwright.Assertions;

namespace VideoGen.Gallery.Tests;

/// <summary>Prompts, names and reasons are the words of others.</summary>
[Collection(OneBrowser.Name)]
public sealed class HostileTextTests(GalleryBrowser browser)
{
    public static TheoryData<string, string> Texts => new()
    {
        { "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>" },
        { "</script><script>alert(1)</script>", "</script><script>alert(1)</script>" },
        { "<!--<script>", "<!--<script>" },
        { "\"><svg onload=alert(1)>'`", "\"><svg onload=alert(1)>'`" },
        { "javascript:alert(1)", "javascript:alert(1)" },
        { "{{data}} {{script}} ${alert(1)} \\u003c \\", "{{data}} {{script}} ${alert(1)} \\u003c \\" },
        { "&lt;b&gt; &amp;", "&lt;b&gt; &amp;" },
        { "abc\u202Egnp.exe\u2066", "abc gnp.exe" },
        { "\u001B[31mred\u001B[0m\u0007", "[31mred [0m" },
        { "a\u2028b\nc", "a b c" },
        { "\uD800 lone", "\uFFFD lone" },
    };

    [ChromiumTheory]
    [MemberData(nameof(Texts))]
    public async Task Text_Hostile_StaysText(string text, string shown)
    {
        VideoJob clip = Jobs.Of(1, browser.Clip) with { Name = text, Prompt = $"{text} again", Model = text, Provider = text, Batch = text };
        VideoJob failed = Jobs.Of(2) with { Name = "failed", Status = VideoStatus.Failed, Error = new JobError(text, text), Key = text, Id = text, Batch = text };
        await using OpenGallery gallery = await browser.OpenAsync([clip, clip with { Key = "other" }, failed], title: text);

        Assert.Equal(shown, await gallery.Page.TitleAsync());
        Assert.Equal(shown, await gallery.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(shown, await gallery.Page.Locator(".card h2").First.TextContentAsync());
        Assert.Equal($"{shown} again", await gallery.Page.Locator(".card .prompt").First.TextContentAsync());
        Assert.Equal($"{shown} · {shown}", await gallery.Page.Locator(".card .facts b").First.TextContentAsync());
        Assert.Equal($"{shown}: {shown}", await gallery.Page.Locator(".why p").First.TextContentAsync());
        await gallery.PressAsync("c");
        await Expect(gallery.Page.Locator("#compare-title")).ToHaveTextAsync(shown);

        Assert.Equal(0, await gallery.Page.Locator("img, svg, b b, iframe, object, embed").CountAsync());
        Assert.Equal(2, await gallery.Page.Locator("script").CountAsync());
        Assert.True(await gallery.Page.EvaluateAsync<bool>("[...document.querySelectorAll('[href], [src]')].every(element => /^(file|data):/.test(element.href || element.src))"));
        Assert.Empty(gallery.Said);
    }

    [ChromiumFact]
    public async Task Policy_WhatFindsItsWayIn_NeitherRunsNorLoads()
    {
        await using OpenGallery gallery = await browser.OpenAsync([Jobs.Of(1, browser.Clip)]);

        await gallery.Page.EvaluateAsync("""
            window.violations = [];
            document.addEventListener('securitypolicyviolation', event => window.violations.push(event.effectiveDirective));
            const script = document.createElement('script');
            script.textContent = 'window.hacked = true';
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<img src="https://tracker.example/x.png" onerror="window.hacked = true">');
            document.body.insertAdjacentHTML('beforeend', '<video src="https://tracker.example/x.mp4"></video><style>body { display: none }</style>');
            fetch('https://tracker.example/').catch(() => {});
            """);

        await gallery.BecomesAsync("new Set(window.violations).size >= 6");
        Assert.False(await gallery.Page.EvaluateAsync<bool>("window.hacked === true"));
        Assert.True(await gallery.Page.Locator("h1").IsVisibleAsync());
        string[] violated = await gallery.Page.EvaluateAsync<string[]>("[...new Set(window.violations)].sort()");
        Assert.Equal(["connect-src", "img-src", "media-src", "script-src-attr", "script-src-elem", "style-src-elem"], violated.Order(StringComparer.Ordinal));
    }
}
