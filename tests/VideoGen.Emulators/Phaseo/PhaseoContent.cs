using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace VideoGen.Emulators.Phaseo;

/// <summary>The bytes of a job's outputs, by key or by signed link, and new links.</summary>
internal sealed class PhaseoContent(PhaseoService service, PhaseoVideoRoutes videos)
{
    public async Task GetAsync(HttpContext context, string id)
    {
        if (await service.Gate.IsClosedAsync(context))
        {
            return;
        }

        PhaseoLink? link = service.Links.Verify(context.Request.Query);
        PhaseoKey? key = link is null ? await service.Gate.EnterAsync(context) : service.Settings.Keys.FirstOrDefault(key => key.Account.Id == link.Account);
        if (key is null)
        {
            return;
        }

        if (link is not null && link.VideoId != id)
        {
            await service.Answers.FlatAsync(context, 400, "validation_error", "signed_download_video_mismatch", key, new JsonObject { ["video_id"] = id });
            return;
        }

        if (await videos.FindAsync(context, id, key) is not { } job)
        {
            return;
        }

        if (!job.Completed)
        {
            await RefuseAsync(context, job, key);
            return;
        }

        int index = link?.Index ?? (int.TryParse(context.Request.Query["index"], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : 0);
        if (index >= job.Request.SampleCount)
        {
            // [ASSUMED] the reason.
            await service.Answers.FlatAsync(context, 404, "not_found", "video_output_not_found", key, new JsonObject { ["video_id"] = id });
            return;
        }

        await SendAsync(context, job, link, service.Settings.Video(index));
    }

    /// <summary>A new link, in the August contract.</summary>
    public async Task DownloadUriAsync(HttpContext context, string id)
    {
        if (await service.Gate.EnterAsync(context) is not { } key || await videos.FindAsync(context, id, key) is not { } job)
        {
            return;
        }

        JsonElement body;
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            await service.Answers.FlatAsync(context, 400, "invalid_json", null, key);
            return;
        }

        var issues = new List<PhaseoIssue>();
        long? index = null, lifetime = null;
        string? disposition = null;
        if (body.ValueKind == JsonValueKind.Object)
        {
            var fields = new PhaseoFields(body, [], issues);
            (index, lifetime, disposition) = (fields.Whole("index", 0), fields.Whole("ttl_seconds", positive: true), fields.Word("disposition", false, "attachment", "inline"));
        }

        if (body.ValueKind != JsonValueKind.Object || issues.Count > 0)
        {
            await service.Answers.FlatAsync(context, 400, "validation_error", "invalid_video_download_request", key, new JsonObject { ["details"] = new JsonArray([.. issues.Select(issue => issue.ToJson())]) });
        }
        else if (!job.Completed)
        {
            await service.Answers.FlatAsync(context, 400, "validation_error", "video_download_requires_completed_status", key, new JsonObject { ["video_id"] = id, ["status"] = service.Videos.Status(job) });
        }
        else
        {
            (string uri, long expires) = service.Videos.Link(job, PhaseoService.OriginOf(context), (int)(index ?? 0), disposition ?? "attachment", lifetime);
            await PhaseoAnswers.JsonAsync(context, 200, new JsonObject { ["download_url"] = uri, ["expires_at"] = expires });
        }
    }

    private Task RefuseAsync(HttpContext context, PhaseoJob job, PhaseoKey key)
    {
        if (!job.Ended)
        {
            return service.Answers.FlatAsync(context, 409, "not_ready", "video_not_ready", key);
        }

        string reason = (service.August, job.Outcome) switch
        {
            (true, PhaseoOutcome.Cancelled) => "video_cancelled",
            (true, PhaseoOutcome.Expired) => "video_expired",
            _ => "video_generation_failed",
        };
        return service.Settings.FailedContentIsConflict
            ? service.Answers.FlatAsync(context, 409, "not_ready", reason, key)
            : service.Answers.FlatAsync(context, 502, "upstream_error", reason, key, new JsonObject
            {
                ["upstream_error"] = new JsonObject { ["code"] = "generation_failed", ["message"] = "Video generation failed" },
            });
    }

    private async Task SendAsync(HttpContext context, PhaseoJob job, PhaseoLink? link, byte[] bytes)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        if (link is not null)
        {
            context.Response.Headers.ContentDisposition = $"{link.Disposition}; filename=\"{job.Id}.mp4\"";
        }

        if (service.August)
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
        }

        if (service.Settings.ServesRanges)
        {
            await Results.File(bytes, "video/mp4", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes))[..16]}\""), enableRangeProcessing: true).ExecuteAsync(context);
        }
        else
        {
            await Results.File(bytes, "video/mp4").ExecuteAsync(context);
        }
    }
}
