namespace VideoGen.Tests.Local;

public sealed class TransitionTests
{
    private static readonly string From = LocalHome.Data("marked.png");
    private static readonly string To = LocalHome.Data("green.png");

    [FFmpegTheory]
    [InlineData("a change of place")]
    [InlineData("dissolve")]
    [InlineData("morph")]
    [InlineData("morph, motion, but as a cross-fade")]
    public async Task Clip_OfTwoImages_BeginsWithTheOneAndEndsWithTheOther(string prompt)
    {
        IReadOnlyList<Picture> frames = await FramesAsync(prompt, 2, From, To);
        Picture from = (await FramesAsync("static", 1, From))[0];
        Picture to = (await FramesAsync("static", 1, To))[0];

        Assert.Equal(48, frames.Count);
        Assert.InRange(frames[0].DifferenceTo(from), 0, 3);
        Assert.InRange(frames[^1].DifferenceTo(to), 0, 3);
        Assert.InRange(frames[24].DifferenceTo(from), 5, 200);
        Assert.InRange(frames[24].DifferenceTo(to), 5, 200);
    }

    [FFmpegFact]
    public async Task Clip_OfACrossFade_ShowsBothImagesInTheMiddle()
    {
        IReadOnlyList<Picture> frames = await FramesAsync("dissolve", 2, From, To);

        (byte red, byte green, byte blue) = frames[24][160, 90];
        Assert.InRange(red, 90, 190);
        Assert.InRange(green, 40, 130);
        Assert.InRange(blue, 0, 60);
    }

    [FFmpegFact]
    public async Task Clip_OfAMorph_MovesWhatMovedBetweenTheImages()
    {
        using var home = new LocalHome();
        string moved = Path.Combine(home.Path, "moved.png");
        _ = await MediaTools.RunAsync(MediaTools.FFmpeg, "-v", "error", "-i", From, "-vf", "crop=624:360:0:0,pad=640:360:16:0:gray", moved);

        IReadOnlyList<Picture> frames = await FramesAsync("morph", 1, From, moved);

        static bool Red((byte Red, byte Green, byte Blue) pixel) => pixel.Red > 160 && pixel.Green < 90 && pixel.Blue < 90;
        double[] places = [.. frames.Select(frame => frame.Find(Red).X)];
        Assert.Equal(8, places[^1] - places[0], 1.0);
        Assert.Equal(4, places[12] - places[0], 1.5);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -0.7, 2));
    }

    [FFmpegFact]
    public async Task Clip_OfTwoImagesAndACameraWord_MovesTheCameraToo()
    {
        IReadOnlyList<Picture> frames = await FramesAsync("zoom in", 1, From, From);

        static bool Red((byte Red, byte Green, byte Blue) pixel) => pixel.Red > 160 && pixel.Green < 90 && pixel.Blue < 90;
        Assert.Equal(1.25, Math.Sqrt(frames[^1].Find(Red).Count / (double)frames[0].Find(Red).Count), 0.05);
    }

    private static async Task<IReadOnlyList<Picture>> FramesAsync(string prompt, int seconds, params string[] images)
    {
        using var home = new LocalHome();
        return await MediaTools.FramesAsync(await home.ClipAsync(new VideoRequest { Prompt = prompt, Duration = seconds, Size = "320x180" }, images));
    }
}
