using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>updateVideoAudio: a new clip out of a completed one.</summary>
internal static class AkoolAudio
{
    public static AkoolReply Run(JsonBody body, AkoolJobs jobs, AkoolSettings settings)
    {
        string? id = body.Text("pre_video_id", required: true, minLength: 1);
        long? type = body.Whole("audio_type", required: true, oneOf: [1, 2]);
        string? audio = body.PublicUrl("audio_url", required: type == 2 || settings.RequireAudioUrlAlways);
        if (body.Check(settings) is { } invalid)
        {
            return invalid;
        }

        if (settings.ForeignVideoIds.Contains(id!))
        {
            return AkoolReply.Error(AkoolReply.NoPermission, "you have no permission to operate");
        }

        if (jobs.Find(id!) is not { } source)
        {
            return AkoolReply.Error(AkoolReply.NotFound, "content does not exist", "pre_video_id is no video");
        }

        if (source.Status != 3)
        {
            // Assumed code.
            return AkoolReply.Error(AkoolReply.CreateFailed, "create video error, please try again later", "pre_video_id is not completed");
        }

        AkoolJob? job = jobs.Add(source.Order with
        {
            AudioType = (int)type!,
            AudioUrl = audio ?? "",
            PreVideoId = id,
            ModelName = null,
            WebhookUrl = "",
            Credits = AkoolPrices.AudioOnly(source.Order.VideoLength),
        });
        return job is null ? AkoolReply.Error(AkoolReply.NoCredit, "credit is insufficient") : AkoolReply.Ok(job.Created());
    }
}
