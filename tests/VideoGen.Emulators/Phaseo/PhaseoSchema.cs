using System.Text.Json;

namespace VideoGen.Emulators.Phaseo;

/// <summary>The schema of a create request in both contracts. Only the top level and input references refuse unknown members.</summary>
internal sealed class PhaseoSchema(PhaseoSettings settings, PhaseoEndpoints endpoints)
{
    private static readonly string[] Defaults = ["completed", "failed", "cancelled"];
    private static readonly string[] JobDefaults = ["job.status_changed", "job.completed", "job.failed", "job.cancelled", "job.expired"];
    private static readonly string[] Free = ["aspect_ratio", "negative_prompt", "person_generation", "resize_mode"];

    private static readonly string[] Routed =
    [
        "duration", "size", "resolution", "aspect_ratio", "seed", "sample_count", "negative_prompt", "generate_audio", "enhance_prompt",
        "compression_quality", "person_generation", "resize_mode",
    ];

    private bool August => settings.Contract == PhaseoContract.Aug;

    /// <summary>The request, or what is wrong with it; never both.</summary>
    public (PhaseoRequest? Request, IReadOnlyList<PhaseoIssue> Issues) Read(JsonElement body, string account)
    {
        var issues = new List<PhaseoIssue>();
        if (body.ValueKind != JsonValueKind.Object)
        {
            return (null, [new PhaseoIssue($"Invalid input: expected object, received {PhaseoFields.TypeOf(body)}", [], "invalid_type")]);
        }

        var fields = new PhaseoFields(body, [], issues);
        long? seconds = Seconds(fields);
        var request = new PhaseoRequest
        {
            Model = fields.Text("model", !August, 1) ?? "sora-2",
            Prompt = fields.Text("prompt", !August, August ? 0 : 1, August ? 32_000 : int.MaxValue) ?? "",
            Duration = fields.Whole("duration", max: 120, positive: true) ?? seconds,
            Size = fields.Text("size", min: 1),
            Resolution = fields.Text("resolution", min: 1),
            GenerateAudio = fields.Flag("generate_audio"),
            SampleCount = (int)((August ? fields.Whole("sample_count", 1, 4) : fields.Whole("sample_count", max: 64, positive: true)) ?? 1),
            Access = fields.Part("output")?.Word("access", false, "bytes", "signed_url", "both") ?? "both",
            Routing = Routing(fields),
            Parameters = [.. Routed.Where(fields.Has)],
        };
        foreach (string name in Free)
        {
            _ = fields.Text(name, min: name == "aspect_ratio" ? 1 : 0);
        }

        _ = fields.Whole("seed");
        _ = fields.Flag("enhance_prompt");
        _ = fields.Flag("echo_upstream_request");
        _ = fields.Whole("compression_quality", 0, 100);
        bool image = References(fields);
        if (fields.Record("provider_params") is { } own && August)
        {
            // [ASSUMED] the text; that core fields may not be repeated there is documented.
            foreach (JsonProperty member in own.EnumerateObject().Where(member => Routed.Contains(member.Name) || member.Name is "model" or "prompt"))
            {
                issues.Add(new PhaseoIssue($"{member.Name} must be set as a top-level field", ["provider_params", member.Name], "custom"));
            }
        }

        Debug(fields.Part("debug"));
        _ = fields.Record("beta");
        request = request with { Webhook = Webhook(fields, issues, account) };
        fields.RefuseUnknown();
        if (issues.Count == 0)
        {
            if (request.Prompt.Trim().Length == 0 && August && !image)
            {
                fields.Issue("prompt", "prompt is required unless an image input reference is provided", "custom");
            }

            if (request.Size is not null && (request.Resolution is not null || fields.Has("aspect_ratio")))
            {
                fields.Issue("size", "size cannot be combined with resolution or aspect_ratio", "custom");
            }
        }

        return issues.Count == 0 ? (request, []) : (null, issues);
    }

    private long? Seconds(PhaseoFields fields) =>
        August && fields.Word("seconds", false, "4", "8", "12", "16", "20") is { } seconds ? long.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : null;

    private PhaseoRouting Routing(PhaseoFields fields)
    {
        var routing = new PhaseoRouting();
        foreach (PhaseoFields part in new[] { fields.Part("provider"), August ? fields.Part("routing") : null }.OfType<PhaseoFields>())
        {
            routing = new PhaseoRouting { Order = part.Texts("order"), Only = part.Texts("only"), Ignore = part.Texts("ignore"), IncludeAlpha = part.Flag("include_alpha") ?? false };
        }

        return routing;
    }

    private static void Debug(PhaseoFields? debug)
    {
        foreach (string name in new[] { "enabled", "return_upstream_request", "return_upstream_response", "trace" })
        {
            _ = debug?.Flag(name);
        }

        _ = debug?.Word("trace_level", false, "summary", "full");
    }

    /// <returns>Whether there is an image among them.</returns>
    private bool References(PhaseoFields fields)
    {
        string[] kinds = August ? ["image_url", "video_url", "audio_url"] : ["image_url"];
        bool image = false;
        foreach (PhaseoFields reference in fields.Parts("input_references"))
        {
            string? kind = reference.Word("type", true, kinds);
            _ = reference.Word("role", false, "first_frame", "last_frame", "reference", "source", "mask");
            _ = reference.Text("reference_type");
            foreach (string each in kinds)
            {
                PhaseoFields? media = reference.Part(each, each == (kind ?? "image_url"));
                if (media?.Text("url", true, 1) is { } uri && August && each != "image_url" && !uri.StartsWith("https://", StringComparison.Ordinal))
                {
                    media.Issue("url", "Invalid URL", "invalid_format");
                }
            }

            image |= kind == "image_url";
            reference.RefuseUnknown();
        }

        if (!August)
        {
            return image;
        }

        fields.Number("input_video_duration", 0, 0, 3600);
        fields.Number("input_audio_duration", 0, 2, 20);
        if (fields.Part("input_reference") is { } single)
        {
            string? file = single.Text("file_id", min: 1);
            string? uri = single.Text("image_url", min: 1, max: 28_000_000);
            single.RefuseUnknown();
            if (file is null == uri is null)
            {
                fields.Issue("input_reference", "Provide exactly one of file_id or image_url", "custom");
            }

            image = true;
        }

        return image;
    }

    private PhaseoWebhook? Webhook(PhaseoFields fields, List<PhaseoIssue> issues, string account)
    {
        if (fields.Part("webhook") is not { } webhook)
        {
            return null;
        }

        IReadOnlyList<string> events = webhook.Texts("events", 1);
        if (August)
        {
            string? id = webhook.Text("endpoint_id", true, 1);
            webhook.RefuseUnknown();
            if (id is null || endpoints.Find(id, account) is not { } endpoint)
            {
                if (id is not null)
                {
                    // [ASSUMED] the text.
                    issues.Add(new PhaseoIssue("Unknown webhook endpoint", ["webhook", "endpoint_id"], "custom"));
                }

                return null;
            }

            return new PhaseoWebhook(endpoint.Uri, endpoint.Secret, events.Count > 0 ? events : endpoint.Events.Count > 0 ? endpoint.Events : JobDefaults, id);
        }

        string? secret = webhook.Text("secret", min: 1);
        if (webhook.Text("url", true) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
        {
            webhook.Issue("url", "Invalid URL", "invalid_format");
            return null;
        }

        return new PhaseoWebhook(uri, secret, [.. (events.Count > 0 ? events : Defaults).Select(name => name.StartsWith("video.", StringComparison.Ordinal) ? name : $"video.{name}")]);
    }
}
