using VideoGen.Http;

namespace VideoGen.Providers.Dafty;

/// <summary>A request as one of the two creates: with a last image the transition between two, else one image in motion.</summary>
internal static class DaftyClip
{
    /// <summary>What stands for an image before it is uploaded.</summary>
    private const string AnyImage = "image";

    /// <exception cref="VideoGenException"><c>ConflictingValues</c>: Option sets what a parameter sets already.</exception>
    public static void CheckOption(VideoRequest request) => _ = request.LastImage is null
        ? RequestBody.Merge(Single(request, AnyImage), DaftyJson.Default.DaftyImageToVideo, request.Option)
        : RequestBody.Merge(Frames(request, AnyImage, AnyImage), DaftyJson.Default.DaftyFrames, request.Option);

    /// <param name="image">As the service takes it: an address or an id.</param>
    /// <param name="lastImage">Likewise; null without one.</param>
    /// <param name="key">Names the order: under it the service makes one job, however often it is asked (docs: idempotency).</param>
    /// <exception cref="NotSentException"><c>ConflictingValues</c>.</exception>
    public static ApiRequest Create(VideoRequest request, string image, string? lastImage, string key) =>
        new(HttpMethod.Post, lastImage is null ? "videos/image-to-video" : "videos/frames", ApiCall.Submit)
        {
            Content = lastImage is null
                ? RequestBody.Create(Single(request, image), DaftyJson.Default.DaftyImageToVideo, request.Option)
                : RequestBody.Create(Frames(request, image, lastImage), DaftyJson.Default.DaftyFrames, request.Option),
            Headers = new Dictionary<string, string> { ["Idempotency-Key"] = key },
            Bucket = DaftyDescription.VideoCreates,
        };

    private static DaftyImageToVideo Single(VideoRequest request, string image) => new(image, request.Prompt)
    {
        Duration = request.Duration,
        Resolution = request.Resolution,
        Audio = Audio(request),
        NegativePrompt = NegativePrompt(request),
    };

    private static DaftyFrames Frames(VideoRequest request, string image, string lastImage) => new(image, lastImage, request.Prompt)
    {
        Duration = request.Duration,
        AspectRatio = request.AspectRatio,
        Resolution = request.Resolution,
        Audio = Audio(request),
        NegativePrompt = NegativePrompt(request),
    };

    private static bool? Audio(VideoRequest request) => request.Audio switch
    {
        AudioMode.Generate => true,
        AudioMode.None => false,
        _ => null,
    };

    private static string? NegativePrompt(VideoRequest request) => string.IsNullOrEmpty(request.NegativePrompt) ? null : request.NegativePrompt;
}
