using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>The whole command line of one render. Names in it are relative to the render's workspace, a folder below the order's.</summary>
internal static class ClipCommand
{
    /// <param name="images">The order's images, in order.</param>
    /// <param name="title">The card that stands for a missing image; null where there is one.</param>
    public static IReadOnlyList<string> For(LocalOrder order, IReadOnlyList<StoredImage> images, TitleCard? title, int filterThreads)
    {
        var frame = new FrameSize(order.Width, order.Height);
        int frames = Encoder.Frames(order);
        CameraMove asked = CameraWords.Read(order.Prompt);
        CameraMove move = asked.IsAsked ? asked : images.Count == 2 ? CameraMove.None : CameraMove.Gentle;
        CameraPath camera = CameraPath.For(move, (double)order.Width / order.Height, order.Seed);
        FrameSize canvas = ClipGraph.Canvas(frame, camera);

        var graph = new List<string>();
        if (title is not null)
        {
            graph.Add(title.Chain(canvas, "0:v", "still"));
        }

        for (int i = 0; i < images.Count; i++)
        {
            graph.Add(StillFilter.Chain(images[i].Header, canvas, $"{i}:v", i == 0 ? "still" : "last"));
        }

        graph.Add(images.Count < 2 ? ClipGraph.Hold(frames)
            : TransitionWords.Read(order.Prompt) == TransitionKind.CrossFade ? ClipGraph.CrossFade(frames)
            : ClipGraph.Interpolate(frames, canvas));
        graph.Add(ClipGraph.Film(camera, frame, frames));
        if (AudioTrack.Filter(order) is { } sound)
        {
            graph.Add(sound);
        }

        return
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-progress", "pipe:1", "-stats_period", "0.25",
            "-filter_complex_threads", filterThreads.ToString(CultureInfo.InvariantCulture),
            .. title?.InputArguments ?? [],
            .. images.SelectMany((image, i) => image.InputArguments($"../{StoredImage.NameOf(i)}")),
            "-filter_complex", string.Join(';', graph),
            .. Encoder.Arguments(order, RenderWorkspace.ClipName),
        ];
    }
}
