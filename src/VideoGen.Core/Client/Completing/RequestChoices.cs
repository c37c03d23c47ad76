using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// What of a provider goes with a request that is still being written: each value is tried by the check that a finished request
/// goes through, so that nothing is offered that would be refused. What is not written yet may still come, an image or a prompt too.
/// </summary>
/// <param name="provider">The provider of the request.</param>
/// <param name="written">What is written already; its values need not go together.</param>
internal sealed class RequestChoices(ProviderDescriptor provider, VideoRequest written)
{
    private static readonly ImageReference SomeImage = new(ImageKind.Url, "https://example.com/image.png");

    /// <summary>What a value may hang together with.</summary>
    private static readonly ChoiceDimension[] Others = [ChoiceDimension.Duration, ChoiceDimension.Resolution, ChoiceDimension.AspectRatio];

    private readonly RequestValidator _validator = new(provider);

    /// <summary>The values of one kind, those of the model that would be used first.</summary>
    /// <param name="isWanted">Whether a value is worth trying.</param>
    public IEnumerable<RequestChoice> Of(ChoiceDimension dimension, Func<string, bool> isWanted)
    {
        VideoRequest rest = Known(dimension.With(written, null));
        ModelDescriptor[] models = [.. Models(rest)];
        string[] values = [.. models.SelectMany(model => dimension.Values(provider, model)).Where(isWanted).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (string value in values)
        {
            VideoRequest chosen = dimension.With(rest, value);
            RequestChoice? choice = Try(chosen, value, "");
            choice ??= rest.Model is not null ? null : models.Select(model => Try(chosen with { Model = model.Name }, value, $"-Model {model.Name}")).FirstOrDefault(other => other is not null);
            choice ??= TryWithMore(chosen, value, models, dimension);
            if (choice is not null)
            {
                yield return choice;
            }
        }
    }

    /// <summary>The models that take what is written.</summary>
    public IEnumerable<RequestChoice> OfModels(Func<string, bool> isWanted) =>
        provider.Models.Where(model => isWanted(model.Name))
            .Select(model => Try(written with { Model = model.Name }, model.Name, "") ?? TryWithMore(written with { Model = model.Name }, model.Name, [model], null))
            .OfType<RequestChoice>();

    /// <summary>The provider itself, if it takes what is written.</summary>
    public RequestChoice? OfProvider() =>
        Try(written, provider.Name, "")
        ?? (written.Model is not null ? null : provider.Models.Select(model => Try(written with { Model = model.Name }, provider.Name, $"-Model {model.Name}")).FirstOrDefault(other => other is not null))
        ?? TryWithMore(written, provider.Name, [.. Models(written)], null);

    /// <summary>A model that the catalogue does not know yet, for -SkipValidation, says nothing of the other values.</summary>
    private VideoRequest Known(VideoRequest request) =>
        request.Model is { } name && provider.AnyModel is null && Find(name) is null ? request with { Model = null } : request;

    private IEnumerable<ModelDescriptor> Models(VideoRequest request)
    {
        if (request.Model is { } name)
        {
            return (Find(name) ?? provider.AnyModel) is { } model ? [model] : [];
        }

        ModelDescriptor? usual = provider.ChooseModel is { } choose ? Find(choose(request)) : null;
        return provider.Models.Count == 0 ? [provider.AnyModel!] : usual is null ? provider.Models : provider.Models.Where(model => model != usual).Prepend(usual);
    }

    private ModelDescriptor? Find(string name) => provider.Models.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>With one more value than is written, where those that are left out do not go with it.</summary>
    private RequestChoice? TryWithMore(VideoRequest request, string value, IReadOnlyList<ModelDescriptor> models, ChoiceDimension? except)
    {
        foreach (ModelDescriptor model in models)
        {
            string named = request.Model is null ? $"-Model {model.Name} " : "";
            foreach (ChoiceDimension other in Others.Where(other => other != except && !IsSet(other, request)))
            {
                foreach (string more in other.Values(provider, model))
                {
                    if (Try(other.With(request with { Model = request.Model ?? model.Name }, more), value, $"{named}-{other.Name} {more}") is { } choice)
                    {
                        return choice;
                    }
                }
            }
        }

        return null;
    }

    private static bool IsSet(ChoiceDimension dimension, VideoRequest request) => dimension.With(request, null) != request;

    private RequestChoice? Try(VideoRequest request, string value, string needs)
    {
        bool lacks = false;
        foreach (VideoRequest finished in Finished(request with { Provider = provider.Name, Prompt = string.IsNullOrWhiteSpace(request.Prompt) ? "a" : request.Prompt }))
        {
            // What the tables say is looked up rather than thrown: there is much to try while somebody waits for a key.
            ModelDescriptor? model = (finished.Model ?? provider.ChooseModel?.Invoke(finished)) is { } name
                ? Find(name) ?? provider.AnyModel
                : provider.Models.Count > 0 ? provider.Models[0] : provider.AnyModel;
            if (model is null || !MayTake(model, finished))
            {
                continue;
            }

            try
            {
                VideoRequest validated = _validator.Validate(finished, skip: false).Request;
                bool isEnough = (finished.Image, finished.LastImage) == (request.Image, request.LastImage);
                return new RequestChoice(value, provider.Name, PricePlan.Price(provider, validated), needs) { IsEnough = isEnough };
            }
            catch (VideoGenException e)
            {
                lacks |= e.Kind == VideoErrors.MissingValue;
            }
        }

        return lacks ? new RequestChoice(value, provider.Name, null, needs) : null;
    }

    /// <summary>The request as it may become: with the images that it has, and with those that may still be given.</summary>
    private static IEnumerable<VideoRequest> Finished(VideoRequest request)
    {
        bool hasLast = request.LastImage is not null;
        if (request.Image is not null || !hasLast)
        {
            yield return request;
        }

        if (request.Image is null)
        {
            yield return request with { Image = SomeImage };
        }

        if (!hasLast)
        {
            yield return request with { Image = request.Image ?? SomeImage, LastImage = SomeImage };
        }
    }

    private bool MayTake(ModelDescriptor model, VideoRequest request) =>
        (request.Image is not null || model.Features.HasFlag(ModelFeatures.TextOnly))
        && (request.Image is null || provider.IgnoresWhatItLacks || model.Features.HasFlag(ModelFeatures.FirstFrame))
        && (request.LastImage is null || provider.IgnoresWhatItLacks || model.Features.HasFlag(ModelFeatures.LastFrame))
        && (request.Duration is not { } seconds || model.Durations is not { } rule || rule.Allows(seconds))
        && (request.Size is not null || IsOneOf(model.Resolutions, request.Resolution))
        && IsOneOf(model.AspectRatios, request.AspectRatio);

    private static bool IsOneOf(IReadOnlyList<string> choices, string? value) =>
        value is null || choices.Count == 0 || choices.Contains(value, StringComparer.OrdinalIgnoreCase);
}
