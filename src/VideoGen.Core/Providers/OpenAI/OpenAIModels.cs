namespace VideoGen.Providers.OpenAI;

/// <summary>OpenAI's own models (API reference, Videos; model pages of sora-2 and sora-2-pro), and what holds for any other.</summary>
internal static class OpenAIModels
{
    /// <summary>Characters (API reference, Create video).</summary>
    private const int PromptLimit = 32_000;

    /// <summary>Seconds the service makes when none are asked for.</summary>
    private const int DefaultSeconds = 4;

    private static readonly DateOnly PricesAsOf = new(2026, 8, 22);

    public static ModelDescriptor Sora2 { get; } = new()
    {
        Name = "sora-2",
        Description = "OpenAI's video model, with sound.",
        Durations = DurationRule.OneOf(4, 8, 12),
        DefaultDuration = DefaultSeconds,
        Resolutions = ["720p"],
        AspectRatios = ["9:16", "16:9"],
        PromptLimit = PromptLimit,
        Features = ModelFeatures.TextOnly | ModelFeatures.FirstFrame | ModelFeatures.Size | ModelFeatures.Options,
    };

    public static ModelDescriptor Sora2Pro { get; } = Sora2 with
    {
        Name = "sora-2-pro",
        Description = "OpenAI's larger video model, with sound.",
        Resolutions = ["720p", "1024p"],
    };

    /// <summary>A model of another server, which alone knows what it takes.</summary>
    public static ModelDescriptor Any { get; } = new()
    {
        Name = "any",
        Description = "A model of the server's own.",
        Features = ModelFeatures.TextOnly | ModelFeatures.FirstFrame | ModelFeatures.Size | ModelFeatures.Options | ModelFeatures.Seed | ModelFeatures.NegativePrompt,
    };

    /// <summary>Sizes of a model of OpenAI's, the service's default first; none where the server decides.</summary>
    public static IReadOnlyList<string> SizesOf(ModelDescriptor model) =>
        ReferenceEquals(model, Sora2) ? ["720x1280", "1280x720"]
        : ReferenceEquals(model, Sora2Pro) ? ["720x1280", "1280x720", "1024x1792", "1792x1024"]
        : [];

    /// <summary>US dollars for each second of the clip, as OpenAI listed them; nothing in an answer tells what was charged.</summary>
    public static PriceQuote Quote(VideoRequest request)
    {
        decimal? perSecond = (request.Model, request.Size) switch
        {
            ("sora-2", _) => 0.10m,
            ("sora-2-pro", "1024x1792" or "1792x1024") => 0.50m,
            ("sora-2-pro", _) => 0.30m,
            _ => null,
        };
        if (perSecond is not { } price)
        {
            return PriceQuote.Unknown("USD", "OpenAI has no listed price of this model.");
        }

        decimal amount = price * (request.Duration ?? DefaultSeconds);
        return PriceQuote.Exact(amount, "USD", PricesAsOf) with { Note = "OpenAI's own price; a gateway may take another." };
    }
}
