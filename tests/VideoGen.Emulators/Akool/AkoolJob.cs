using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>One clip on its way.</summary>
/// <param name="Id">24 hexadecimal digits.</param>
/// <param name="Order">As asked for.</param>
/// <param name="Clock">Its age.</param>
/// <param name="Fails">Whether it will end without a clip.</param>
public sealed record AkoolJob(string Id, AkoolOrder Order, JobClock Clock, bool Fails)
{
    private const int UserId = 100001;
    private const string TeamId = "6500000000000000000000aa";

    /// <summary>As of now, not counted as a read: 1 queueing, 2 processing, 3 completed, 4 failed.</summary>
    public int Status => StatusOf(Clock.Phase);

    /// <summary>The answer to the request that made it.</summary>
    internal JsonObject Created()
    {
        JsonObject json = Base();
        json["status"] = Status;
        json["negative_prompt"] = Order.NegativePrompt;
        json["extend_prompt"] = Order.ExtendPrompt;
        if (Order.ModelName is not null)
        {
            (json["model_name"], json["batch_id"], json["batch_count"]) = (Order.ModelName, Order.BatchId, Order.BatchCount);
        }

        if (Order.PreVideoId is not null)
        {
            json["update_time"] = Clock.Created.ToUnixTimeMilliseconds();
            json["video_duration"] = Order.VideoLength;
            json["pre_video_id"] = Order.PreVideoId;
            json["only_add_audio"] = true;
        }

        return json;
    }

    /// <summary>A row of the results; counts as a read.</summary>
    internal JsonObject Result(Uri file, Uri? cover, string? missing)
    {
        int status = StatusOf(Clock.Read());
        JsonObject json = Base();
        json["update_time"] = (Clock.Ended ?? Clock.Started ?? Clock.Created).ToUnixTimeMilliseconds();
        json["video_duration"] = status == 3 ? Order.VideoLength + 0.18 : 0;
        json["video_url"] = status == 3 ? file.AbsoluteUri : missing;
        json["status"] = status;
        json["only_add_audio"] = Order.PreVideoId is not null;
        if (cover is not null)
        {
            json["cover_url"] = status == 3 ? cover.AbsoluteUri : missing;
        }

        return json;
    }

    private int StatusOf(JobPhase phase) => phase switch { JobPhase.Queued => 1, JobPhase.Running => 2, _ => Fails ? 4 : 3 };

    private JsonObject Base() => new()
    {
        ["create_time"] = Clock.Created.ToUnixTimeMilliseconds(),
        ["uid"] = UserId,
        ["team_id"] = TeamId,
        ["webhookUrl"] = Order.WebhookUrl,
        ["resolution"] = Order.Resolution,
        ["file_name"] = $"Image2Video_{Clock.Created.ToUnixTimeMilliseconds()}.mp4",
        ["effect_name"] = Order.EffectName,
        ["_id"] = Id,
        ["image_url"] = Order.ImageUrl,
        ["prompt"] = Order.Prompt,
        ["audio_type"] = Order.AudioType,
        ["audio_url"] = Order.AudioUrl,
        ["deduction_credit"] = Order.Credits,
        ["effect_code"] = Order.EffectCode,
    };
}
