using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>Jobs as JSON.</summary>
internal sealed class PhaseoVideos(PhaseoSettings settings, PhaseoLinks links)
{
    private const int PollAfterSeconds = 20;

    private bool August => settings.Contract == PhaseoContract.Aug;

    /// <summary>The contract's word for where a job is, in webhooks as in answers.</summary>
    public string Status(PhaseoJob job) => job.Clock.Phase switch
    {
        JobPhase.Queued => settings.QueuedWord ?? (August ? "queued" : "pending"),
        JobPhase.Running => settings.RunningWord ?? (August && job.Route.Provider != "openai" ? "processing" : "in_progress"),
        _ => job.Outcome switch
        {
            PhaseoOutcome.Completed => "completed",
            PhaseoOutcome.Cancelled => "cancelled",
            PhaseoOutcome.Expired when August => "expired",
            _ => "failed",
        },
    };

    /// <param name="listed">Whether it is an element of the list, where a job's times and progress are the store's own.</param>
    public JsonObject Whole(PhaseoJob job, string origin, bool listed = false)
    {
        bool openAi = job.Route.Provider == "openai";
        bool bytes = job.Request.Access != "signed_url";
        bool signed = job.Request.Access != "bytes";
        (string? Uri, long? ExpiresAt) link = job.Completed && signed ? Link(job, origin, 0) : (null, null);
        double cost = job.CostNanos / 1e9;
        var video = new JsonObject { ["id"] = job.Id, ["object"] = "video", ["status"] = Status(job) };
        if (August)
        {
            video["lifecycle_status"] = job.Clock.Phase switch { JobPhase.Queued => "pending", JobPhase.Running => "running", _ => Status(job) };
        }

        video["output_access"] = job.Request.Access;
        video["progress"] = job.Progress;
        video["progress_source"] = listed ? "none" : "provider";
        video["polling_url"] = $"{origin}/v1/videos/{job.Id}";
        if (August)
        {
            video["websocket_url"] = $"{origin.Replace("http", "ws", StringComparison.Ordinal)}/v1/async/video/{job.Id}/ws";
        }

        video["poll_after_seconds"] = PollAfterSeconds;
        if (August)
        {
            video["cancel_url"] = null;
        }

        video["generation_id"] = job.Id;
        if (August)
        {
            video["native_video_id"] = $"video_{job.Id[2..].ToLowerInvariant()}";
        }

        video["created_at"] = openAi && !listed ? job.Clock.Created.ToUnixTimeSeconds() : Iso(job.Clock.Created);
        video["started_at"] = null;
        video["completed_at"] = job.Ended ? Iso(job.Clock.Ended!.Value) : null;
        video["provider"] = job.Route.PublicProvider;
        video["model"] = job.Route.Slug;
        video["seconds"] = August && openAi ? JsonValue.Create(job.Seconds.ToString(CultureInfo.InvariantCulture)) : JsonValue.Create(job.Seconds);
        video["size"] = job.Request.Size ?? job.Request.Resolution;
        video["audio"] = job.Request.GenerateAudio;
        video["asset"] = Asset(job);
        video["outputs"] = Outputs(job, origin, bytes, signed);
        video["usage"] = new JsonObject
        {
            ["output_video_seconds"] = job.Seconds,
            ["cost_usd"] = cost,
            ["costUsd"] = cost,
            ["pricing_breakdown"] = new JsonObject { ["total_nanos"] = job.CostNanos, ["total_usd_str"] = cost.ToString("F9", CultureInfo.InvariantCulture) },
            ["cost"] = cost,
            ["is_byok"] = false,
        };
        if (job.Ended && job.Outcome != PhaseoOutcome.Completed)
        {
            video["error"] = settings.ErrorIsObject ? new JsonObject { ["code"] = "generation_failed", ["message"] = "Video generation failed" } : "Video generation failed";
        }

        video["billing"] = Billing(job);
        if (bytes)
        {
            video["content_url"] = Content(job, origin, 0);
        }

        if (signed)
        {
            video["download_url"] = link.Uri;
            video["expires_at"] = link.ExpiresAt;
        }

        if (August && job.Request.Webhook is { EndpointId: { } endpoint } webhook)
        {
            video["webhook"] = new JsonObject { ["endpoint_id"] = endpoint, ["events"] = new JsonArray([.. webhook.Events.Select(name => JsonValue.Create(name))]) };
        }

        return video;
    }

