using System.Globalization;

namespace VideoGen.Providers.OpenAI;

/// <summary>The one way this shape has to say what size a clip is, derived from the ways we have.</summary>
internal static class OpenAISizes
{
    /// <summary>Of the short side, with the ratio the way <c>16:9</c> is written. Sora's larger size is 4:7 to the pixel.</summary>
    private static readonly Dictionary<(string Resolution, string Ratio), string> OfSora = new()
    {
        [("720p", "9:16")] = "720x1280",
        [("720p", "16:9")] = "1280x720",
        [("1024p", "9:16")] = "1024x1792",
        [("1024p", "16:9")] = "1792x1024",
    };

    /// <summary>The size to send; null leaves it to the server.</summary>
    /// <param name="sizes">All there are; empty where only the server knows.</param>
    /// <exception cref="VideoGenException"><c>UnsupportedValue</c>, <c>MissingValue</c>.</exception>
    public static string? Of(VideoRequest request, IReadOnlyList<string> sizes)
    {
        if (request.Size is { } size)
        {
            return sizes.Count == 0 || sizes.Contains(size) ? size : throw NotOne(request, size, sizes);
        }

        if (request.Resolution is null && request.AspectRatio is null)
        {
            return null;
        }

        return sizes.Count > 0
            ? OfSora.GetValueOrDefault((request.Resolution ?? "720p", request.AspectRatio ?? "9:16")) is { } known && sizes.Contains(known) ? known : throw NotOne(request, $"{request.Resolution} {request.AspectRatio}".Trim(), sizes)
            : Computed(request);
    }

    /// <summary>720p with 16:9 is 1280x720: the resolution is the short side, the long one to the nearest even pixel.</summary>
    private static string Computed(VideoRequest request)
    {
        if (request.Resolution is null || request.AspectRatio is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "This server takes a size in pixels: give Size, such as 1280x720, or both Resolution and AspectRatio.");
        }

        string[] ratio = request.AspectRatio.Split(':');
        if (ShortSide(request.Resolution) is not { } side || ratio.Length != 2 || Part(ratio[0]) is not { } width || Part(ratio[1]) is not { } height)
        {
            throw new VideoGenException(
                VideoErrors.UnsupportedValue,
                $"No size in pixels follows from {DisplayText.OneLine($"{request.Resolution} {request.AspectRatio}", 60)}: write 720p and 16:9, or give Size, such as 1280x720.");
        }

        int other = 2 * (int)Math.Round(side * (double)Math.Max(width, height) / Math.Min(width, height) / 2);
        return string.Create(CultureInfo.InvariantCulture, $"{(width < height ? side : other)}x{(width < height ? other : side)}");
    }

    private static int? ShortSide(string resolution) => resolution.ToLowerInvariant() switch
    {
        "4k" => 2160,
        [.. var lines, 'p'] => Part(lines),
        _ => null,
    };

    private static int? Part(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and < 10_000 ? number : null;

    private static VideoGenException NotOne(VideoRequest request, string given, IReadOnlyList<string> sizes)
    {
        string nearest = OpenAIValues.Sides(given) is { } sides ? $", the nearest is {sizes.MinBy(size => Distance(sides, size))}" : "";
        return new VideoGenException(VideoErrors.UnsupportedValue, $"{request.Model} makes clips of {Choices.Join(sizes)}; {DisplayText.OneLine(given, 40)} is not one of them{nearest}.");
    }

    /// <summary>A size of the same orientation is always nearer than one that lies the other way.</summary>
    private static int Distance((int Width, int Height) given, string size) => OpenAIValues.Sides(size) is { } sides
        ? Math.Abs(sides.Width - given.Width) + Math.Abs(sides.Height - given.Height) + (given.Width > given.Height == sides.Width > sides.Height ? 0 : 100_000)
        : int.MaxValue;
}
