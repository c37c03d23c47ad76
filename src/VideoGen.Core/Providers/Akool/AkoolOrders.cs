using System.Text.Json.Nodes;

namespace VideoGen.Providers.Akool;

/// <summary>Makes the bodies of what costs money.</summary>
internal static class AkoolOrders
{
    private const int Generated = 1;
    private const int Own = 2;
    private const int Silent = 3;

    /// <summary>Makes the body for the sake of what it refuses.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>: <see cref="VideoRequest.Option"/> has what the request sets already.</exception>
    public static void Check(VideoRequest request)
    {
        var image = ImageContent.Of("image");
        var submission = new Submission("", request) { Image = image, LastImage = request.LastImage is null ? null : image };
        _ = AkoolRules.UsesBatch(request) ? Batch(submission, request.Count ?? 1) : Single(submission);
    }

    /// <summary>The body of the call for one clip.</summary>
    /// <exception cref="VideoGenException"><c>MissingValue</c>, <c>ConflictingValues</c>: it was not validated.</exception>
    public static JsonObject Single(Submission submission)
    {
        VideoRequest request = submission.Request;
        var order = new AkoolClipOrder
        {
            ImageUrl = AddressOf(submission.Image),

            // Required, but ignored with an effect.
            Prompt = request.Prompt ?? "",

            // Required by the page, left out by public clients: empty is right for both.
            NegativePrompt = request.NegativePrompt ?? "",
            Resolution = request.Resolution ?? AkoolDescription.DefaultResolution,
            VideoLength = request.Duration ?? AkoolDescription.DefaultSeconds,
            AudioType = request.AudioUri is not null ? Own : request.Audio is AudioMode.Generate ? Generated : Silent,
            AudioUrl = request.AudioUri?.OriginalString,
            ExtendPrompt = request.EnhancePrompt,
            IsPremiumModel = request.Premium,
            EffectCode = request.Effect,
            WebhookUrl = request.WebhookUri?.OriginalString,
        };
        return RequestBody.Merge(order, AkoolOrderJson.Default.AkoolClipOrder, request.Option);
    }

    /// <summary>The body of the batch call for so many clips of one request.</summary>
    /// <exception cref="VideoGenException"><c>MissingValue</c>, <c>ConflictingValues</c>: it was not validated.</exception>
    public static JsonObject Batch(Submission submission, int count)
    {
        VideoRequest request = submission.Request;
        AkoolRules.RefuseMix(request, "Count");
        var order = new AkoolBatchOrder
        {
            ImageUrl = AddressOf(submission.Image),
            Prompt = request.Prompt ?? "",
            ModelName = request.Model,
            NegativePrompt = request.NegativePrompt,
            ExtendPrompt = request.EnhancePrompt,
            Resolution = request.Resolution ?? AkoolDescription.DefaultResolution,
            VideoLength = request.Duration ?? AkoolDescription.DefaultSeconds,
            LastImageUrl = submission.LastImage is null ? null : AddressOf(submission.LastImage),
            GenerateAudio = request.Audio switch { AudioMode.Generate => true, AudioMode.None => false, _ => null },
            Count = count,
            WebhookUrl = request.WebhookUri?.OriginalString,
        };
        return RequestBody.Merge(order, AkoolOrderJson.Default.AkoolBatchOrder, request.Option);
    }

    /// <summary>The body of new sound for a clip.</summary>
    /// <exception cref="VideoGenException"><c>MissingValue</c>, <c>UnsupportedValue</c>.</exception>
    public static JsonObject Sound(AudioSubmission submission)
    {
        if (submission.Audio is not (AudioMode.Generate or AudioMode.Custom))
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"Audio {submission.Audio} adds no sound: Akool has Generate or Custom.");
        }

        if (submission.Audio is AudioMode.Custom && submission.AudioUri is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "Audio is Custom, and AudioUri is missing.");
        }

        var order = new AkoolAudioOrder
        {
            PreVideoId = submission.SourceId,
            AudioType = submission.Audio is AudioMode.Custom ? Own : Generated,
            AudioUrl = submission.Audio is AudioMode.Custom ? submission.AudioUri!.OriginalString : "",
        };
        return RequestBody.Merge(order, AkoolOrderJson.Default.AkoolAudioOrder, option: null);
    }

    private static string AddressOf(ImageContent? image) =>
        image?.Reference ?? throw new VideoGenException(VideoErrors.MissingValue, "Akool starts from an image: give Image.");
}
