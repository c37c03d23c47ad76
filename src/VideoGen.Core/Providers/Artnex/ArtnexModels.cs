namespace VideoGen.Providers.Artnex;

/// <summary>The model tables of docs.artnex.app/api/generate-video. Credits are those of a clip, whatever its length.</summary>
internal static class ArtnexModels
{
    /// <summary>When the tables were read; the page bears no date.</summary>
    public static readonly DateOnly AsOf = new(2026, 11, 21);

    private const int PromptLimit = 4000;

    private static readonly string[] WideAndTall = ["16:9", "9:16"];

    private static readonly string[] AllRatios = ["16:9", "9:16", "1:1"];

    private static readonly (ModelDescriptor Model, int Credits)[] Table =
    [
        FromText("veo3.1", 3000, DurationRule.OneOf(4, 6, 8), WideAndTall),
        FromText("veo3-fast", 2000, DurationRule.OneOf(4, 6, 8), WideAndTall),
        FromText("sora-2", 3500, DurationRule.OneOf(4, 8, 12), WideAndTall),
        FromText("sora-2-pro", 6000, DurationRule.OneOf(4, 8, 12), WideAndTall),
        FromText("kling-v2.5-turbo-pro", 1500, DurationRule.OneOf(5, 10), AllRatios),
        FromText("kling-v2.6-pro", 5500, DurationRule.OneOf(5, 10, 16), AllRatios),
        FromText("wan-2.5", 3500, DurationRule.OneOf(5, 10), AllRatios),
        FromText("seedance-v1.5-pro-t2v", 2600, DurationRule.Range(4, 12), AllRatios),
        FromImage("veo3.1-i2v", 3500, DurationRule.OneOf(4, 6, 8)),
        FromImage("veo3-fast-i2v", 2000, DurationRule.OneOf(4, 6, 8)),
        FromImage("kling-v2.5-turbo-pro-i2v", 1500, DurationRule.OneOf(5, 10)),
        FromImage("wan-2.5-i2v", 1500, DurationRule.Range(5, 10)),
        FromImage("seedance-v1.5-pro-i2v", 1500, DurationRule.Range(4, 12)),
    ];

    public static IReadOnlyList<ModelDescriptor> All { get; } = [.. Table.Select(line => line.Model)];

    /// <summary>The cheapest model of the mode that makes this length and ratio, or comes closest; of equally cheap ones the first of the page.</summary>
    public static string Choose(VideoRequest request)
    {
        ModelFeatures start = request.Image is null ? ModelFeatures.TextOnly : ModelFeatures.FirstFrame;
        return Table.Where(line => line.Model.Features.HasFlag(start))
            .OrderBy(line => request.AspectRatio is null || line.Model.AspectRatios.Contains(request.AspectRatio, StringComparer.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(line => request.Duration is { } seconds ? Math.Abs((long)line.Model.Durations!.Nearest(seconds) - seconds) : 0)
            .ThenBy(line => line.Credits)
            .First().Model.Name;
    }

    public static PriceQuote Quote(VideoRequest request) =>
        Table.FirstOrDefault(line => line.Model.Name.Equals(request.Model, StringComparison.OrdinalIgnoreCase)) is { Model: not null } found
            ? PriceQuote.Exact(found.Credits, ArtnexProvider.Unit, AsOf)
            : PriceQuote.Unknown(ArtnexProvider.Unit, "The model is not in Artnex's table.");

    private static (ModelDescriptor, int) FromText(string name, int credits, DurationRule durations, IReadOnlyList<string> ratios) => (new ModelDescriptor
    {
        Name = name,
        Description = $"Text to video, {credits} credits a clip.",
        Durations = durations,
        AspectRatios = ratios,
        PromptLimit = PromptLimit,
        Features = ModelFeatures.TextOnly | ModelFeatures.Options,
    }, credits);

    /// <summary>The page lists no ratios for these: any of the service's is passed on.</summary>
    private static (ModelDescriptor, int) FromImage(string name, int credits, DurationRule durations) => (new ModelDescriptor
    {
        Name = name,
        Description = $"Image to video, {credits} credits a clip.",
        Durations = durations,
        AspectRatios = AllRatios,
        PromptLimit = PromptLimit,
        Features = ModelFeatures.FirstFrame | ModelFeatures.Options,
    }, credits);
}
