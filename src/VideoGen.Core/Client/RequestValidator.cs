using System.Globalization;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A request that its service will take, and what the user should know about it.</summary>
/// <param name="Request">With the values the service requires filled in.</param>
/// <param name="Warnings">One sentence each.</param>
public sealed record ValidatedRequest(VideoRequest Request, IReadOnlyList<string> Warnings);

/// <summary>Holds a request against what the catalogue says of its provider and model, before anything is sent.</summary>
internal sealed class RequestValidator(ProviderDescriptor provider)
{
    /// <param name="skip">Leaves everything that depends on the catalogue unchecked, for a model it does not know yet.</param>
    public ValidatedRequest Validate(VideoRequest request, bool skip)
    {
        if (request.AudioUri is not null && request.Audio != AudioMode.Custom)
        {
            request = request with { Audio = AudioMode.Custom };
        }

        if (request.Count < 1)
        {
            throw Unsupported($"Count is {request.Count}; the least is 1.");
        }

        if (request.Audio == AudioMode.Custom && request.AudioUri is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "Audio is Custom, and AudioUri is missing.");
        }

        if (skip)
        {
            return new ValidatedRequest(request, []);
        }

        IReadOnlyList<string> warnings = provider.Review?.Invoke(request) ?? [];
        if (request.Model is null && provider.ChooseModel is { } choose)
        {
            request = request with { Model = choose(request) };
        }

        ModelDescriptor model = FindModel(request.Model);
        var features = new FeatureCheck(provider, model);
        request = features.Apply(request);
        CheckSubject(request, model);
        ImageFit.Check(provider, request);
        request = request with
        {
            // A server that has one model, which nobody named.
            Model = request.Model is null && provider.Models.Count == 0 ? null
                : request.Model is { } given && !given.Equals(model.Name, StringComparison.OrdinalIgnoreCase) ? given : model.Name,
            Duration = CheckDuration(request, model),
            Resolution = request.Size is null ? CheckChoice("resolution", request.Resolution, descriptor => descriptor.Resolutions, request, model) ?? model.DefaultResolution : null,
            AspectRatio = CheckChoice("aspect ratio", request.AspectRatio, descriptor => descriptor.AspectRatios, request, model),
            Size = CheckSize(request.Size),
        };
        return new ValidatedRequest(
            provider.CheckRules?.Invoke(request, model) ?? request, features.Warnings.Count == 0 ? warnings : [.. warnings, .. features.Warnings]);
    }

    private ModelDescriptor FindModel(string? name)
    {
        if (name is null)
        {
            return provider.Models.Count > 0 ? provider.Models[0] : provider.AnyModel!;
        }

        foreach (ModelDescriptor model in provider.Models)
        {
            if (model.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return model;
            }
        }

        return provider.AnyModel ?? throw UnknownModel(name);
    }

    private VideoGenException UnknownModel(string name)
    {
        string[] names = [.. provider.Models.Select(model => model.Name)];
        string hint = Choices.Nearest(name, names) is { } nearest ? $"the nearest is {nearest}" : $"it has {Choices.Join(names)}";
        return new VideoGenException(VideoErrors.UnknownModel, $"{provider.Name} has no model '{DisplayText.OneLine(name, 60)}'; {hint}.");
    }

    private void CheckSubject(VideoRequest request, ModelDescriptor model)
    {
        if (request.LastImage is not null && request.Image is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "A last image needs a first one: give Image too.");
        }

        if (request.Image is null && !model.Features.HasFlag(ModelFeatures.TextOnly))
        {
            throw new VideoGenException(VideoErrors.MissingValue, $"{Label(model)} starts from an image: give Image.");
        }

        if (string.IsNullOrWhiteSpace(request.Prompt) && (request.Image is null || !model.Features.HasFlag(ModelFeatures.ImageOnly)) && request.Effect is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, request.Image is null && model.Features.HasFlag(ModelFeatures.ImageOnly)
                ? $"{Label(model)} needs a prompt or an image: give Prompt or Image."
                : $"{Label(model)} needs a prompt: give Prompt.");
        }

        if (request.Prompt is { } prompt && model.PromptLimit is { } limit && prompt.Length > limit)
        {
            throw Unsupported(string.Create(CultureInfo.InvariantCulture, $"The prompt has {prompt.Length:N0} characters; {Label(model)} takes {limit:N0}."));
        }
    }

    private int? CheckDuration(VideoRequest request, ModelDescriptor model)
    {
        int? seconds = request.Duration;
        if (model.Durations is not { } rule)
        {
            return seconds ?? model.DefaultDuration;
        }

        return seconds is null ? model.DefaultDuration : rule.Allows(seconds.Value) ? seconds : throw NoLength(seconds.Value, rule, request, model);
    }

    private VideoGenException NoLength(int given, DurationRule rule, VideoRequest request, ModelDescriptor model) =>
        Unsupported($"{Label(model)} makes {rule} s clips; {given} is not one of them, the nearest is {rule.Nearest(given)}{Elsewhere(request, model, other => other.Durations?.Allows(given) is true)}.");

    private string? CheckChoice(string what, string? given, Func<ModelDescriptor, IReadOnlyList<string>> choices, VideoRequest request, ModelDescriptor model)
    {
        IReadOnlyList<string> allowed = choices(model);
        if (given is null || allowed.Count == 0)
        {
            return given;
        }

        foreach (string value in allowed)
        {
            if (value.Equals(given, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw NoChoice(what, given, choices, request, model);
    }

    private VideoGenException NoChoice(string what, string given, Func<ModelDescriptor, IReadOnlyList<string>> choices, VideoRequest request, ModelDescriptor model)
    {
        IReadOnlyList<string> allowed = choices(model);
        string hint = Choices.Nearest(given, allowed) is { } nearest ? $"; the nearest is {nearest}" : "";
        return Unsupported($"'{DisplayText.OneLine(given, 40)}' is no {what} of {Label(model)}: it has {Choices.Join(allowed)}{hint}{Elsewhere(request, model, other => choices(other).Contains(given, StringComparer.OrdinalIgnoreCase))}.");
    }

    /// <summary>The models that take the value and what else the request starts from: another model may be the nearer choice.</summary>
    private string Elsewhere(VideoRequest request, ModelDescriptor model, Func<ModelDescriptor, bool> takesIt)
    {
        ModelFeatures start = request.Image is null ? ModelFeatures.TextOnly
            : request.LastImage is null ? ModelFeatures.FirstFrame
            : ModelFeatures.FirstFrame | ModelFeatures.LastFrame;
        string[] others = [.. provider.Models.Where(other => other != model && other.Features.HasFlag(start) && takesIt(other)).Take(3).Select(other => other.Name)];
        return others.Length == 0 ? "" : $"; with the model {Choices.Join(others)} it is one";
    }

    private static string? CheckSize(string? size)
    {
        if (size is null)
        {
            return null;
        }

        string[] sides = size.ToLowerInvariant().Split('x', '*', '×');
        return sides.Length == 2 && sides.All(side => int.TryParse(side.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int pixels) && pixels > 0)
            ? $"{sides[0].Trim()}x{sides[1].Trim()}"
            : throw Unsupported($"'{DisplayText.OneLine(size, 40)}' is no size: write width and height in pixels, such as 1280x720.");
    }

    private string Label(ModelDescriptor model) => provider.Models.Count > 1 ? $"{provider.Name} {model.Name}" : provider.Name;

    private static VideoGenException Unsupported(string message) => new(VideoErrors.UnsupportedValue, message);
}
