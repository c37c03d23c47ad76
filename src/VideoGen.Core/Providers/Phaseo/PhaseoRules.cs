using System.Text.Json.Nodes;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// Refuses before sending what the service's schema refuses, in the whole body: what parameters set and what Option does (page,
/// section 3). Where the contracts differ, what either takes is taken, but for <c>sample_count</c>, of which four is the most that
/// both take.
/// </summary>
internal static class PhaseoRules
{
    /// <summary>Outputs of one job: the limit of the August contract. That of April has none, but nothing is lost by making two jobs of six clips.</summary>
    public const int MostOutputs = 4;

    /// <summary>Seconds of a clip.</summary>
    public const int LongestClip = 120;

    /// <summary>The schema's whole numbers are those that a double holds exactly.</summary>
    private const long LargestWhole = (1L << 53) - 1;

    private static readonly string[] Members = [.. PhaseoBody.ParameterFields, .. PhaseoBody.OptionFields];
    private static readonly string[] Filled = ["model", "prompt", "size", "resolution", "aspect_ratio"];
    private static readonly string[] Texts = ["negative_prompt", "person_generation", "resize_mode"];
    private static readonly string[] Access = ["bytes", "signed_url", "both"];
    private static readonly string[] Roles = ["first_frame", "last_frame", "reference", "source", "mask"];
    private static readonly string[] Kinds = ["image_url", "video_url", "audio_url"];
    private static readonly string[] TraceLevels = ["summary", "full"];
    private static readonly string[] OldLengths = ["4", "8", "12", "16", "20"];
    private static readonly string[] Events = ["created", "status_changed", "progress", "completed", "failed", "cancelled", "expired"];

    /// <summary>For <see cref="ProviderDescriptor.CheckRules"/>.</summary>
    public static VideoRequest Check(VideoRequest request, ModelDescriptor model)
    {
        if (request.WebhookEvents.Count > 0 && request.WebhookUri is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "WebhookEvent says what is reported, and WebhookUri, to where, is missing.");
        }

