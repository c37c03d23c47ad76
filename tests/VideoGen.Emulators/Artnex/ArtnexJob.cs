using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Artnex;

internal sealed class ArtnexJob(ArtnexRequest request, JobClock clock, bool fails)
{
    public string Id { get; } = $"req_{Guid.NewGuid():N}";

    /// <summary>Among the account's jobs, from 1.</summary>
    public required int Number { get; init; }

    public JobClock Clock { get; } = clock;

    public string Prompt { get; } = request.Prompt;

    public decimal Credits { get; } = request.Model.Credits;

    public bool Fails { get; } = fails;

    /// <summary>Whether its end has been booked: credits are deducted when a job completes.</summary>
    public bool IsSettled { get; set; }

    public DateTimeOffset? LastPoll { get; set; }

    public string ClipPath => $"/videos/{Id}.mp4";

    public JsonObject ToJson(JobPhase phase, ArtnexSettings settings, Uri clip)
    {
        var json = new JsonObject { ["success"] = true, ["request_id"] = Id, ["status"] = "pending" };
        switch (phase)
        {
            case JobPhase.Running:
                json["status"] = settings.RunningWord;
                break;
            case JobPhase.Ended when Fails:
                (json["success"], json["status"], json["message"]) = (false, settings.FailedWord, "Generation failed");
                break;
            case JobPhase.Ended:
                (json["status"], json["video_url"], json["credits_used"]) = ("completed", clip.AbsoluteUri, Credits);
                break;
            default:
                break;
        }

        return json;
    }
}
