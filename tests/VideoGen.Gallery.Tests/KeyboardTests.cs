namespace VideoGen.Gallery.Tests;

/// <summary>The page without a mouse.</summary>
[Collection(OneBrowser.Name)]
public sealed class KeyboardTests(GalleryBrowser browser)
{
    private const string Focused = "document.activeElement.querySelector('h2')?.textContent";

    [ChromiumFact]
    public async Task Slash_ThenEscape_SearchesAndClears()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

        await gallery.PressAsync("/");
        await gallery.Page.Keyboard.TypeAsync("alone c/");
        Assert.Equal("alone c/", await gallery.Page.Locator("#text").InputValueAsync());
        await gallery.PressAsync("Escape");

        Assert.Equal(9, (await gallery.NamesAsync()).Length);
        Assert.Equal("valley", await gallery.Page.EvaluateAsync<string>(Focused));
    }

    [ChromiumFact]
    public async Task Arrows_InTheGrid_MoveAlongRowsAndColumns()
    {
        await using OpenGallery gallery = await browser.OpenAsync(
            [.. Enumerable.Range(1, 9).Select(number => Jobs.Of(number, browser.Clip))], new() { ViewportSize = new() { Width = 1000, Height = 700 } });

        await gallery.PressAsync("ArrowRight");
        Assert.Equal("shot-1", await gallery.Page.EvaluateAsync<string>(Focused));
        await gallery.PressAsync("ArrowRight", "ArrowDown");
        Assert.Equal("shot-5", await gallery.Page.EvaluateAsync<string>(Focused));
        await gallery.PressAsync("ArrowUp", "ArrowLeft", "ArrowLeft");
        Assert.Equal("shot-1", await gallery.Page.EvaluateAsync<string>(Focused));
        await gallery.PressAsync("End");
        Assert.Equal("shot-9", await gallery.Page.EvaluateAsync<string>(Focused));
    }

    [ChromiumFact]
    public async Task Space_OnACard_PlaysAndPausesIt()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip));

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
        Assert.Contains("list", await gallery.Page.Locator("#cards").GetAttributeAsync("class"), StringComparison.Ordinal);
        await gallery.PressAsync("t");
        Assert.Equal("dark", await gallery.Page.Locator("html").GetAttributeAsync("data-theme"));
        await gallery.PressAsync("f");
        await gallery.BecomesAsync("document.fullscreenElement?.tagName === 'VIDEO'");
        await gallery.PressAsync("f");
        await gallery.BecomesAsync("!document.fullscreenElement");
        await gallery.PressAsync("?");
        Assert.True(await gallery.Page.Locator("#help").IsVisibleAsync());
    }
}
