using System.Collections.Concurrent;
using Microsoft.Playwright;

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

    public async Task<string[]> NamesAsync() => [.. await Page.Locator(".card:visible h2").AllTextContentsAsync()];

    public Task<string> SummaryAsync() => Page.Locator("#summary").InnerTextAsync();

    /// <summary>Waits until an expression of the page is true. The page's policy forbids Playwright's own way, which evaluates text.</summary>
    public Task BecomesAsync(string expression) => Page.EvaluateAsync(
        $"new Promise(resolve => {{ const look = () => ({expression}) ? resolve() : setTimeout(look, 20); look(); }})").WaitAsync(GalleryBrowser.Patience);

    public Task PressAsync(params string[] keys) => keys.Aggregate(Task.CompletedTask, async (before, key) =>
    {
        await before;
        await Page.Keyboard.PressAsync(key);
    });

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
