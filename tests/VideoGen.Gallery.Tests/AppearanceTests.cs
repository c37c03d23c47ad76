using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace VideoGen.Gallery.Tests;

/// <summary>Light, dark, narrow, long and on paper.</summary>
[Collection(OneBrowser.Name)]
public sealed class AppearanceTests(GalleryBrowser browser)
{
    /// <summary>The least contrast of any text with what is behind it, as WCAG 2 computes it, with the text it was found at.</summary>
    private const string LeastContrast = """
        (() => {
            const parse = color => {
                const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
            };
            const luminance = ([r, g, b]) => [r, g, b].map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
                .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
            const behind = element => {
                for (let at = element; at; at = at.parentElement) {
                    const color = parse(getComputedStyle(at).backgroundColor);
                    if (color[3] === 255) return color;
                }
                return [255, 255, 255, 255];
            };
            const texts = [...document.querySelectorAll('body *:not(script, style, option)')].filter(element => element.checkVisibility()
                && [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
            return texts.map(element => {
                const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))].sort((x, y) => y - x);
                return [(a + 0.05) / (b + 0.05), element.textContent.trim()];
            }).sort(([a], [b]) => a - b)[0].join(' ');
        })()
        """;

    [ChromiumTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Texts_EitherScheme_HaveContrastAA(ColorScheme scheme)
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip), new() { ColorScheme = scheme });

        string least = await gallery.Page.EvaluateAsync<string>(LeastContrast);
        Assert.True(double.Parse(least.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) >= 4.5, least);

        bool isDark = await gallery.Page.EvaluateAsync<bool>("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 128");
        Assert.Equal(scheme == ColorScheme.Dark, isDark);
        await Expect(gallery.Page.Locator("#theme")).ToHaveTextAsync(isDark ? "Light" : "Dark");
    }

    [ChromiumTheory]
    [InlineData(320)]
    [InlineData(400)]
    [InlineData(1400)]
    public async Task Page_AnyWidth_DoesNotScrollSideways(int width)
    {
        VideoJob[] jobs = [.. Jobs.Batch(browser.Clip), Jobs.Of(20, browser.Clip) with { Name = new string('m', 300), Prompt = new string('w', 900), Model = new string('x', 200) }];
        await using OpenGallery gallery = await browser.OpenAsync(jobs, new() { ViewportSize = new() { Width = width, Height = 800 } });

        await gallery.BecomesAsync($"Math.max(document.documentElement.scrollWidth, innerWidth) === {width}");
        await gallery.PressAsync("l");
        await gallery.BecomesAsync($"document.querySelector('#cards.list') && Math.max(document.documentElement.scrollWidth, innerWidth) === {width}");
    }

    [ChromiumFact]
    public async Task Page_OfAThousand_HoldsOnlyTheClipsNearTheWindow()
    {
        VideoJob[] jobs = [.. Enumerable.Range(1, 1000).Select(number => Jobs.Of(number, browser.Clip))];
        await using OpenGallery gallery = await browser.OpenAsync(jobs, new() { ViewportSize = new() { Width = 1400, Height = 900 } });
        const string SomeAreLoaded = "(loaded => loaded >= 4 && loaded <= 60)([...document.querySelectorAll('video')].filter(video => video.hasAttribute('src')).length)";

        await gallery.BecomesAsync("document.querySelector('video').readyState >= 2");
        await gallery.BecomesAsync(SomeAreLoaded);

        await gallery.PressAsync("ArrowRight", "End");
        await gallery.BecomesAsync("[...document.querySelectorAll('video')].pop().readyState >= 2 && !document.querySelector('video').hasAttribute('src')");
        await gallery.BecomesAsync(SomeAreLoaded);

        await gallery.Page.GetByLabel("Search").FillAsync("shot-77");
        await Expect(gallery.Cards).ToHaveCountAsync(11);
    }

    [ChromiumFact]
    public async Task Page_Printed_LeavesOutWhatPaperCannotDo()
    {
        await using OpenGallery gallery = await browser.OpenAsync(Jobs.Batch(browser.Clip), new() { ColorScheme = ColorScheme.Dark });

        await gallery.Page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (string name in new[] { ".bar", ".start", ".links", "#theme" })
        {
            await Expect(gallery.Page.Locator(name).First).ToBeHiddenAsync();
        }

        await Expect(gallery.Cards).ToHaveCountAsync(9);
        await gallery.BecomesAsync("getComputedStyle(document.querySelector('.card')).color.match(/\\d+/)[0] < 128");
    }
}
