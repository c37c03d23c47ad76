using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>The filters that make a clip out of stills: hold or blend them on a canvas, and let the camera look at it.</summary>
internal static class ClipGraph
{
    private const int Rate = Encoder.FramesPerSecond;

    /// <summary>Interpolating motion takes a third of a second a frame and core for a million pixels; it is done at this size at most.</summary>
    private const int InterpolatedPixels = 960 * 540;

    /// <summary>A change longer than this is no longer seen as one; the images stand still before and after it.</summary>
    private const int LongestInterpolation = 5 * Rate;

    /// <summary>
    /// The canvas is larger than the frame, so that parts of pixels the camera moves by do not blur and a zoom shows real detail.
    /// </summary>
    public static FrameSize Canvas(FrameSize frame, CameraPath camera) => camera.IsWhole ? frame : frame.Scaled(1.25);

    /// <summary>From the canvas label <c>still</c> to the canvas label <c>scene</c>.</summary>
    public static string Hold(int frames) => $"[still]{Repeat(frames)}[scene]";

    /// <summary>From the canvas labels <c>still</c> and <c>last</c> to <c>scene</c>, by cross-fade.</summary>
    public static string CrossFade(int frames)
    {
        (int hold, int change) = Parts(frames, int.MaxValue);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[still]{Repeat(frames)}[stills];[last]{Repeat(frames - hold)}[lasts];"
            + $"[stills][lasts]xfade=transition=fade:duration={change / (double)Rate}:offset={hold / (double)Rate}[scene]");
    }

    /// <summary>From the canvas labels <c>still</c> and <c>last</c> to <c>scene</c>, by motion interpolation.</summary>
    public static string Interpolate(int frames, FrameSize canvas)
    {
        (int hold, int change) = Parts(frames, LongestInterpolation);
        double factor = Math.Min(1, Math.Sqrt(InterpolatedPixels / (double)canvas.Pixels));
        FrameSize work = canvas.Scaled(factor);

        // The interpolator looks at two frames before and two after, so each still stands there three times, a frame apart; the
        // change itself lies between the third and the fourth. Its first frame is the first still.
        return $"[still]split[hold1][first];[last]split[hold2][second];"
            + $"[hold1]{Repeat(hold)}[before];[hold2]{Repeat(frames - hold - change)}[after];"
            + $"[first]scale={work.Width}:{work.Height},loop=loop=2:size=1,settb=1/{Rate},setpts=N[from];"
            + $"[second]scale={work.Width}:{work.Height},loop=loop=2:size=1,settb=1/{Rate},setpts=N[to];"
            + $"[from][to]concat=n=2,settb=1/{Rate},setpts='if(lt(N,3),N,N-1+{change})',"
            + $"minterpolate=fps={Rate}:mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1:scd=none,"
            + $"trim=start_frame=2:end_frame={2 + change},settb=1/{Rate},setpts=N,scale={canvas.Width}:{canvas.Height}:flags=bicubic,setsar=1,fps={Rate}[change];"
            + $"[before][change][after]concat=n=3,settb=1/{Rate},setpts=N[scene]";
    }

    /// <summary>From <c>scene</c> to <c>video</c>.</summary>
    public static string Film(CameraPath camera, FrameSize frame, int frames)
    {
        string move = camera.IsWhole
            ? "null"
            : $"{camera.Filter(frames)},scale={frame.Width}:{frame.Height}:flags=bicubic+accurate_rnd+bitexact";
        // Cut here: -frames would end the sound with the picture, some milliseconds early.
        return $"[scene]trim=end_frame={frames},{move},format=yuv420p,setsar=1[video]";
    }

    private static string Repeat(int frames) => $"loop=loop=-1:size=1,settb=1/{Rate},setpts=N,fps={Rate},trim=end_frame={frames}";

    /// <summary>The first still alone for a fifth, then the change; the rest is the last still's.</summary>
    private static (int Hold, int Change) Parts(int frames, int longest)
    {
        int change = Math.Min(Math.Max(frames * 3 / 5, 2), longest);
        return ((frames - change) / 2, change);
    }
}
