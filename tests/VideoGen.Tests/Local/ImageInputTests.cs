using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

public sealed class ImageInputTests
{
    // The corners of the stored picture: top left, top right, bottom left, bottom right.
    private const string Stored = "RGBW";

    /// <summary>What EXIF says of each orientation: which stored corner is shown top left, top right, bottom left, bottom right.</summary>
    [FFmpegTheory]
    [InlineData("orientation-1.jpg", 0, 1, 2, 3)]
    [InlineData("orientation-2.jpg", 1, 0, 3, 2)]
    [InlineData("orientation-3.jpg", 3, 2, 1, 0)]
    [InlineData("orientation-4.jpg", 2, 3, 0, 1)]
    [InlineData("orientation-5.jpg", 0, 2, 1, 3)]
    [InlineData("orientation-6.jpg", 2, 0, 3, 1)]
    [InlineData("orientation-7.jpg", 3, 1, 2, 0)]
    [InlineData("orientation-8.jpg", 1, 3, 0, 2)]
    [InlineData("orientation-6.png", 2, 0, 3, 1)]
    [InlineData("orientation-6.webp", 2, 0, 3, 1)]
    public async Task Clip_OfATurnedImage_ShowsItUpright(string file, params int[] corners)
    {
        Picture frame = await FirstFrameAsync(file);

        Assert.Equal(file["orientation-".Length] >= '5', frame.Height > frame.Width);
        string shown = string.Concat(
            Letter(frame[8, 8]), Letter(frame[frame.Width - 9, 8]), Letter(frame[8, frame.Height - 9]), Letter(frame[frame.Width - 9, frame.Height - 9]));
        Assert.Equal(string.Concat(corners.Select(corner => Stored[corner])), shown);
    }

    [FFmpegTheory]
    [InlineData("odd.webp", 'Y')]
    [InlineData("animated.gif", 'R')]
    [InlineData("animated.webp", 'R')]
    [InlineData("cmyk.jpg", 'R')]
    [InlineData("pixel.png", 'B')]
    [InlineData("strip.png", '?')]
    public async Task Clip_OfAnUnusualImage_IsMade(string file, char bottom)
    {
        Picture frame = await FirstFrameAsync(file);

        Assert.Equal(0, frame.Width % 2 + (frame.Height % 2));
        Assert.True(bottom == '?' || Letter(frame[frame.Width / 2, frame.Height - 4]) == bottom, $"{frame[frame.Width / 2, frame.Height - 4]}");
    }

    [FFmpegTheory]
    [InlineData("transparent.png")]
    [InlineData("transparent.webp")]
    public async Task Clip_OfATransparentImage_ShowsItOnGrey(string file)
    {
        Picture frame = await FirstFrameAsync(file);

        (byte red, byte green, byte blue) = frame[4, 4];
        Assert.All([red, green, blue], channel => Assert.InRange(channel, 122, 134));
        Assert.Equal('R', Letter(frame[frame.Width / 2, frame.Height / 2]));
    }

    [FFmpegTheory]
    [InlineData("text.jpg", "none of JPEG, PNG, WebP and GIF")]
    [InlineData("half.png", "damaged")]
    [InlineData("half.jpg", "damaged")]
    [InlineData("empty.png", "empty")]
    [InlineData("huge.png", "30000x30000")]
    [InlineData("playlist.png", "none of JPEG, PNG, WebP and GIF")]
    public async Task Submit_OfAnUnreadableImage_IsRefusedAndLeavesNothing(string name, string reason)
    {
        using var home = new LocalHome();
        string path = Path.Combine(home.Path, name);
        byte[] png = await File.ReadAllBytesAsync(LocalHome.Data("marked.png"));
        byte[] jpeg = await File.ReadAllBytesAsync(LocalHome.Data("orientation-1.jpg"));
        byte[] content = name switch
        {
            "half.png" => png[..(png.Length / 2)],
            "half.jpg" => jpeg[..(jpeg.Length - 60)],
            "empty.png" => [],
            "huge.png" => [.. png[..16], 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, .. png[24..]],
            "playlist.png" => "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n"u8.ToArray(),
            _ => await File.ReadAllBytesAsync(LocalHome.Data(name)),
        };
        await File.WriteAllBytesAsync(path, content);

        var refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() =>
            home.Provider().SubmitAsync(home.Submission(new VideoRequest { Duration = 1 }, path), CancellationToken.None));

        Assert.Equal(VideoErrors.UnreadableImage, refused.Reason.Kind);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(home.Folder.Root));
    }

    private static async Task<Picture> FirstFrameAsync(string file)
    {
        using var home = new LocalHome();
        string clip = await home.ClipAsync(new VideoRequest { Prompt = "static", Duration = 1, Resolution = "360p" }, LocalHome.Data(file));
        return (await MediaTools.FramesAsync(clip))[0];
    }

    private static char Letter((byte Red, byte Green, byte Blue) pixel) => (pixel.Red > 140, pixel.Green > 140, pixel.Blue > 140) switch
    {
        (true, false, false) => 'R',
        (false, true, false) => 'G',
        (false, false, true) => 'B',
        (true, true, true) => 'W',
        (true, true, false) => 'Y',
        _ => '?',
    };
}
