using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>Width and height of a clip.</summary>
/// <param name="Width">Pixels, even: yuv420p has one colour sample for two by two.</param>
/// <param name="Height">Pixels, even.</param>
internal readonly record struct FrameSize(int Width, int Height)
{
    private const double WidestRatio = 21.0 / 9;

    public int Pixels => Width * Height;

    /// <param name="image">The first image as it is shown, or null.</param>
    /// <exception cref="VideoGenException"><c>UnsupportedValue</c>, with the nearest size.</exception>
    public static FrameSize For(VideoRequest request, ImageHeader? image)
    {
        if (request.Size is { } size)
        {
            return Parse(size);
        }

        int shortSide = ShortSide(request.Resolution ?? LocalProvider.DefaultResolution);
        double ratio = Ratio(request.AspectRatio) ?? (image is null ? 16.0 / 9 : Math.Clamp((double)image.DisplayWidth / image.DisplayHeight, 1 / WidestRatio, WidestRatio));
        return ratio >= 1 ? new FrameSize(Even(shortSide * ratio), shortSide) : new FrameSize(shortSide, Even(shortSide / ratio));
    }

    /// <summary>This size, larger or smaller, still even.</summary>
    public FrameSize Scaled(double factor) => new(Even(Width * factor), Even(Height * factor));

    public override string ToString() => $"{Width}x{Height}";

    private static int ShortSide(string resolution)
    {
        string text = resolution.Trim().ToLowerInvariant();
        return text switch
        {
            "4k" or "2160p" => 2160,
            "2k" => 1440,
            _ when text.EndsWith('p') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int lines)
                && lines is >= LocalLimits.MinimumSide and <= 2160 => lines - (lines % 2),
            _ => throw new VideoGenException(VideoErrors.UnsupportedValue, $"'{DisplayText.OneLine(resolution, 40)}' is no resolution of Local: it has {Choices.Join(LocalProvider.Resolutions)}."),
        };
    }

    // Null for auto.
    private static double? Ratio(string? text)
    {
        if (text is null || text.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string[] sides = text.Split(':');
        return sides.Length == 2
            && double.TryParse(sides[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double width)
            && double.TryParse(sides[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double height)
            && width > 0 && height > 0 && width / height is >= 1 / (WidestRatio + 0.01) and <= WidestRatio + 0.01
            ? width / height
            : throw new VideoGenException(VideoErrors.UnsupportedValue, $"'{DisplayText.OneLine(text, 40)}' is no aspect ratio of Local: it has {Choices.Join(LocalProvider.AspectRatios)}.");
    }

    private static FrameSize Parse(string text)
    {
        string[] sides = text.Split('x');
        if (sides.Length != 2
            || !int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            || !int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height))
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"'{DisplayText.OneLine(text, 40)}' is no size: write width and height in pixels, such as 1280x720.");
        }

        var nearest = new FrameSize(Nearest(width), Nearest(height));
        if (nearest.Pixels > LocalLimits.MaximumPixels)
        {
            double factor = Math.Sqrt((double)LocalLimits.MaximumPixels / nearest.Pixels);
            nearest = new FrameSize((int)(nearest.Width * factor) & ~1, (int)(nearest.Height * factor) & ~1);
        }

        return nearest == new FrameSize(width, height)
            ? nearest
            : throw new VideoGenException(VideoErrors.UnsupportedValue, $"Local makes no {width}x{height} clips: sides are even, {LocalLimits.MinimumSide} to {LocalLimits.MaximumSide} pixels; the nearest is {nearest}.");
    }

    private static int Nearest(int side) => Math.Clamp(side - (side % 2), LocalLimits.MinimumSide, LocalLimits.MaximumSide);

    private static int Even(double side) => Math.Max(2, (int)Math.Round(side / 2) * 2);
}
