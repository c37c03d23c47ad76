using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Http;

namespace VideoGen.Providers.OpenAI;

/// <summary>
/// The body of a create: JSON, or a form where an image is sent along as a file. Some servers take forms only, so the setting
/// <c>Body</c> can ask for one always.
/// </summary>
internal static class OpenAICreate
{
    public const string BodySetting = "Body";

    private const string ImageField = "input_reference";

    /// <summary>Refuses what <see cref="ContentAsync"/> could not send, and turns resolution and ratio into a size.</summary>
    /// <exception cref="VideoGenException"><c>UnsupportedValue</c>, <c>MissingValue</c>, <c>ConflictingValues</c>.</exception>
    public static VideoRequest CheckRules(VideoRequest request, ModelDescriptor model)
    {
        VideoRequest sized = request with { Size = OpenAISizes.Of(request, OpenAIModels.SizesOf(model)), Resolution = null, AspectRatio = null };
        _ = RequestBody.Merge(Message(sized, request.Image is null ? null : new OpenAIImageReference { ImageUrl = "" }), OpenAIMessages.Default.OpenAICreateMessage, request.Option);
        return sized;
    }

    /// <param name="submission">Validated.</param>
    /// <param name="setting">The value of <see cref="BodySetting"/>; null for JSON where it will do.</param>
    /// <param name="fit">The request as it fits an image that is sent along; null where any image will do.</param>
    /// <exception cref="VideoGenException"><c>UnsupportedValue</c>, or what the image is refused with.</exception>
    /// <exception cref="NotSentException">The image cannot be read.</exception>
    public static async Task<HttpContent> ContentAsync(Submission submission, string? setting, Func<ImagePayload, Task<VideoRequest>>? fit, CancellationToken cancellationToken)
    {
        bool asForm = setting?.ToLowerInvariant() switch
        {
            null or "json" => false,
            "form" => true,
            _ => throw new VideoGenException(VideoErrors.UnsupportedValue, $"The setting {BodySetting} is '{DisplayText.OneLine(setting, 40)}'; it is json or form."),
        };
        if (submission.Image is { Reference: null } file)
        {
            ImagePayload image = await ImagePayload.ReadAsync(file, cancellationToken).ConfigureAwait(false);
            return Form(fit is null ? submission.Request : await fit(image).ConfigureAwait(false), image);
        }

        if (asForm)
        {
            return submission.Image is null ? Form(submission.Request, null) : throw new VideoGenException(
                VideoErrors.UnsupportedValue, "This server takes forms, where the image is a file: give a file instead of an address or id.");
        }

        return RequestBody.Create(Message(submission.Request, Reference(submission.Request.Image)), OpenAIMessages.Default.OpenAICreateMessage, submission.Request.Option);
    }

    private static OpenAICreateMessage Message(VideoRequest request, OpenAIImageReference? image) => new()
    {
        Prompt = request.Prompt,
        Model = request.Model,
        Seconds = request.Duration is { } seconds ? $"{seconds}" : null,
        Size = request.Size ?? OpenAISizes.Of(request, []),
        InputReference = image,
        NegativePrompt = request.NegativePrompt,
        Seed = request.Seed,
    };

    private static OpenAIImageReference? Reference(ImageReference? image) => image switch
    {
        null => null,
        { Kind: ImageKind.Id } => new OpenAIImageReference { FileId = image.Value },
        _ => new OpenAIImageReference { ImageUrl = image.Value },
    };

    private static MultipartFormDataContent Form(VideoRequest request, ImagePayload? image)
    {
        var form = new MultipartFormDataContent();
        foreach ((string name, JsonNode? value) in RequestBody.Merge(Message(request, null), OpenAIMessages.Default.OpenAICreateMessage, request.Option))
        {
            if (value is not null)
            {
                form.Add(new StringContent(FieldOf(value)), Quoted(name));
            }
        }

        if (image is not null)
        {
            // Not the user's own file name, which is nobody's business and may have characters that servers stumble over.
            form.Add(new ImageHttpContent(image), Quoted(ImageField), Quoted($"image.{image.MediaType["image/".Length..]}"));
        }

        return form;
    }

    /// <summary>A text as it is; all else as JSON, which is how vLLM-Omni takes objects and lists.</summary>
    private static string FieldOf(JsonNode value) => value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : value.ToJsonString();

    /// <summary>RFC 7578 lets a name stand bare, and .NET writes it so, but not every server reads that.</summary>
    private static string Quoted(string name) => $"\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"";
}
