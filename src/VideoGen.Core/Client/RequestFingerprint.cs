using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Client;

/// <summary>
/// The identity of what a row asks for: the SHA-256 of a canonical text of every value that is sent. Names, webhooks, cost
/// limits and throttles are not part of it. The text is what journals on disk were keyed with: changing it makes every rerun
/// pay again, which is why a test pins it.
/// </summary>
internal static class RequestFingerprint
{
    /// <param name="provider">The provider that will get the request, chosen or defaulted.</param>
    /// <param name="includeCount">True where the service itself makes several clips of one request.</param>
    public static async Task<string> ComputeAsync(
        VideoRequest request, string provider, bool includeCount, ImageHasher images, CancellationToken cancellationToken)
    {
        var members = new JsonObject();
        Add("provider", provider.ToUpperInvariant());
        Add("model", request.Model?.ToUpperInvariant());
        Add("prompt", request.Prompt);
        Add("image", await IdentifyAsync(request.Image).ConfigureAwait(false));
        Add("lastImage", await IdentifyAsync(request.LastImage).ConfigureAwait(false));
        Add("duration", Number(request.Duration));
        Add("resolution", request.Resolution?.ToUpperInvariant());
        Add("size", request.Size?.ToUpperInvariant());
        Add("aspectRatio", request.AspectRatio?.ToUpperInvariant());
        Add("negativePrompt", request.NegativePrompt);
        Add("audio", request.AudioUri is not null ? nameof(AudioMode.Custom) : request.Audio is null or AudioMode.Default ? null : request.Audio.ToString());
        Add("audioUri", request.AudioUri?.AbsoluteUri);
        Add("seed", Number(request.Seed));
        Add("count", includeCount && request.Count > 1 ? Number(request.Count) : null);
        Add("enhancePrompt", Flag(request.EnhancePrompt));
        Add("effect", request.Effect);
        Add("premium", Flag(request.Premium));
        var references = new JsonArray();
        foreach (ReferenceImage reference in request.ReferenceImages)
        {
            references.Add($"{reference.Role}|{reference.Type}|{await IdentifyAsync(reference.Image).ConfigureAwait(false)}");
        }

        if (references.Count > 0)
        {
            members["referenceImages"] = references;
        }

        if (Canonical(request.Option) is { } option)
        {
            members["option"] = option;
        }

        return ImageHasher.Hash(Write(members));

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                members[name] = value;
            }
        }

        async Task<string?> IdentifyAsync(ImageReference? image) =>
            image is null ? null : await images.IdentifyAsync(image, cancellationToken).ConfigureAwait(false);
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Flag(bool? value) => value switch { true => "true", false => "false", null => null };

    /// <summary>The same members in ordinal order, empty ones left out; null when nothing is left.</summary>
    private static JsonNode? Canonical(JsonNode? node)
    {
        switch (node)
        {
            case null:
            case JsonValue value when value.TryGetValue(out string? text) && string.IsNullOrWhiteSpace(text):
                return null;

            case JsonObject members:
                var sorted = new JsonObject();
                foreach ((string name, JsonNode? value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    if (Canonical(value) is { } canonical)
                    {
                        sorted[name] = canonical;
                    }
                }

                return sorted.Count == 0 ? null : sorted;

            case JsonArray items:
                return items.Count == 0 ? null : new JsonArray([.. items.Select(Canonical)]);

            default:
                return node.DeepClone();
        }
    }

    private static string Write(JsonObject members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            members.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
