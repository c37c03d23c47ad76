using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace VideoGen.Gallery.Tests;

/// <summary>A gallery in the browser, and everything it said or asked for since before it was opened.</summary>
public sealed class OpenGallery : IAsyncDisposable
{
    public OpenGallery(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Said.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Said.Enqueue(error);
        page.Request += (_, request) => Requests.Enqueue(request.Url);
        page.Dialog += (_, dialog) =>
        {
            Said.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Said { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    public ILocator Cards => Page.Locator(".card:visible");

    /// <summary>Waits until the cards of these names, and no others, are shown in this order.</summary>
    public Task ShowsAsync(params string[] names) => Expect(Page.Locator(".card:visible h2")).ToHaveTextAsync(names);

    public Task SummarisesAsync(string text) => Expect(Page.Locator("#summary")).ToHaveTextAsync(text);

    /// <summary>Waits until the card of this name has the focus.</summary>
    public Task FocusesAsync(string name) =>
        BecomesAsync($"document.activeElement.querySelector('h2')?.textContent === {JsonSerializer.Serialize(name)}");

    /// <summary>Lets no clip end, so that a slow machine still finds it playing.</summary>
    public Task LoopAsync() => Page.EvaluateAsync("document.querySelectorAll('#cards video').forEach(video => video.loop = true)");

    /// <summary>Waits until an expression of the page is true. The page's policy forbids Playwright's own way, which evaluates text.</summary>
    public async Task BecomesAsync(string expression)
    {
        string look = $"new Promise(resolve => {{ const look = () => ({expression}) ? resolve() : setTimeout(look, 20); look(); }})";
        try
        {
            _ = await Page.EvaluateAsync(look).WaitAsync(GalleryBrowser.Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"This did not become true: {expression}", e);
        }
    }

    public Task PressAsync(params string[] keys) => keys.Aggregate(Task.CompletedTask, async (before, key) =>
    {
        await before;
        await Page.Keyboard.PressAsync(key);
    });

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
