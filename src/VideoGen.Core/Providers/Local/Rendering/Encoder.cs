using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>How clips are encoded.</summary>
internal static class Encoder
{
    /// <summary>The frame rate of films, and of most of the services a preview stands in for.</summary>
    public const int FramesPerSecond = 24;

    /// <summary>
    /// Threads of libx264. Its output depends on their number, so they follow from the size of the clip alone: the same order
    /// gives the same bytes on a busy machine as on an idle one.
    /// </summary>
    public static int ThreadsFor(LocalOrder order) => ((long)order.Width * order.Height) switch
    {
        <= 1_300_000 => 1,
        <= 4_000_000 => 2,
        _ => 4,
    };

    public static int Frames(LocalOrder order) => order.Seconds * FramesPerSecond;

    /// <summary>The arguments after the filters, the file's name included.</summary>
    public static IEnumerable<string> Arguments(LocalOrder order, string fileName) =>
    [
        "-map", "[video]",
        .. AudioTrack.OutputArguments(order),
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-threads:v", Text(ThreadsFor(order)),
        "-r", Text(FramesPerSecond),
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
        "-movflags", "+faststart", "-f", "mp4", "-y", $"file:{fileName}",
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
