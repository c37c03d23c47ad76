using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

/// <summary>Follows the marks of Data/marked.png (red in the middle, blue to its right) from the first to the last frame.</summary>
public sealed class CameraMoveTests
{
    private static readonly string Still = LocalHome.Data("marked.png");

    [FFmpegTheory]
    [InlineData("pan right", -1, 0)]
    [InlineData("pan left", 1, 0)]
    [InlineData("the camera slowly pans to the right", -0.5, 0)]
    [InlineData("quick pan left", 1.6, 0)]
    [InlineData("truck right", -1, 0)]
    [InlineData("tilt up", 0, 1)]
    [InlineData("tilt down", 0, -1)]
    [InlineData("pedestal up", 0, 1)]
    [InlineData("crane down", 0, -1)]
    [InlineData("pan right and tilt up", -1, 1)]
    public async Task Clip_OfAMoveAcross_MovesThePictureTheOtherWay(string prompt, double x, double y)
    {
        Track track = await TrackAsync(prompt);

        // An ordinary move takes 16 % of the frame, magnified by the room it needs.
        double room = 0.16 * Math.Max(Math.Abs(x), Math.Abs(y));
        Assert.Equal(x * 0.16 / (1 - room), (track.LastRed.X - track.FirstRed.X) / 320, 0.01);
        Assert.Equal(y * 0.16 / (1 - room), (track.LastRed.Y - track.FirstRed.Y) / 180, 0.015);
        Assert.Equal(1, track.Growth, 0.05);
    }

    [FFmpegTheory]
    [InlineData("zoom in", 1.25)]
    [InlineData("Zoom-In", 1.25)]
    [InlineData("push in", 1.25)]
    [InlineData("dolly in", 1.25)]
    [InlineData("slow zoom in", 1.125)]
    [InlineData("zoom in fast", 1.4)]
    [InlineData("zoom out", 1 / 1.25)]
    [InlineData("pull back", 1 / 1.25)]
    [InlineData("pull out", 1 / 1.25)]
    [InlineData("dolly out", 1 / 1.25)]
    [InlineData("a mill by the river", 1.0875)]
    public async Task Clip_OfAZoom_ScalesThePicture(string prompt, double scale)
    {
        Track track = await TrackAsync(prompt);

        Assert.Equal(scale, track.Growth, 0.05);
        Assert.Equal(scale, track.LastDistance / track.FirstDistance, 0.01);
        Assert.Equal((track.FirstRed.X, track.FirstRed.Y), (track.LastRed.X, track.LastRed.Y), Near);
    }

    [FFmpegTheory]
    [InlineData("rotate clockwise", 8)]
    [InlineData("roll clockwise", 8)]
    [InlineData("rotate counterclockwise", -8)]
    [InlineData("camera rolls anti-clockwise", -8)]
    public async Task Clip_OfATurn_TurnsThePictureAsSeen(string prompt, double degrees)
    {
        Track track = await TrackAsync(prompt);

        // Rows count downwards, so a growing angle is clockwise.
        Assert.Equal(degrees, track.LastAngle - track.FirstAngle, 0.5);
        Assert.Equal(1, track.Growth, 0.05);
    }

    [FFmpegTheory]
    [InlineData("static shot of a mill")]
    [InlineData("locked off")]
    [InlineData("still camera")]
    public async Task Clip_OfAStaticShot_IsTheStillFromFirstToLast(string prompt)
    {
        Track track = await TrackAsync(prompt);

        Assert.InRange(track.First.DifferenceTo(track.Last), 0, 1.5);
        Assert.Equal(1, track.Growth, 0.01);
    }

    [FFmpegFact]
    public async Task Clip_OfCombinedMoves_MakesAllOfThem()
    {
        Track track = await TrackAsync("zoom in, slow pan right, rotate clockwise");

        Assert.Equal(1.25, track.LastDistance / track.FirstDistance, 0.02);
        Assert.InRange(track.LastRed.X - track.FirstRed.X, -70, -20);
        Assert.Equal(8, track.LastAngle - track.FirstAngle, 0.7);
    }

