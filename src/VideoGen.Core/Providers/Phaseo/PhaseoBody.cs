using System.Text.Json.Nodes;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>A request as the service takes it (page, section 3).</summary>
internal static class PhaseoBody
{
    /// <summary>The members that parameters stand for; Option may have them where the row's parameters do not.</summary>
    public static IReadOnlyList<string> ParameterFields { get; } =
    [
        "model", "prompt", "duration", "size", "resolution", "aspect_ratio", "seed", "sample_count", "negative_prompt",
        "generate_audio", "enhance_prompt",
    ];

    /// <summary>
    /// The members that only Option has. <c>webhook</c> and <c>input_references</c> stand here too, for what the parameters have no
    /// words for: an endpoint of the August contract, and clips and sounds as references.
    /// </summary>
    public static IReadOnlyList<string> OptionFields { get; } =
    [
        "provider", "output", "provider_params", "compression_quality", "person_generation", "resize_mode", "debug", "beta",
        "echo_upstream_request", "webhook", "input_references", "seconds", "input_reference", "input_video_duration",
        "input_audio_duration", "routing",
    ];

    /// <summary>The members that the parameters fill in.</summary>
    /// <param name="image">A URL or data URI, as <paramref name="lastImage"/> and <paramref name="references"/>.</param>
    public static PhaseoCreate Of(VideoRequest request, string? image, string? lastImage, IReadOnlyList<string> references, Secret? webhookSecret)
    {
        var all = new List<PhaseoReference>();
        if (image is not null)
        {
            all.Add(new PhaseoReference("image_url", "first_frame", null, new PhaseoLink(image)));
        }

        if (lastImage is not null)
        {
            all.Add(new PhaseoReference("image_url", "last_frame", null, new PhaseoLink(lastImage)));
        }

        all.AddRange(request.ReferenceImages.Zip(references, (reference, link) =>
            new PhaseoReference("image_url", reference.Role?.Trim().ToLowerInvariant() ?? "reference", reference.Type, new PhaseoLink(link))));
        return new PhaseoCreate
        {
            Model = request.Model,
            Prompt = request.Prompt,
            Duration = request.Duration,
            Size = request.Size,
            Resolution = request.Resolution,
            AspectRatio = request.AspectRatio,
            Seed = request.Seed,

            // One is what the service makes unasked, and not every provider behind it has the setting.
            SampleCount = request.Count > 1 ? request.Count : null,
            NegativePrompt = request.NegativePrompt,
            GenerateAudio = request.Audio switch { AudioMode.Generate => true, AudioMode.None => false, _ => null },
            EnhancePrompt = request.EnhancePrompt,
            InputReferences = all.Count > 0 ? all : null,
            Webhook = request.WebhookUri is { } uri
                ? new PhaseoCallback(uri.IsAbsoluteUri ? uri.AbsoluteUri : uri.OriginalString, webhookSecret?.Reveal(), request.WebhookEvents.Count > 0 ? request.WebhookEvents : null)
                : null,
        };
    }

    /// <summary>The whole body of a request whose images have not been read, for checks.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>.</exception>
    public static JsonObject Preview(VideoRequest request)
    {
        const string Unread = "data:";
        PhaseoCreate message = Of(
            request,
            request.Image is null ? null : Unread,
            request.LastImage is null ? null : Unread,
            [.. request.ReferenceImages.Select(_ => Unread)],
            webhookSecret: null);
        return RequestBody.Merge(message, PhaseoJson.Default.PhaseoCreate, request.Option);
    }
}
