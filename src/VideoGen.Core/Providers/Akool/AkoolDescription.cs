namespace VideoGen.Providers.Akool;

/// <summary>What is known of the service without asking it: its page of image to video, and its pages of the batch call and of models.</summary>
internal static class AkoolDescription
{
    /// <summary>The shorter and cheaper of the two documented lengths.</summary>
    public const int DefaultSeconds = 5;

    /// <summary>The cheapest documented resolution.</summary>
    public const string DefaultResolution = "720p";

    /// <summary>No page names a limit of ids; these make a body of 2.5 KB.</summary>
    public const int IdsPerRequest = 100;

    /// <summary>
    /// What the batch call has a field for. Which model takes which of it, which lengths and which resolutions, only the service's
    /// list of models says, so nothing of that is refused here.
    /// </summary>
    private const ModelFeatures OfBatch = ModelFeatures.FirstFrame | ModelFeatures.LastFrame | ModelFeatures.NegativePrompt
        | ModelFeatures.AudioChoice | ModelFeatures.EnhancePrompt | ModelFeatures.Webhook | ModelFeatures.Options;

    public static ProviderDescriptor Descriptor { get; } = new()
    {
        Name = "Akool",
        Description = "AKOOL image to video (openapi.akool.com): clips from an image, effects, sound, several models.",
        Endpoint = new Uri("https://openapi.akool.com"),
        Credential = CredentialNeed.Required,
        TakesIdAndSecret = true,
        Models =
        [
            new()
            {
                Name = AkoolRules.SingleModel,
                Description = "AKOOL's own; the one with effects, own sounds and the premium model. 10 s and Premium need a Pro plan.",
                Durations = DurationRule.OneOf(5, 10),
                DefaultDuration = DefaultSeconds,
                Resolutions = ["720p", "1080p", "4k"],
                DefaultResolution = DefaultResolution,
                Features = ModelFeatures.FirstFrame | ModelFeatures.NegativePrompt | ModelFeatures.AudioChoice | ModelFeatures.CustomAudio
                    | ModelFeatures.EnhancePrompt | ModelFeatures.Effect | ModelFeatures.Premium | ModelFeatures.Webhook | ModelFeatures.Options,
            },
            OfTheBatchCall(AkoolRules.BasicModel, "Akool Basic; what several clips without a Model are made with."),
            OfTheBatchCall(AkoolRules.LastFrameModel, "Seedance Lite; what a last image without a Model is made with."),
            OfTheBatchCall("alibaba/wan2.5-i2v-preview", "Wan 2.5."),
        ],
        AnyModel = OfTheBatchCall("model", "Any other of the service's list."),
        ChooseModel = AkoolRules.ChooseModel,
        Review = AkoolRules.Review,
        CheckRules = AkoolRules.Check,
        Quote = AkoolPrices.Quote,
        BillingUnit = AkoolPrices.Unit,
        HasPriceTable = true,
        ImageForms = ImageForms.Url,
        ReadBatchSize = IdsPerRequest,

        // What the service's own demo waits.
        PollInterval = TimeSpan.FromSeconds(5),
    };

    private static ModelDescriptor OfTheBatchCall(string name, string description) => new()
    {
        Name = name,
        Description = description,
        DefaultDuration = DefaultSeconds,
        DefaultResolution = DefaultResolution,
        Features = OfBatch,
    };
}