    /// <summary>What April answers to a create on the wire.</summary>
    public static JsonObject Brief(PhaseoJob job) => new()
    {
        ["requestId"] = job.Id,
        ["id"] = job.Id,
        ["polling_url"] = $"/v1/videos/{job.Id}",
        ["status"] = "pending",
        ["nativeResponseId"] = null,
        ["provider"] = job.Route.PublicProvider,
        ["meta"] = new JsonObject { ["throughput_tps"] = null, ["generation_ms"] = 0, ["latency_ms"] = 0 },
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = 0,
            ["output_tokens"] = 0,
            ["total_tokens"] = 0,
            ["pricing_breakdown"] = new JsonObject { ["total_nanos"] = 0, ["total_usd_str"] = "0", ["total_cents"] = 0, ["currency"] = "USD", ["lines"] = new JsonArray() },
        },
    };

    /// <summary>What August answers to a create.</summary>
    public static JsonObject Native(PhaseoJob job) => new()
    {
        ["id"] = job.Id,
        ["object"] = "video",
        ["model"] = job.Model.Id,
        ["status"] = job.Clock.Phase switch
        {
            JobPhase.Queued => "queued",
            JobPhase.Running => "in_progress",
            _ => job.Outcome == PhaseoOutcome.Completed ? "completed" : "failed",
        },
        ["progress"] = job.Progress,
        ["created_at"] = job.Clock.Created.ToUnixTimeSeconds(),
        ["completed_at"] = null,
        ["expires_at"] = null,
        ["error"] = null,
        ["prompt"] = job.Request.Prompt,
        ["remixed_from_video_id"] = null,
        ["seconds"] = job.Seconds.ToString(CultureInfo.InvariantCulture),
        ["size"] = job.Request.Size ?? job.Request.Resolution,
    };

    public JsonObject Billing(PhaseoJob job, bool webhook = false)
    {
        string estimate = Dollars(job.CostNanos);
        string? settled = !job.Ended ? null : job.Completed ? estimate : "0.00";
        var billing = new JsonObject
        {
            ["currency"] = "usd",
            ["estimated_provider_cost"] = estimate,
            ["estimated_user_cost"] = estimate,
            ["settled_provider_cost"] = settled,
            ["settled_user_cost"] = settled,
            ["state"] = !job.Ended ? "estimated" : job.Completed ? "settled" : "void",
            ["billable"] = job.Completed || (August && !job.Ended),
        };
        if (August)
        {
            billing["total_nanos"] = job.Completed ? job.CostNanos : null;
            billing["estimated_nanos"] = job.CostNanos;
            billing["reserved_nanos"] = job.CostNanos;
            billing["reservation_id"] = null;
            billing["reservation_status"] = job.Ended ? (job.Completed ? "captured" : "released") : "held";
            billing["charge_reason"] = null;
            billing["charged"] = job.Completed;
        }

        if (job.Completed && !webhook)
        {
            billing["billed_at"] = Iso(job.Clock.Ended!.Value);
        }

        return billing;
    }

    public JsonObject? Asset(PhaseoJob job) => !job.Completed || !job.Route.ListsOutputs ? null : new JsonObject
    {
        ["id"] = $"ast_{job.Id[2..]}",
        ["mime_type"] = "video/mp4",
        ["bytes"] = settings.Video(0).Length,
        ["sha256"] = null,
        ["width"] = null,
        ["height"] = null,
        ["duration_seconds"] = job.Seconds,
    };

    public (string Uri, long ExpiresAt) Link(PhaseoJob job, string origin, int index, string disposition = "attachment", long? lifetime = null) =>
        links.Issue(Content(job, settings.DownloadOrigin?.GetLeftPart(UriPartial.Authority) ?? origin, index), new PhaseoLink(job.Account.Id, job.Id, index, disposition), lifetime);

    public static string Content(PhaseoJob job, string origin, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin}/v1/videos/{job.Id}/content{(index > 0 ? $"?index={index}" : "")}");

    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private JsonArray Outputs(PhaseoJob job, string origin, bool bytes, bool signed)
    {
        var outputs = new JsonArray();
        for (int index = 0; job.Completed && job.Route.ListsOutputs && index < job.Request.SampleCount; index++)
        {
            var output = new JsonObject { ["index"] = index, ["mime_type"] = "video/mp4", ["bytes_available"] = true };
            if (bytes)
            {
                output["content_url"] = Content(job, origin, index);
            }

            if (signed)
            {
                (output["download_url"], output["expires_at"]) = Link(job, origin, index) is var (uri, expires) ? (uri, expires) : default;
            }

            outputs.Add(output);
        }

        return outputs;
    }

    private static string Dollars(long nanos) => (nanos / 1e9).ToString("F2", CultureInfo.InvariantCulture);
}
