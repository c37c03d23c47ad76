using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace VideoGen.Gallery.Tests;

/// <summary>What a person does with the page.</summary>
[Collection(OneBrowser.Name)]
public sealed class GalleryPageTests(GalleryBrowser browser)
{
    [ChromiumFact]
    public async Task Page_Opened_SaysNothingAndAsksForItsClipsOnly()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip), title: "First cut");

        await gallery.BecomesAsync("document.querySelectorAll('video').length === 5 && [...document.querySelectorAll('video')].every(video => video.readyState >= 2)");
        Assert.Empty(gallery.Said);
        Assert.All(gallery.Requests.Skip(1), request => Assert.Equal(new Uri(browser.Clip).AbsoluteUri, request.Split('#')[0]));
        await Expect(gallery.Page).ToHaveTitleAsync("First cut");
        await gallery.SummarisesAsync("9 jobs · 5 clips · 17 s · about 60 credits · 0.45 USD");
    }

    [ChromiumFact]
    public async Task Clip_Unplayed_ShowsAFrameOfItself()
    {
        await using OpenGallery gallery = await browser.OpenAsync([Jobs.Of(1, browser.Clip)]);

        await gallery.BecomesAsync("(video => video.readyState >= 2 && Math.abs(video.currentTime - 1) < 0.1 && video.paused)(document.querySelector('video'))");
    }

    [ChromiumFact]
    public async Task Clip_Played_RunsFromItsBeginningToItsEnd()
    {
        await using OpenGallery gallery = await browser.OpenAsync([Jobs.Of(1, browser.Clip)]);
        await gallery.BecomesAsync("document.querySelector('video').readyState >= 2");
        await gallery.Page.EvaluateAsync("{ const video = document.querySelector('video'); window.seen = []; for (const type of ['seeking', 'timeupdate']) video.addEventListener(type, () => window.seen.push(video.currentTime)); }");

        await gallery.Page.GetByRole(AriaRole.Button, new() { Name = "Play shot-1" }).ClickAsync();

        await gallery.BecomesAsync("document.querySelector('video').ended");
        double[] seen = await gallery.Page.EvaluateAsync<double[]>("window.seen");
        Assert.True(seen.Min() < 0.7, $"It began at {seen.Min()} s.");
        Assert.Equal(GalleryBrowser.ClipSeconds, seen.Max(), 0.2);
        Assert.True(await gallery.Page.EvaluateAsync<bool>("document.querySelector('video').controls"));
        Assert.Empty(gallery.Said);
    }

    [ChromiumFact]
    public async Task Clips_SecondOnePlayed_PausesTheFirst()
    {
        await using OpenGallery gallery = await browser.OpenAsync([Jobs.Of(1, browser.Clip), Jobs.Of(2, browser.Clip)]);

        await gallery.LoopAsync();
        await gallery.Page.Locator(".start").Nth(0).ClickAsync();
        await gallery.BecomesAsync("!document.querySelectorAll('video')[0].paused");
        await gallery.Page.Locator(".start").Nth(0).ClickAsync();

        await gallery.BecomesAsync("!document.querySelectorAll('video')[1].paused && document.querySelectorAll('video')[0].paused");
    }

    [ChromiumTheory]
    [InlineData("plain.mp4")]
    [InlineData("a b#c%20d?e&f.mp4")]
    [InlineData("it's \"ü\" 日本 [1].mp4")]
    [InlineData("javascript:alert(1).mp4")]
    public async Task Clip_AnyFileName_Loads(string name)
    {
        if (OperatingSystem.IsWindows() && name.IndexOfAny(['?', '"', ':']) >= 0)
        {
            return;
        }

        await using OpenGallery gallery = await browser.OpenAsync([Jobs.Of(1, browser.Copy(name))]);

        await gallery.BecomesAsync($"document.querySelector('video').duration === {GalleryBrowser.ClipSeconds}");
        Assert.Equal(name, await gallery.Page.EvaluateAsync<string>("decodeURIComponent(new URL(document.querySelector('a.link').href).pathname.split('/').pop())"));
        Assert.Empty(gallery.Said);
    }

    [ChromiumFact]
    public async Task Clip_MovedSince_SaysSo()
    {
        string moved = browser.Copy("moved.mp4");
        VideoJob[] jobs = [.. Enumerable.Range(1, 60).Select(number => Jobs.Of(number, browser.Clip)), Jobs.Of(99, moved)];
        await using OpenGallery gallery = await browser.OpenAsync(jobs);

        File.Delete(moved);
        await gallery.PressAsync("ArrowDown", "End");

        await gallery.Page.GetByText("it was moved").WaitForAsync();
    }

    [ChromiumFact]
    public async Task Filters_OneAfterTheOther_LeaveWhatTheySay()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));
        IPage page = gallery.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Failed" }).ClickAsync();
        await gallery.ShowsAsync("refused");
        await gallery.SummarisesAsync("1 of 9 jobs · 0 clips");

        await page.GetByRole(AriaRole.Button, new() { Name = "All" }).ClickAsync();
        _ = await page.GetByLabel("Provider").SelectOptionAsync("Dafty");
        await gallery.ShowsAsync("lake 9");

        _ = await page.GetByLabel("Provider").SelectOptionAsync("");
        _ = await page.GetByLabel("Model").SelectOptionAsync("veo");
        await gallery.ShowsAsync("valley");
        await gallery.SummarisesAsync("1 of 9 jobs · 1 clip · 5 s · 0.45 USD");

        _ = await page.GetByLabel("Model").SelectOptionAsync("");
        await page.GetByLabel("Search").FillAsync("LAKE over");
        await gallery.ShowsAsync("lake 10", "lake 9");

        await page.GetByLabel("Search").FillAsync("no such thing");
        await Expect(gallery.Cards).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show everything" }).ClickAsync();
        await Expect(gallery.Cards).ToHaveCountAsync(9);
    }

    [ChromiumTheory]
    [InlineData("name", "alone,lake 9,lake 10,lost,refused,under way,valley,valley,waiting")]
    [InlineData("created", "waiting,under way,lost,refused,alone,lake 9,lake 10,valley,valley")]
    [InlineData("cost", "valley,lake 10,valley,lake 9,alone,refused,lost,under way,waiting")]
    [InlineData("", "valley,valley,lake 10,lake 9,alone,refused,lost,under way,waiting")]
    public async Task Sort_ByKey_OrdersTheCards(string key, string names)
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

        _ = await gallery.Page.GetByLabel("Sort by").SelectOptionAsync("seconds");
        await Expect(gallery.Page.Locator(".card .facts").First.Locator("span").First).ToHaveTextAsync("5 s");
        _ = await gallery.Page.GetByLabel("Sort by").SelectOptionAsync(key);

        await gallery.ShowsAsync(names.Split(','));
    }

    [ChromiumFact]
    public async Task Job_WithoutClip_SaysWhyAndWhatToRun()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

        string[] reasons = [.. await gallery.Page.Locator(".why p").AllInnerTextsAsync()];
        string[] commands = [.. await gallery.Page.Locator(".why code").AllInnerTextsAsync()];
        Assert.Equal("content: A real person at (link)", reasons[0]);
        Assert.Equal(
            ["$rows | New-VideoJob -Batch trailer -RetryFailed", "Resolve-VideoJob -Id key00007", "Wait-VideoJob -Id key00008 | Save-VideoJob -Destination .", "Save-VideoJob -Id key00009 -Destination ."],
            commands);
        Assert.DoesNotContain("Signature", await File.ReadAllTextAsync(new Uri(gallery.Page.Url).LocalPath), StringComparison.Ordinal);
    }
}
