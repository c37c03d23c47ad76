using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

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
        await Expect(gallery.Page.Locator("#compare-title")).ToHaveTextAsync("valley");
        await Expect(gallery.Page.Locator("#compare .prompt:visible")).ToHaveTextAsync(["Morning light", "Evening light"]);
        await gallery.BecomesAsync("[...document.querySelectorAll('#compare video')].every(video => video.readyState >= 3)");
        await gallery.PressAsync("Enter");

        await gallery.BecomesAsync("(([a, b]) => a.currentTime > 0.7 && b.currentTime > 0.7 && Math.abs(a.currentTime - b.currentTime) < 0.3)([...document.querySelectorAll('#compare video')])");

        await gallery.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await gallery.BecomesAsync("[...document.querySelectorAll('#compare video')].every(video => video.paused && !video.ended)");
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
        await Expect(gallery.Page.Locator("#compare h3")).ToHaveTextAsync(["Akool · model-a", "Dafty · seedance"]);

        // The dialog is gone at once and says so a moment later.
        await gallery.PressAsync("Escape");
        await Expect(gallery.Page.Locator("#compare")).ToBeHiddenAsync();
        await Expect(gallery.Page.Locator("#compare video")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Compare_ManyClips_ShowsEightAtOnce()
    {
        VideoJob[] jobs = [.. Enumerable.Range(1, 11).Select(number => Jobs.Of(number, browser.Clip) with { Name = "same" })];
        await using OpenGallery gallery = await browser.OpenAsync(jobs);

        await gallery.PressAsync("c");
        await Expect(gallery.Page.Locator("#compare-place")).ToHaveTextAsync("1 to 8 of 11 clips");
        await gallery.Page.Locator("#compare-after").ClickAsync();

        await Expect(gallery.Page.Locator("#compare-place")).ToHaveTextAsync("9 to 11 of 11 clips");
        await Expect(gallery.Page.Locator("#compare video")).ToHaveCountAsync(3);
    }

    [ChromiumFact]
    public async Task Compare_ClipThatIsAlone_IsNotOffered()
    {
        await using OpenGallery gallery = await browser.OpenAsync([Jobs.Of(1, browser.Clip), Jobs.Of(2, browser.Clip)]);

        await Expect(gallery.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" })).ToHaveCountAsync(0);
        await gallery.PressAsync("c", "?");

        // The help that the later key opened shows that the earlier one was read.
        await Expect(gallery.Page.Locator("#help")).ToBeVisibleAsync();
        await Expect(gallery.Page.Locator("#compare")).ToBeHiddenAsync();
    }
}
