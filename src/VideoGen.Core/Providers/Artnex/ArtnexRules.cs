using System.Text.Json.Nodes;

namespace VideoGen.Providers.Artnex;

/// <summary>What connects the values of a request, and the body it makes.</summary>
internal static class ArtnexRules
{
    /// <summary>Follows from whether there is an image; a table made for the service may have it as a column all the same.</summary>
    public const string ModeField = "mode";

    private const string TextToVideo = "text-to-video";
    private const string ImageToVideo = "image-to-video";

    /// <exception cref="VideoGenException"><c>UnsupportedValue</c>, <c>MissingValue</c>, <c>ConflictingValues</c>, <c>NeedsImageUrl</c>.</exception>
    public static VideoRequest Check(VideoRequest request, ModelDescriptor model)
    {
        if (request.Resolution is not null)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"Artnex {model.Name} has no choice of resolution; leave it out.");
        }

        if (request.Option?.TryGetPropertyValue(ModeField, out JsonNode? mode) is true)
        {
            CheckMode(mode, request.Image is not null);
        }

        if (request.Image is { Kind: ImageKind.Url } image && !image.Value.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw new VideoGenException(VideoErrors.NeedsImageUrl, $"Artnex fetches images from https addresses only: {DisplayText.OneLine(image.Value, 120)} is none. Give a file, or an https address.");
        }

        _ = RequestBody.Merge(Order(request, request.Image is null ? null : ""), ArtnexJson.Default.ArtnexOrder, request.Option);
        return request;
    }

    /// <param name="image">As it is sent; null for text to video.</param>
    public static ArtnexOrder Order(VideoRequest request, string? image) => new()
    {
        Prompt = request.Prompt,
        Model = request.Model,
        Mode = request.Option?.ContainsKey(ModeField) is true ? null : image is null ? TextToVideo : ImageToVideo,
        Image = image,
        AspectRatio = request.AspectRatio,
        Duration = request.Duration,
    };

    private static void CheckMode(JsonNode? mode, bool hasImage)
    {
        string? word = mode is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (word is not (TextToVideo or ImageToVideo))
        {
            string given = DisplayText.OneLine(mode?.ToJsonString() ?? "null", 40);
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"{given} is no mode of Artnex: it has {TextToVideo} or {ImageToVideo}; for this request it is {(hasImage ? ImageToVideo : TextToVideo)}.");
        }

        if (word == ImageToVideo && !hasImage)
        {
            throw new VideoGenException(VideoErrors.MissingValue, $"The mode {ImageToVideo} starts from an image: give Image, or take the mode {TextToVideo}.");
        }

        if (word == TextToVideo && hasImage)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, $"The mode is {TextToVideo}, and there is an image: leave out Image, or take the mode {ImageToVideo}.");
        }
    }
}
