using Microsoft.Playwright;

namespace VideoGen.Gallery.Tests;

/// <summary>Clips of one name or prompt side by side.</summary>
[Collection(OneBrowser.Name)]
public sealed class ComparisonTests(GalleryBrowser browser)
{
    [ChromiumFact]
    public async Task Compare_ClipsOfOneName_PlayInStep()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

        await gallery.Page.Locator(".card").Nth(0).GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        Assert.Equal("valley", await gallery.Page.Locator("#compare-title").InnerTextAsync());
        Assert.Equal(["Morning light", "Evening light"], await gallery.Page.Locator("#compare .prompt:visible").AllInnerTextsAsync());
        await gallery.BecomesAsync("[...document.querySelectorAll('#compare video')].every(video => video.readyState >= 3)");
        await gallery.PressAsync("Enter");

        await gallery.BecomesAsync("[...document.querySelectorAll('#compare video')].length === 2 && [...document.querySelectorAll('#compare video')].every(video => video.currentTime > 0.7)");
        double apart = await gallery.Page.EvaluateAsync<double>("(([a, b]) => Math.abs(a.currentTime - b.currentTime))([...document.querySelectorAll('#compare video')])");
        Assert.True(apart < 0.3, $"They are {apart} s apart.");

        await gallery.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await gallery.BecomesAsync("[...document.querySelectorAll('#compare video')].every(video => video.paused)");
        Assert.Empty(gallery.Said);
    }

    [ChromiumFact]
    public async Task Compare_Seek_MovesAllClips()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));
        await gallery.Page.Locator(".card").Nth(0).GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await gallery.BecomesAsync("document.querySelector('#compare-seek').max === '3'");

        await gallery.Page.Locator("#compare-seek").FillAsync("2");

        await gallery.BecomesAsync("[...document.querySelectorAll('#compare video')].every(video => Math.abs(video.currentTime - 2) < 0.01)");
    }

    [ChromiumFact]
    public async Task Compare_ByKeyOnACardOfOnePrompt_OpensAndCloses()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

        await gallery.Page.Locator(".card").Nth(3).FocusAsync();
        await gallery.PressAsync("c");
        Assert.Equal(["Akool · model-a", "Dafty · seedance"], await gallery.Page.Locator("#compare h3").AllInnerTextsAsync());

        await gallery.PressAsync("Escape");
        Assert.Equal(0, await gallery.Page.Locator("#compare video").CountAsync());
        Assert.False(await gallery.Page.Locator("#compare").IsVisibleAsync());
    }

    [ChromiumFact]
    public async Task Compare_ManyClips_ShowsEightAtOnce()
    {
        VideoJob[] jobs = [.. Enumerable.Range(1, 11).Select(number => Jobs.Of(number, browser.Clip) with { Name = "same" })];
        await using OpenGallery gallery = await browser.OpenAsync(jobs);

        await gallery.PressAsync("c");
        Assert.Equal("1 to 8 of 11 clips", await gallery.Page.Locator("#compare-place").InnerTextAsync());
        await gallery.Page.Locator("#compare-after").ClickAsync();

        Assert.Equal("9 to 11 of 11 clips", await gallery.Page.Locator("#compare-place").InnerTextAsync());
        Assert.Equal(3, await gallery.Page.Locator("#compare video").CountAsync());
    }

    [ChromiumFact]
    public async Task Compare_ClipThatIsAlone_IsNotOffered()
    {
        await using OpenGallery gallery = await browser.OpenAsync([Jobs.Of(1, browser.Clip), Jobs.Of(2, browser.Clip)]);

        await gallery.PressAsync("c");

        Assert.False(await gallery.Page.Locator("#compare").IsVisibleAsync());
        Assert.Equal(0, await gallery.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).CountAsync());
    }
}