        if (request.Image is not null && HasRole(request, "first_frame"))
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, "Image is the first frame already, and a ReferenceImage has the role first_frame.");
        }

        if (request.LastImage is not null && HasRole(request, "last_frame"))
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, "LastImage is the last frame already, and a ReferenceImage has the role last_frame.");
        }

        if (!IsPlain(request))
        {
            CheckWhole(request);
        }

        return request;
    }

    /// <summary>Checks the body that a request becomes. A larger Count becomes several jobs.</summary>
    internal static void CheckWhole(VideoRequest request) =>
        CheckBody(PhaseoBody.Preview(request with { Count = request.Count is > MostOutputs ? MostOutputs : request.Count }));

    /// <summary>
    /// Whether the parameters alone say that the body's check has nothing to refuse: so it is with most rows, and their bodies need
    /// not be made for it. What is not surely right here is left to that check, which says what is wrong.
    /// </summary>
    internal static bool IsPlain(VideoRequest request) =>
        request is { Option: null or { Count: 0 }, WebhookUri: null, ReferenceImages.Count: 0, Model: not "", Prompt: not "", Size: not "", Resolution: not "", AspectRatio: not "" }
        && request.Duration is null or (>= 1 and <= LongestClip)
        && request.Seed is null or (>= -LargestWhole and <= LargestWhole)
        && (request.Size is null || (request.Resolution is null && request.AspectRatio is null));

    private static void CheckBody(JsonObject json)
    {
        var body = new PhaseoMembers(json);
        body.RefuseOthers(Members);
        foreach (string name in Filled)
        {
            _ = body.Text(name, least: 1);
        }

        foreach (string name in Texts)
        {
            _ = body.Text(name);
        }

        body.Whole("duration", 1, LongestClip);
        body.Whole("seed", -LargestWhole, LargestWhole);
        body.Whole("sample_count", 1, MostOutputs);
        body.Whole("compression_quality", 0, 100);
        body.Flag("generate_audio");
        body.Flag("enhance_prompt");
        body.Word("seconds", OldLengths);
        body.Number("input_video_duration", 0, 3600, aboveLeast: true);
        body.Number("input_audio_duration", 2, 20);
        _ = body.Object("provider_params");
        body.Object("output")?.Word("access", Access);
        CheckTogether(body);
        CheckRouting(body.Object("provider"));
        CheckRouting(body.Object("routing"));
        CheckDebug(body.Object("debug"));
        CheckReferences(body);
        CheckWebhook(body.Object("webhook"));
    }

    private static void CheckTogether(PhaseoMembers body)
    {
        if (body.Has("size") && (body.Has("resolution") || body.Has("aspect_ratio")))
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, "Phaseo takes size, or resolution and aspect_ratio; not both.");
        }

        if (body.Has("duration") && body.Has("seconds"))
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, "duration and seconds are the same setting under two names.");
        }
    }

    /// <summary>Other members than these are left to the service: the August contract has more of them.</summary>
    private static void CheckRouting(PhaseoMembers? routing)
    {
        if (routing is null)
        {
            return;
        }

        foreach (string name in new[] { "order", "only", "ignore" })
        {
            _ = routing.Texts(name, least: 0);
        }

        routing.Flag("include_alpha");
    }

    private static void CheckDebug(PhaseoMembers? debug)
    {
        if (debug is null)
        {
            return;
        }

        foreach (string name in new[] { "enabled", "return_upstream_request", "return_upstream_response", "trace" })
        {
            debug.Flag(name);
        }

        debug.Word("trace_level", TraceLevels);
    }

    private static void CheckReferences(PhaseoMembers body)
    {
        foreach (PhaseoMembers reference in body.Objects("input_references"))
        {
            string kind = reference.Required("type", Kinds);
            reference.Word("role", Roles);
            _ = reference.Text("reference_type");
            reference.RefuseOthers(["type", "role", "reference_type", kind]);
            string link = reference.RequiredObject(kind).RequiredText("url");
            if (kind != "image_url" && !link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                throw new VideoGenException(VideoErrors.UnsupportedValue, $"Phaseo fetches clips and sounds itself: {kind} takes an https address.");
            }
        }

        if (body.Object("input_reference") is { } single)
        {
            single.RefuseOthers(["file_id", "image_url"]);
            _ = single.Text("file_id", least: 1);
            _ = single.Text("image_url", least: 1);
            if (single.Has("file_id") == single.Has("image_url"))
            {
                throw new VideoGenException(VideoErrors.ConflictingValues, "input_reference takes exactly one of file_id and image_url.");
            }
        }
    }

    private static void CheckWebhook(PhaseoMembers? webhook)
    {
        if (webhook is null)
        {
            return;
        }

        webhook.RefuseOthers(["url", "events", "endpoint_id", "secret"]);
        if (webhook.Has("secret"))
        {
            // The checked body has none but Option's, which is kept in the journal.
            throw new VideoGenException(VideoErrors.UnsupportedValue, "A webhook's secret in Option would be written to the journal: give WebhookSecret.");
        }

        _ = webhook.Text("endpoint_id", least: 1);
        if (webhook.Has("url") == webhook.Has("endpoint_id"))
        {
            throw webhook.Has("url")
                ? new VideoGenException(VideoErrors.ConflictingValues, "A webhook is an address (url) or one registered at Phaseo (endpoint_id); not both.")
                : new VideoGenException(VideoErrors.MissingValue, "The webhook has no address: give WebhookUri, or the endpoint_id of one registered at Phaseo.");
        }

        if (webhook.Text("url") is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"))
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"'{DisplayText.OneLine(text, 80)}' is no http(s) address for the webhook.");
        }

        foreach (string name in webhook.Texts("events", least: 1))
        {
            string bare = name.StartsWith("video.", StringComparison.Ordinal) || name.StartsWith("job.", StringComparison.Ordinal) ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : name;
            PhaseoMembers.RequireWord("event of a webhook", bare, Events);
        }
    }

    private static bool HasRole(VideoRequest request, string role) => request.ReferenceImages.Any(reference => role.Equals(reference.Role?.Trim(), StringComparison.OrdinalIgnoreCase));
}
