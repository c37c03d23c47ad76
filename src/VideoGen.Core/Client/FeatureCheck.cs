using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Finds what a request asks for and its model has no word for: refused, or left out with a warning where the provider is a
/// preview of others.
/// </summary>
internal sealed class FeatureCheck(ProviderDescriptor provider, ModelDescriptor model)
{
    private List<string>? _warnings;

    public IReadOnlyList<string> Warnings => _warnings ?? (IReadOnlyList<string>)[];

    public VideoRequest Apply(VideoRequest request)
    {
        if (request.Size is not null && (request.Resolution ?? request.AspectRatio) is not null)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, "Size already says what Resolution and AspectRatio would.");
        }

        if ((Asked(request) & ~model.Features) == 0)
        {
            // So it is with nearly every row.
            return request;
        }

        if (Lacks(ModelFeatures.FirstFrame, request.Image, "Image"))
        {
            request = request with { Image = null };
        }

        if (Lacks(ModelFeatures.LastFrame, request.LastImage, "LastImage"))
        {
            request = request with { LastImage = null };
        }

        if (Lacks(ModelFeatures.ReferenceImages, request.ReferenceImages.Count > 0 ? request.ReferenceImages : null, "ReferenceImage"))
        {
            request = request with { ReferenceImages = [] };
        }

        if (Lacks(ModelFeatures.CustomAudio, request.AudioUri, "AudioUri"))
        {
            request = request with { AudioUri = null, Audio = AudioMode.Generate };
        }

        if (Lacks(ModelFeatures.AudioChoice, request.Audio is null or AudioMode.Default ? null : request.Audio, "Audio"))
        {
            request = request with { Audio = null };
        }

        return request with
        {
            NegativePrompt = Lacks(ModelFeatures.NegativePrompt, request.NegativePrompt, "NegativePrompt") ? null : request.NegativePrompt,
            Seed = Lacks(ModelFeatures.Seed, request.Seed, "Seed") ? null : request.Seed,
            EnhancePrompt = Lacks(ModelFeatures.EnhancePrompt, request.EnhancePrompt is true ? request.EnhancePrompt : null, "EnhancePrompt") ? null : request.EnhancePrompt,
            Effect = Lacks(ModelFeatures.Effect, request.Effect, "Effect") ? null : request.Effect,
            Premium = Lacks(ModelFeatures.Premium, request.Premium is true ? request.Premium : null, "Premium") ? null : request.Premium,
            WebhookUri = Lacks(ModelFeatures.Webhook, request.WebhookUri, "WebhookUri") ? null : request.WebhookUri,
            Size = Lacks(ModelFeatures.Size, request.Size, "Size") ? null : request.Size,
            Option = Lacks(ModelFeatures.Options, request.Option is { Count: > 0 } ? request.Option : null, "Option") ? null : request.Option,
        };
    }

    /// <summary>What the model has to have for all that is asked for.</summary>
    private static ModelFeatures Asked(VideoRequest request) =>
        (request.Image is null ? 0 : ModelFeatures.FirstFrame)
        | (request.LastImage is null ? 0 : ModelFeatures.LastFrame)
        | (request.ReferenceImages.Count == 0 ? 0 : ModelFeatures.ReferenceImages)
        | (request.AudioUri is null ? 0 : ModelFeatures.CustomAudio)
        | (request.Audio is null or AudioMode.Default ? 0 : ModelFeatures.AudioChoice)
        | (request.NegativePrompt is null ? 0 : ModelFeatures.NegativePrompt)
        | (request.Seed is null ? 0 : ModelFeatures.Seed)
        | (request.EnhancePrompt is true ? ModelFeatures.EnhancePrompt : 0)
        | (request.Effect is null ? 0 : ModelFeatures.Effect)
        | (request.Premium is true ? ModelFeatures.Premium : 0)
        | (request.WebhookUri is null ? 0 : ModelFeatures.Webhook)
        | (request.Size is null ? 0 : ModelFeatures.Size)
        | (request.Option is { Count: > 0 } ? ModelFeatures.Options : 0);

    private bool Lacks(ModelFeatures feature, object? value, string parameter)
    {
        if (value is null || model.Features.HasFlag(feature))
        {
            return false;
        }

        if (!provider.IgnoresWhatItLacks)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"{provider.Name} {model.Name} has nothing for {parameter}; leave it out{Elsewhere(feature)}.");
        }

        (_warnings ??= []).Add($"{provider.Name} has nothing for {parameter} and leaves it out.");
        return true;
    }

    /// <summary>The models that have it: the variants of the one that was chosen, else the first few.</summary>
    private string Elsewhere(ModelFeatures feature)
    {
        string[] others = [.. provider.Models.Where(other => other.Features.HasFlag(feature)).Select(other => other.Name)];
        string[] variants = [.. others.Where(other => other.StartsWith(model.Name, StringComparison.OrdinalIgnoreCase))];
        return others.Length == 0 ? "" : $", or use the model {Choices.Join((variants.Length > 0 ? variants : others).Take(3))}";
    }
}
