namespace VideoGen.Providers.Phantaisia;

/// <summary>The table "Models" of the page and the rules that go with it.</summary>
internal static class PhantaisiaModels
{
    private const string Simple = "simple";
    private const string Advanced = "advanced";
    private const string Performance = "performance";

    /// <summary>The ratio of the image itself; the service's default.</summary>
    private const string ImagesOwnRatio = "auto";

    /// <summary>Cheapest first by the page's words for their quality; credits are on a page of the service that is not public.</summary>
    public static IReadOnlyList<ModelDescriptor> All { get; } =
    [
        new()
        {
            Name = Simple,
            Description = "Fastest, for previews.",
            Durations = DurationRule.OneOf(4),
            DefaultDuration = 4,
            AspectRatios = [ImagesOwnRatio],
            Features = ModelFeatures.FirstFrame | ModelFeatures.Options,
        },
        new()
        {
            Name = Advanced,
            Description = "Higher quality, recommended for final clips; the only one for two frames.",
            Durations = DurationRule.OneOf(4, 6, 8),
            DefaultDuration = 4,
            AspectRatios = [ImagesOwnRatio],
            Features = ModelFeatures.FirstFrame | ModelFeatures.LastFrame | ModelFeatures.Options,
        },
        new()
        {
            Name = Performance,
            Description = "Highest quality, the only one with a choice of ratios.",
            Durations = DurationRule.OneOf(4, 6, 8),
            DefaultDuration = 4,
            AspectRatios = [ImagesOwnRatio, "16:9", "9:16", "3:2", "2:3"],
            Features = ModelFeatures.FirstFrame | ModelFeatures.Options,
        },
    ];

    /// <summary>The first model that can do it; where none can, the one whose refusal tells most.</summary>
    public static string Choose(VideoRequest request)
    {
        bool wantsRatio = request.AspectRatio is { } ratio && !ratio.Equals(ImagesOwnRatio, StringComparison.OrdinalIgnoreCase);
        return request.LastImage is not null ? Advanced
            : wantsRatio ? Performance
            : request.Duration is null or 4 ? Simple
            : Advanced;
    }
}
