namespace VideoGen.Providers.Akool;

/// <summary>
/// Which of the service's two calls makes a clip, and what the tables of the models cannot say. The call for one clip knows effects,
/// the premium model and own sounds; the batch call knows models, last frames and several clips.
/// </summary>
internal static class AkoolRules
{
    /// <summary>Our name for what the call for one clip makes, which has no name of its own there.</summary>
    public const string SingleModel = "image2video";

    /// <summary>The service's own model behind the batch call, and the cheapest of the known ones (public clients).</summary>
    public const string BasicModel = "AkoolImage2VideoFastV1";

    /// <summary>
    /// The cheapest known model that its maker gives a last frame. Not documented by the service, which tells such models by
    /// <c>supportedLastFrame</c> of its list alone.
    /// </summary>
    public const string LastFrameModel = "seedance-1-0-lite-i2v-250428";

    /// <summary>Whether the request is one of the batch call, be it for a single clip.</summary>
    public static bool UsesBatch(VideoRequest request) => WordOfBatch(request) is not null;

    /// <summary>The model of a request that names none.</summary>
    public static string ChooseModel(VideoRequest request) =>
        request.LastImage is not null ? LastFrameModel : request.Count > 1 ? BasicModel : SingleModel;

    /// <summary>Looks at a request as it was given.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>: it asks for something of both calls.</exception>
    public static IReadOnlyList<string> Review(VideoRequest request)
    {
        RefuseMix(request, WordOfBatch(request));
        return request.Effect is not null && !string.IsNullOrWhiteSpace(request.Prompt) ? ["Akool ignores the prompt of a clip that gets an effect."] : [];
    }

    /// <param name="batchWord">What of the request, or of how it is sent, belongs to the batch call; null for nothing.</param>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>.</exception>
    public static void RefuseMix(VideoRequest request, string? batchWord)
    {
        if (WordOfSingle(request) is { } single && batchWord is not null)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, $"{single} goes with Akool's call for one clip, and {batchWord} with its batch call; no call takes both.");
        }
    }

    /// <summary>Rules beyond the tables, for <see cref="ProviderDescriptor.CheckRules"/>.</summary>
    public static VideoRequest Check(VideoRequest request, ModelDescriptor model)
    {
        if (request.AspectRatio is not null)
        {
            throw Unsupported("AspectRatio cannot be chosen at Akool: a clip has that of its image. Leave it out.");
        }

        if (request.WebhookEvents.Count > 0)
        {
            throw Unsupported("Akool's webhooks have no events to choose from; leave WebhookEvent out.");
        }

        if (request.Duration < 1)
        {
            throw Unsupported($"A clip of {request.Duration} s cannot be made; the nearest length is {AkoolDescription.DefaultSeconds}.");
        }

        RequireWeb("AudioUri", request.AudioUri);
        RequireWeb("WebhookUri", request.WebhookUri);
        AkoolOrders.Check(request);

        // The service wants a choice. All cost the same (page of image to video: sound inside a clip is free); silence is what the
        // batch call does by itself, and sound can be added later.
        bool chosen = request.Audio is not (null or AudioMode.Default) || !model.Name.Equals(SingleModel, StringComparison.OrdinalIgnoreCase);
        return chosen ? request : request with { Audio = AudioMode.None };
    }

    /// <summary>What of the request only the call for one clip knows; null for nothing.</summary>
    private static string? WordOfSingle(VideoRequest request) =>
        request.Effect is not null ? "Effect"
        : request.Premium is true ? "Premium"
        : request.AudioUri is not null ? "AudioUri"
        : request.Audio is AudioMode.Custom ? "Audio Custom"
        : IsSingle(request.Model) ? $"Model {SingleModel}"
        : null;

    /// <summary>What of the request only the batch call knows; null for nothing.</summary>
    private static string? WordOfBatch(VideoRequest request) =>
        request.Model is not null && !IsSingle(request.Model) ? "Model"
        : request.LastImage is not null ? "LastImage"
        : request.Count > 1 ? "Count"
        : null;

    private static bool IsSingle(string? model) => SingleModel.Equals(model, StringComparison.OrdinalIgnoreCase);

    private static void RequireWeb(string parameter, Uri? uri)
    {
        if (uri is not null && !(uri.IsAbsoluteUri && uri.Scheme is "http" or "https"))
        {
            throw Unsupported($"{parameter} is no address that Akool can reach: it takes a public http(s) address.");
        }
    }

    private static VideoGenException Unsupported(string message) => new(VideoErrors.UnsupportedValue, message);
}
