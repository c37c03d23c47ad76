using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary>Status, delete and cancel of one job.</summary>
internal sealed class PhaseoVideoRoutes(PhaseoService service)
{
    public async Task GetAsync(HttpContext context, string id)
    {
        if (await FindAsync(context, id) is { } job)
        {
            string origin = PhaseoService.OriginOf(context);
            service.Webhooks.Observe(job, origin);
            JsonObject video = service.Videos.Whole(job, origin);

            // Counted after it was shown, as it may move the job on.
            _ = job.Clock.Read();
            await PhaseoAnswers.JsonAsync(context, 200, video, noStore: false);
        }
    }

    public async Task DeleteAsync(HttpContext context, string id)
    {
        if (await service.Gate.EnterAsync(context) is not { } key || await FindAsync(context, id, key, deletedToo: true) is not { } job)
        {
            return;
        }

        if (!job.Ended)
        {
            await service.Answers.FlatAsync(context, 400, "validation_error", "video_delete_requires_terminal_status", key, new JsonObject { ["video_id"] = id, ["status"] = service.Videos.Status(job) });
            return;
        }

        job.Deleted = true;
        await PhaseoAnswers.JsonAsync(context, 200, new JsonObject { ["id"] = id, ["object"] = service.August ? "video.deleted" : "video", ["deleted"] = true }, noStore: false);
    }

    /// <summary>Refused for every id; none is looked up.</summary>
    public async Task CancelAsync(HttpContext context, string id)
    {
        if (await service.Gate.EnterAsync(context) is not { } key)
        {
            return;
        }

        var more = new JsonObject { ["video_id"] = id };
        if (service.August)
        {
            more["message"] = "Video cancellation is not supported by the Phaseo video API.";
        }

        await service.Answers.FlatAsync(context, 501, "not_implemented_yet", service.August ? "video_cancellation_disabled" : "video_cancel_temporarily_disabled", key, more, noStore: false);
    }

    public async Task<PhaseoJob?> FindAsync(HttpContext context, string id) =>
        await service.Gate.EnterAsync(context) is { } key ? await FindAsync(context, id, key) : null;

    /// <summary>The key's job; null when a 404 is written.</summary>
    public async Task<PhaseoJob?> FindAsync(HttpContext context, string id, PhaseoKey key, bool deletedToo = false)
    {
        PhaseoJob? job = service.Jobs.Find(id, key.Account);
        if (job is null || (job.Deleted && !deletedToo))
        {
            await service.Answers.FlatAsync(context, 404, "not_found", job is null ? "video_not_found_or_not_owned" : "video_deleted", key, new JsonObject { ["video_id"] = id });
            return null;
        }

        return job;
    }
}
