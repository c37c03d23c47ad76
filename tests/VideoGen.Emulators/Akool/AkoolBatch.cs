using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>createBySourcePrompt/batch: up to ten clips of one request, each of them a success or an error of its own.</summary>
internal static class AkoolBatch
{
    /// <summary>In no table of the batch page, but in every batch that the service's own demo sends, with <c>audio_type</c> as text.</summary>
    private static readonly string[] DemoMembers = ["audio_type", "audio_url", "is_premium_model", "effect_code"];

    public static AkoolReply Run(JsonBody body, AkoolJobs jobs, AkoolSettings settings)
    {
        string? image = body.PublicUrl("image_url", required: true);
        string? prompt = body.Text("prompt", required: true, minLength: 1);
        string? modelName = body.Text("model_name", oneOf: [.. AkoolModel.All.Select(model => model.Value)]);
        AkoolModel model = AkoolModel.All.First(model => model.Value == (modelName ?? AkoolModel.Default));
        string? negative = body.Text("negative_prompt");
        bool? extend = body.Flag("extend_prompt");
        string? resolution = body.Text("resolution", required: true, oneOf: [.. model.Resolutions.Select(resolution => resolution.Value)]);
        long? length = body.Whole("video_length", required: true, oneOf: [.. model.Durations.Select(duration => (long)duration)]);
        string? last = body.PublicUrl("last_image_url", required: false);
        bool? audio = body.Flag("generate_audio");
        long? count = body.Whole("count", min: 1, max: model.MaxCount);
        string? webhook = body.PublicUrl("webhookurl", required: false);
        foreach (string name in settings.TakeDemoMembers ? DemoMembers : [])
        {
            // Nothing tells what they do, so they are taken and not used.
            _ = body.Any(name);
        }

        if (last is not null && !model.LastFrame)
        {
            body.Fault("last_image_url", JsonFaultKind.Combination, $"is not supported by {model.Value}");
        }

        if (audio == true && model.AudioMultiplier is null)
        {
            body.Fault("generate_audio", JsonFaultKind.Combination, $"is not supported by {model.Value}");
        }

        if (body.Check(settings) is { } invalid)
        {
            return invalid;
        }

        if (model.IsPro && !settings.IsPro)
        {
            return AkoolReply.Error(AkoolReply.NoPermission, "you have no permission to operate, please upgrade your plan", "model_name needs Pro");
        }

        int clips = (int)(count ?? 1);
        int credits = model.Resolutions.First(entry => entry.Value == resolution).Credit * (int)length! * (audio == true ? model.AudioMultiplier!.Value : 1);
        var order = new AkoolOrder
        {
            ImageUrl = image!,
            Prompt = prompt!,
            NegativePrompt = negative ?? "",
            ExtendPrompt = extend ?? false,
            Resolution = resolution!,
            VideoLength = (int)length,
            AudioType = audio == true ? 1 : 3,
            WebhookUrl = webhook ?? "",
            Credits = credits,
            ModelName = model.Value,
            BatchId = jobs.NewId(),
            BatchCount = clips,
        };
        return Make(order, clips, jobs, settings);
    }

    private static AkoolReply Make(AkoolOrder order, int clips, AkoolJobs jobs, AkoolSettings settings)
    {
        var made = new JsonArray();
        var failed = new JsonArray();
        for (int index = 0; index < clips; index++)
        {
            if (index % 2 == 1 && order.Prompt.Contains(settings.RefusalWord, StringComparison.Ordinal))
            {
                failed.Add(Error(AkoolReply.CreateFailed, "create video error, please try again later", settings));
            }
            else if (jobs.Add(order) is { } job)
            {
                made.Add((JsonNode)job.Created());
            }
            else
            {
                failed.Add(Error(AkoolReply.NoCredit, "credit is insufficient", settings));
            }
        }

        // Assumed: a batch of which nothing can be paid is refused as a whole, as a single clip is.
        return made.Count == 0 ? AkoolReply.Error(AkoolReply.NoCredit, "credit is insufficient") : AkoolReply.Ok(new JsonObject { ["successList"] = made, ["errorList"] = failed });
    }

    private static JsonNode Error(int code, string msg, AkoolSettings settings) =>
        settings.ErrorListOfObjects ? new JsonObject { ["code"] = code, ["msg"] = msg } : JsonValue.Create(msg);
}
