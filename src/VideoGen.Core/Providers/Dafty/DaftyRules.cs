using System.Globalization;

namespace VideoGen.Providers.Dafty;

/// <summary>What Dafty's tables say of values that depend on each other (docs: videos, api-reference/videos).</summary>
internal static class DaftyRules
{
    public const int LeastSeconds = 1;

    public const int LeastSecondsOfFrames = 4;

    public const int MostSeconds = 15;

    private const int MaxNegativePrompt = 1000;

    private const int MaxImage = 2048;

    public static VideoRequest Check(VideoRequest request)
    {
        if (string.IsNullOrEmpty(request.Prompt))
        {
            throw new VideoGenException(VideoErrors.MissingValue, "Dafty needs a prompt: give Prompt.");
        }

        if (request.NegativePrompt is { Length: > MaxNegativePrompt } negative)
        {
            throw Unsupported(string.Create(CultureInfo.InvariantCulture, $"The negative prompt has {negative.Length:N0} characters; Dafty takes {MaxNegativePrompt:N0}."));
        }

        CheckImage("Image", request.Image);
        CheckImage("LastImage", request.LastImage);
        request = request.LastImage is null ? CheckSingle(request) : CheckFrames(request);
        DaftyClip.CheckOption(request);
        return request;
    }

    /// <summary>POST /videos/image-to-video has no aspect ratio: the clip takes the image's, which is what <c>auto</c> says.</summary>
    private static VideoRequest CheckSingle(VideoRequest request) => request.AspectRatio is null or "auto"
        ? request with { AspectRatio = null }
        : throw Unsupported($"Dafty makes a clip of one image in that image's own ratio, not in {request.AspectRatio}: leave AspectRatio out, or give LastImage too.");

    private static VideoRequest CheckFrames(VideoRequest request) => request.Duration is >= LeastSecondsOfFrames or null
        ? request
        : throw Unsupported($"Dafty makes {LeastSecondsOfFrames} to {MostSeconds} s clips between two images; {request.Duration} is not one of them, the nearest is {LeastSecondsOfFrames}.");

    private static void CheckImage(string parameter, ImageReference? image)
    {
        if (image is { Kind: ImageKind.Url or ImageKind.Id, Value.Length: > MaxImage })
        {
            throw Unsupported(string.Create(CultureInfo.InvariantCulture, $"The address of {parameter} has {image.Value.Length:N0} characters; Dafty takes {MaxImage:N0}. Give a shorter one, or the file."));
        }

        if (image is { Kind: ImageKind.Url } && Uri.TryCreate(image.Value, UriKind.Absolute, out Uri? uri) && (uri.Scheme != Uri.UriSchemeHttps || uri.IsLoopback))
        {
            throw new VideoGenException(VideoErrors.NeedsImageUrl, $"Dafty fetches images from public https addresses only, and {parameter} is at {uri.Scheme}://{uri.Authority}: give such an address, or the file itself.");
        }
    }

    private static VideoGenException Unsupported(string message) => new(VideoErrors.UnsupportedValue, message);
}
