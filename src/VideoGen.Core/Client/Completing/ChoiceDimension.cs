using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>One value of a request that can be chosen from a list.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Values">What there is to choose from, with a provider and a model of it.</param>
/// <param name="With">The request with this value; null takes it out.</param>
internal sealed record ChoiceDimension(string Name, Func<ProviderDescriptor, ModelDescriptor, IEnumerable<string>> Values, Func<VideoRequest, string?, VideoRequest> With)
{
    /// <summary>Longer ranges are offered by their ends and the lengths that services share.</summary>
    private const int WholeRange = 20;

    private static readonly int[] UsualSeconds = [4, 5, 6, 8, 10, 12, 15, 20, 30];

    /// <summary>Where only a rule in code knows the sizes, those that services share are tried.</summary>
    private static readonly string[] UsualSizes =
        ["1280x720", "720x1280", "1920x1080", "1080x1920", "1792x1024", "1024x1792", "1024x1024", "720x720", "854x480", "480x854", "3840x2160"];

    public static ChoiceDimension Resolution { get; } = new("Resolution", (_, model) => model.Resolutions, (request, value) => request with { Resolution = value });

    public static ChoiceDimension AspectRatio { get; } = new("AspectRatio", (_, model) => model.AspectRatios, (request, value) => request with { AspectRatio = value });

    /// <summary>Whole seconds.</summary>
    public static ChoiceDimension Duration { get; } = new(
        "Duration",
        (_, model) => model.Durations is { } rule ? Seconds(rule).Distinct().Select(seconds => $"{seconds}") : [],
        (request, value) => request with { Duration = value is null ? null : int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) });

    public static ChoiceDimension Size { get; } = new(
        "Size",
        (_, model) => model.Features.HasFlag(ModelFeatures.Size) ? UsualSizes : [],
        (request, value) => request with { Size = value });

    public static ChoiceDimension Audio { get; } = new(
        "Audio",
        (_, model) => Enum.GetValues<AudioMode>().Where(mode => Takes(model.Features, mode)).Select(mode => $"{mode}"),
        (request, value) => value is null
            ? request with { Audio = null }
            : request with { Audio = Enum.Parse<AudioMode>(value), AudioUri = value == nameof(AudioMode.Custom) ? request.AudioUri ?? new Uri("https://example.com/sound.mp3") : request.AudioUri });

    /// <param name="effects">The codes of a provider's effects, as far as they are known without asking it.</param>
    public static ChoiceDimension Effect(Func<ProviderDescriptor, IEnumerable<string>> effects) => new(
        "Effect",
        (provider, model) => model.Features.HasFlag(ModelFeatures.Effect) ? effects(provider) : [],
        (request, value) => request with { Effect = value });

    private static bool Takes(ModelFeatures features, AudioMode mode) => mode switch
    {
        AudioMode.Default => true,
        AudioMode.Custom => features.HasFlag(ModelFeatures.CustomAudio),
        _ => features.HasFlag(ModelFeatures.AudioChoice),
    };

    private static IEnumerable<int> Seconds(DurationRule rule) => rule switch
    {
        { IsRange: false } => rule.Values,
        _ when rule.Values[1] - rule.Values[0] < WholeRange => Enumerable.Range(rule.Values[0], rule.Values[1] - rule.Values[0] + 1),
        _ => UsualSeconds.Where(rule.Allows).Concat(rule.Values).Order(),
    };
}
