using System.Diagnostics;
using Microsoft.Playwright;
using VideoGen.Client;

namespace VideoGen.Gallery.Tests;

/// <summary>One Chromium, one client and one clip for all tests.</summary>
public sealed class GalleryBrowser : IAsyncLifetime
{
    /// <summary>Seconds of <see cref="Clip"/>.</summary>
    public const double ClipSeconds = 3;

    /// <summary>A busy machine must not fail a test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private VideoClient? _client;

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"videogen-gallery-{Guid.NewGuid():n}");

    /// <summary>H.264 as the services make it.</summary>
    public string Clip => Path.Combine(Folder, "clips", "clip.mp4");

    public async Task InitializeAsync()
    {
        if (Programs.Missing is not null)
        {
            return;
        }

        _ = Directory.CreateDirectory(Path.GetDirectoryName(Clip)!);
        await RenderAsync();
        _client = new VideoClient(new VideoClientOptions { Home = Path.Combine(Folder, "home") });
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Programs.Chromium, Headless = true });
    }

    /// <summary>A page of these jobs, opened as a file.</summary>
    public async Task<OpenGallery> OpenAsync(IReadOnlyList<VideoJob> jobs, BrowserNewPageOptions? options = null, string? title = null)
    {
        var wanted = new GalleryOptions { Path = Path.Combine(Folder, $"{Guid.NewGuid():n}.html"), BaseFolder = Folder, Title = title };
        GalleryExport export = await _client!.PlanGalleryAsync(jobs, wanted, CancellationToken.None);
        FileInfo file = await export.WriteAsync(CancellationToken.None);
        IPage page = await _browser!.NewPageAsync(options ?? new BrowserNewPageOptions());
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var gallery = new OpenGallery(page);
        _ = await page.GotoAsync(new Uri(file.FullName).AbsoluteUri);
        return gallery;
    }

    /// <summary>A copy of the clip under another name.</summary>
    public string Copy(string name)
    {
        string path = Path.Combine(Path.GetDirectoryName(Clip)!, name);
        File.Copy(Clip, path, overwrite: true);
        return path;
    }

    private async Task RenderAsync()
    {
        string[] arguments =
        [
            "-v", "error", "-f", "lavfi", "-i", $"testsrc2=size=320x180:rate=25:duration={ClipSeconds}", "-c:v", "libx264", "-pix_fmt", "yuv420p",
            "-movflags", "+faststart", Clip,
        ];
        using Process ffmpeg = Process.Start(Programs.FFmpeg!, arguments);
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _client?.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