    [FFmpegFact]
    public async Task Clip_OfASlowMove_DoesNotJitter()
    {
        using var home = new LocalHome();
        string clip = await home.ClipAsync(new VideoRequest { Prompt = "slow pan right", Duration = 2, Size = "320x180" }, LocalHome.Data("white-square.png"));

        double[] places = [.. (await MediaTools.FramesAsync(clip)).Select(frame => frame.Weigh(pixel => pixel.Red).X)];
        double[] steps = [.. places.Zip(places.Skip(1), (left, right) => right - left)];

        // Whole pixels would show as steps of 0 and 1; the move takes 28 of them in 47 steps.
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.2));
    }

    [FFmpegFact]
    public async Task Clip_OfAnotherSeed_DiffersALittleAndMovesTheSameWay()
    {
        using var home = new LocalHome();
        var request = new VideoRequest { Prompt = "pan right", Duration = 1, Size = "320x180", Seed = 1 };
        string one = await home.ClipAsync(request, Still);
        string again = await home.ClipAsync(request, Still);
        string two = await home.ClipAsync(request with { Seed = 3 }, Still);

        Assert.Equal(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(again));
        Assert.NotEqual(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(two));
        Track first = await TrackAsync(one, isClip: true);
        Track second = await TrackAsync(two, isClip: true);
        Assert.InRange(first.LastRed.X - first.FirstRed.X, -80, -40);
        Assert.InRange(second.LastRed.X - second.FirstRed.X, -80, -40);
        Assert.InRange(Math.Abs(first.LastRed.X - second.LastRed.X) + Math.Abs(first.LastRed.Y - second.LastRed.Y), 1, 8);
    }

    private static bool Near((double X, double Y) left, (double X, double Y) right) => Math.Abs(left.X - right.X) < 1.5 && Math.Abs(left.Y - right.Y) < 1.5;

    private static async Task<Track> TrackAsync(string prompt, bool isClip = false)
    {
        using var home = new LocalHome();
        string clip = isClip ? prompt : await home.ClipAsync(new VideoRequest { Prompt = prompt, Duration = 1, Size = "320x180" }, Still);
        IReadOnlyList<Picture> frames = await MediaTools.FramesAsync(clip);
        return new Track(frames[0], frames[^1]);
    }

    /// <summary>The marks in the first and the last frame of a clip.</summary>
    private sealed record Track(Picture First, Picture Last)
    {
        public (double X, double Y, int Count) FirstRed { get; } = First.Find(Red);

        public (double X, double Y, int Count) LastRed { get; } = Last.Find(Red);

        private (double X, double Y, int Count) FirstBlue { get; } = First.Find(Blue);

        private (double X, double Y, int Count) LastBlue { get; } = Last.Find(Blue);

        /// <summary>How many times longer the red mark's side has become.</summary>
        public double Growth => Math.Sqrt(LastRed.Count / (double)FirstRed.Count);

        public double FirstDistance => Distance(FirstRed, FirstBlue);

        public double LastDistance => Distance(LastRed, LastBlue);

        /// <summary>Degrees of the line from red to blue.</summary>
        public double FirstAngle => Angle(FirstRed, FirstBlue);

        public double LastAngle => Angle(LastRed, LastBlue);

        private static bool Red((byte Red, byte Green, byte Blue) pixel) => pixel.Red > 160 && pixel.Green < 90 && pixel.Blue < 90;

        private static bool Blue((byte Red, byte Green, byte Blue) pixel) => pixel.Blue > 160 && pixel.Red < 100 && pixel.Green < 120;

        private static double Distance((double X, double Y, int Count) from, (double X, double Y, int Count) to) =>
            Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));

        private static double Angle((double X, double Y, int Count) from, (double X, double Y, int Count) to) =>
            Math.Atan2(to.Y - from.Y, to.X - from.X) * 180 / Math.PI;
    }
}
