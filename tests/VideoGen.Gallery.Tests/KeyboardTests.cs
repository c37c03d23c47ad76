using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace VideoGen.Gallery.Tests;

/// <summary>The page without a mouse.</summary>
[Collection(OneBrowser.Name)]
public sealed class KeyboardTests(GalleryBrowser browser)
{
    [ChromiumFact]
    public async Task Slash_ThenEscape_SearchesAndClears()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

        await gallery.PressAsync("/");
        await gallery.Page.Keyboard.TypeAsync("alone c/");
        await Expect(gallery.Page.Locator("#text")).ToHaveValueAsync("alone c/");
        await gallery.ShowsAsync();
        await gallery.PressAsync("Escape");

        await Expect(gallery.Cards).ToHaveCountAsync(9);
        await gallery.FocusesAsync("valley");
    }

    [ChromiumFact]
    public async Task Arrows_InTheGrid_MoveAlongRowsAndColumns()
    {
        await using OpenGallery gallery = await browser.OpenAsync(
            [.. Enumerable.Range(1, 9).Select(number => Jobs.Of(number, browser.Clip))], new() { ViewportSize = new() { Width = 1000, Height = 700 } });

        await gallery.PressAsync("ArrowRight");
        await gallery.FocusesAsync("shot-1");
        await gallery.PressAsync("ArrowRight", "ArrowDown");
        await gallery.FocusesAsync("shot-5");
        await gallery.PressAsync("ArrowUp", "ArrowLeft", "ArrowLeft");
        await gallery.FocusesAsync("shot-1");
        await gallery.PressAsync("End");
        await gallery.FocusesAsync("shot-9");
    }

    [ChromiumFact]
    public async Task Space_OnACard_PlaysAndPausesIt()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

        await gallery.LoopAsync();
        await gallery.PressAsync("ArrowRight", "ArrowRight", "Space");
        await gallery.BecomesAsync("document.querySelectorAll('video')[1].currentTime > 0.1 && !document.querySelectorAll('video')[1].paused");
        await gallery.PressAsync("Space");

        await gallery.BecomesAsync("[...document.querySelectorAll('video')].every(video => video.paused)");
    }

    [ChromiumFact]
    public async Task Letters_ForViews_ChangeThem()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip), new() { ColorScheme = Microsoft.Playwright.ColorScheme.Light });

        await gallery.PressAsync("l");
        await Expect(gallery.Page.Locator("#cards")).ToHaveClassAsync(new Regex(@"\blist\b"));
        await gallery.PressAsync("t");
        await Expect(gallery.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await gallery.PressAsync("f");
        await gallery.BecomesAsync("document.fullscreenElement?.tagName === 'VIDEO'");
        await gallery.PressAsync("f");
        await gallery.BecomesAsync("!document.fullscreenElement");
        await gallery.PressAsync("?");
        await Expect(gallery.Page.Locator("#help")).ToBeVisibleAsync();
    }
}
