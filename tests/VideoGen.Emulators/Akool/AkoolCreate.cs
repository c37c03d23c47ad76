using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>createBySourcePrompt: one clip.</summary>
internal static class AkoolCreate
{
    public static AkoolReply Run(JsonBody body, AkoolJobs jobs, AkoolSettings settings)
    {
        string? image = body.PublicUrl("image_url", required: true);
        string? effect = body.Text("effect_code");

        // With an effect the prompt is not used; assumed: the member must be there all the same, but may be empty.
        string? prompt = body.Text("prompt", required: true, minLength: string.IsNullOrEmpty(effect) ? 1 : 0);
        string? negative = body.Text("negative_prompt", settings.RequireNegativePrompt);
        bool? extend = body.Flag("extend_prompt");
        string? resolution = body.Text("resolution", required: true, oneOf: AkoolPrices.Resolutions);
        long? audioType = body.Whole("audio_type", required: true, oneOf: [1, 2, 3]);
        string? audio = body.PublicUrl("audio_url", required: audioType == 2);
        long? length = body.Whole("video_length", required: true, oneOf: AkoolPrices.Lengths);
        bool? premium = body.Flag("is_premium_model");
        string? webhook = body.PublicUrl("webhookurl", required: false);

        // Not on the page, but sent by a public client: taken and not used.
        _ = body.Text("model_name");
        _ = body.PublicUrl("last_image_url", required: false);
        if (body.Check(settings) is { } invalid)
        {
            return invalid;
        }

        string effectName = "";
        if (!string.IsNullOrEmpty(effect))
        {
            if (AkoolEffects.NameOf(effect) is not { } name)
            {
                // Assumed code.
                return AkoolReply.Error(AkoolReply.NotFound, "effect does not exist", "effect_code is none of the effects");
            }

            effectName = name;
        }

        if (!settings.IsPro && (length == 10 || premium == true))
        {
            return AkoolReply.Error(AkoolReply.NoPermission, "you have no permission to operate, please upgrade your plan", length == 10 ? "video_length needs Pro" : "is_premium_model needs Pro");
        }

        AkoolJob? job = jobs.Add(new AkoolOrder
        {
            ImageUrl = image!,
            Prompt = prompt!,
            NegativePrompt = negative ?? "",
            ExtendPrompt = extend ?? false,
            Resolution = resolution!,
            VideoLength = (int)length!,
            AudioType = (int)audioType!,
            AudioUrl = audio ?? "",
            EffectCode = effect ?? "",
            EffectName = effectName,
            WebhookUrl = webhook ?? "",
            Credits = AkoolPrices.Clip(resolution!, (int)length),
        });
        return job is null ? AkoolReply.Error(AkoolReply.NoCredit, "credit is insufficient") : AkoolReply.Ok(job.Created());
    }
}
