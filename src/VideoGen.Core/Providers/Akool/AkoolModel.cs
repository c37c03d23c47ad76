using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Providers.Akool;

/// <summary>A model of the batch call as the service lists it (page of models), which writes its names in two ways.</summary>
/// <param name="Value">What <c>model_name</c> takes.</param>
/// <param name="ResolutionList">The resolutions, each with its credits a second.</param>
/// <param name="DurationList">Seconds. A public client sees such a list inside a resolution too.</param>
/// <param name="GenerateAudio">Null where the model makes no sound.</param>
internal sealed record AkoolModel(
    string? Value,
    string? Label,
    string? Name,
    [property: JsonPropertyName("isPro")] bool? IsPro,
    [property: JsonPropertyName("resolutionList")] IReadOnlyList<AkoolResolution?>? ResolutionList,
    [property: JsonPropertyName("durationList")] IReadOnlyList<decimal?>? DurationList,
    JsonElement? GenerateAudio,
    [property: JsonPropertyName("supportedLastFrame")] bool? SupportedLastFrame,
    [property: JsonPropertyName("supportedExtendPrompt")] bool? SupportedExtendPrompt)
{
    /// <summary>As users see it; null for one without a name.</summary>
    /// <param name="provider">The provider's name.</param>
    public VideoModel? ToModel(string provider)
    {
        if (string.IsNullOrWhiteSpace(Value))
        {
            return null;
        }

        AkoolResolution[] resolutions = [.. (ResolutionList ?? []).OfType<AkoolResolution>().Where(resolution => !string.IsNullOrWhiteSpace(resolution.Value))];
        int[] seconds = [.. (DurationList ?? []).Concat(resolutions.SelectMany(resolution => resolution.DurationList ?? [])).OfType<decimal>().Where(value => value is > 0 and < 10_000).Select(value => (int)value).Distinct().Order()];
        return new VideoModel
        {
            Name = Value,
            Provider = provider,
            Description = Describe(resolutions),
            Durations = seconds.Length == 0 ? null : Choices.Join(seconds.Select(value => value.ToString(CultureInfo.InvariantCulture))),
            Resolutions = [.. resolutions.Select(resolution => resolution.Value!)],
            AspectRatios = [],
            Features = [.. Features().Select(feature => feature.ToString())],
        };
    }

    private string Describe(AkoolResolution[] resolutions)
    {
        string[] credits = [.. resolutions.Where(resolution => resolution.UnitCredit is not null).Select(resolution => string.Create(CultureInfo.InvariantCulture, $"{resolution.Value} {resolution.UnitCredit:0.####}"))];
        string?[] sentences =
        [
            DisplayText.OneLine(Label ?? Name ?? Value, 80),
            credits.Length == 0 ? null : $"Credits a second: {string.Join(", ", credits)}",
            IsPro is true ? "Needs a Pro plan" : null,
        ];
        return string.Join(". ", sentences.OfType<string>()) + ".";
    }

    private IEnumerable<ModelFeatures> Features()
    {
        yield return ModelFeatures.FirstFrame;
        if (SupportedLastFrame is true)
        {
            yield return ModelFeatures.LastFrame;
        }

        yield return ModelFeatures.NegativePrompt;
        if (GenerateAudio is { ValueKind: JsonValueKind.Object })
        {
            yield return ModelFeatures.AudioChoice;
        }

        if (SupportedExtendPrompt is true)
        {
            yield return ModelFeatures.EnhancePrompt;
        }

        yield return ModelFeatures.Webhook;
        yield return ModelFeatures.Options;
    }
}

/// <summary>One of a model's resolutions.</summary>
/// <param name="UnitCredit">Credits a second.</param>
internal sealed record AkoolResolution(string? Value, decimal? UnitCredit, [property: JsonPropertyName("durationList")] IReadOnlyList<decimal?>? DurationList);
