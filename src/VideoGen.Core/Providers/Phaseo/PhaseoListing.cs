using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>The service's lists: of an account's jobs, newest first, and of the models (page, sections 7 and 8).</summary>
internal static class PhaseoListing
{
    /// <summary>The most of the April contract, whose list has one page only; that of August answers with 100 and where to go on.</summary>
    private const int PageSize = 200;

    public static async IAsyncEnumerable<JobSnapshot> JobsAsync(ApiTransport api, JobListingQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] words = [.. query.Statuses.SelectMany(PhaseoStatus.FilterWords).Distinct()];
        if (query.Statuses.Count > 0 && words.Length == 0)
        {
            yield break;
        }

        // What the client filters further is taken from as many as there are.
        int limit = words.Length == 0 && query.Before is null && query.After is null && query.Newest is { } newest ? Math.Clamp(newest, 1, PageSize) : PageSize;
        string path = string.Create(CultureInfo.InvariantCulture, $"videos?limit={limit}{(words.Length == 0 ? "" : $"&status={string.Join(',', words)}")}");
        var snapshots = new PhaseoSnapshots(api.Endpoint.BaseUri);
        string? after = null;
        do
        {
            PhaseoPage page = (await api.GetAsync(after is null ? path : $"{path}&after={Uri.EscapeDataString(after)}", PhaseoJson.Default.PhaseoPage, cancellationToken).ConfigureAwait(false)).Body;
            string? last = null;
            foreach (JsonElement item in Listed(page.Data, api).Where(item => item.ValueKind == JsonValueKind.Object))
            {
                if (item.Deserialize(PhaseoJson.Default.PhaseoVideo) is { Id: { } id } video && !string.IsNullOrWhiteSpace(id))
                {
                    last = id;
                    yield return snapshots.Of(video, id, ApiFailure.Mask(api.Endpoint, item.GetRawText()));
                }
            }

            string? next = page.HasMore == true && last is not null ? page.LastId ?? last : null;
            after = next == after ? null : next;
        }
        while (after is not null);
    }

    public static async Task<IReadOnlyList<VideoModel>> ModelsAsync(ApiTransport api, CancellationToken cancellationToken)
    {
        PhaseoModelPage page = (await api.GetAsync("videos/models", PhaseoJson.Default.PhaseoModelPage, cancellationToken).ConfigureAwait(false)).Body;
        return [.. Listed(page.Data, api).OfType<PhaseoModel>().Where(model => !string.IsNullOrWhiteSpace(model.Model)).Select(model => ToModel(api.Endpoint.Name, model))];
    }

    /// <summary>Null where a list belongs is not an empty one: nobody may conclude from it that a job was not made.</summary>
    private static IReadOnlyList<T> Listed<T>(IReadOnlyList<T>? data, ApiTransport api) =>
        data ?? throw new VideoGenException(VideoErrors.InvalidResponse, $"{api.Endpoint.Name} answered with null in place of a list.");

    private static VideoModel ToModel(string provider, PhaseoModel model)
    {
        string[] parameters = [.. model.SupportedParams ?? []];
        string[] routes = [.. (model.Providers ?? []).Select(route => route?.Id).OfType<string>()];
        IReadOnlyList<string> lengths = Values(model, "duration");
        string?[] description = [model.Name, routes.Length == 0 ? null : $"made by {Choices.Join(routes)}", model.Status is null or "active" ? null : model.Status];
        return new VideoModel
        {
            Name = model.Model,
            Provider = provider,
            Description = string.Join(", ", description.OfType<string>()),
            Durations = lengths.Count == 0 ? null : Choices.Join(lengths),
            Resolutions = Values(model, "resolution") is { Count: > 0 } words ? words : Values(model, "size"),
            AspectRatios = Values(model, "aspect_ratio"),
            Features = [.. Features(model, parameters)],
        };
    }

    /// <summary>In our words, for what the service says of itself.</summary>
    private static IEnumerable<string> Features(PhaseoModel model, string[] parameters)
    {
        foreach (ModelFeatures feature in Enum.GetValues<ModelFeatures>())
        {
            bool has = feature switch
            {
                ModelFeatures.TextOnly => model.InputTypes?.Contains("text") == true,
                ModelFeatures.FirstFrame => model.InputTypes?.Contains("image") == true,
                ModelFeatures.ReferenceImages => parameters.Contains("input_references"),
                ModelFeatures.NegativePrompt => parameters.Contains("negative_prompt"),
                ModelFeatures.Seed => parameters.Contains("seed"),
                ModelFeatures.AudioChoice => parameters.Contains("generate_audio"),
                ModelFeatures.EnhancePrompt => parameters.Contains("enhance_prompt"),
                ModelFeatures.Size => parameters.Contains("size"),
                _ => false,
            };
            if (has)
            {
                yield return feature.ToString();
            }
        }
    }

    /// <summary>The values that one setting may have; none where the service does not say.</summary>
    private static IReadOnlyList<string> Values(PhaseoModel model, string parameter)
    {
        JsonElement? details = model.SupportedParamsDetail ?? model.SupportedParametersDetail;
        return Member(Member(details, parameter), "values") is { ValueKind: JsonValueKind.Array } values
            ? [.. values.EnumerateArray().Where(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(value => value.ToString())]
            : [];
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out JsonElement member) ? member : null;
}
