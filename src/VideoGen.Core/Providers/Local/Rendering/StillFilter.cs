using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>Brings one image onto the canvas: upright, cut to the canvas's ratio, opaque, in the colours of the clip.</summary>
internal static class StillFilter
{
    // Neither white nor black, on which a white or a black drawing would vanish.
    private const string Background = "0x808080";

    private const string Scaling = "flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact";

    /// <summary>A filter chain from <paramref name="input"/> to <paramref name="output"/>, labels without brackets.</summary>
    public static string Chain(ImageHeader image, FrameSize canvas, string input, string output)
    {
        // Cut before scaling: a strip of 1 by 5000 scaled to cover the canvas would be millions of pixels high.
        (int width, int height) = Cut(image.DisplayWidth, image.DisplayHeight, (double)canvas.Width / canvas.Height);
        string cut = string.Create(
            CultureInfo.InvariantCulture,
            $"setsar=1,{Upright(image.Orientation)}crop={width}:{height}:{(image.DisplayWidth - width) / 2}:{(image.DisplayHeight - height) / 2}:exact=1");
        string colours = $"scale={canvas.Width}:{canvas.Height}:{Scaling}:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1[{output}]";
        return image.MayBeTransparent
            ? $"[{input}]{cut},format=rgba[{input}cut];color=c={Background}:s={width}x{height}:r=1,format=rgba,trim=end_frame=1[{input}back];"
                + $"[{input}back][{input}cut]overlay=format=gbrp:shortest=0:repeatlast=1,format=gbrp,{colours}"
            : $"[{input}]{cut},{colours}";
    }

    /// <summary>The largest part of that ratio, at least one pixel a side.</summary>
    private static (int Width, int Height) Cut(int width, int height, double ratio) => (double)width / height > ratio
        ? (Math.Clamp((int)Math.Round(height * ratio), 1, width), height)
        : (width, Math.Clamp((int)Math.Round(width / ratio), 1, height));

    /// <summary>What undoes an EXIF orientation. FFmpeg's own handling of it differs from release to release.</summary>
    private static string Upright(int orientation) => orientation switch
    {
        2 => "hflip,",
        3 => "hflip,vflip,",
        4 => "vflip,",
        5 => "transpose=cclock_flip,",
        6 => "transpose=clock,",
        7 => "transpose=clock_flip,",
        8 => "transpose=cclock,",
        _ => "",
    };
}
