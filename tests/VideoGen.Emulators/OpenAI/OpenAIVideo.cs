using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.OpenAI;

/// <summary>One video on its way.</summary>
/// <param name="Id">Such as <c>video_…</c>.</param>
/// <param name="Order">As asked for.</param>
/// <param name="Clock">Its age.</param>
/// <param name="Failure">Code and message it will end with; null when it will not fail.</param>
/// <param name="Lifetime">Of its assets; null for ever.</param>
public sealed record OpenAIVideo(string Id, OpenAIOrder Order, JobClock Clock, (string Code, string Message)? Failure, TimeSpan? Lifetime)
{
    /// <summary>As of now, not counted as a read.</summary>
    public string Status => StatusOf(Clock.Phase);

    public DateTimeOffset? Expires => Failure is null ? Clock.Ended + Lifetime : null;

    /// <param name="isRead">Whether it counts as a read.</param>
    internal JsonObject ToJson(bool isRead)
    {
        string status = StatusOf(isRead ? Clock.Read() : Clock.Phase);
        return new JsonObject
        {
            ["id"] = Id,
            ["object"] = "video",
            ["created_at"] = Clock.Created.ToUnixTimeSeconds(),
            ["completed_at"] = status == "completed" ? Clock.Ended!.Value.ToUnixTimeSeconds() : null,
            ["error"] = status == "failed" ? new JsonObject { ["code"] = Failure!.Value.Code, ["message"] = Failure.Value.Message } : null,
            ["expires_at"] = status == "completed" ? Expires?.ToUnixTimeSeconds() : null,
            ["model"] = Order.Model,
            ["progress"] = status switch { "queued" => 0, "completed" => 100, _ => Clock.Progress },
            ["prompt"] = Order.Prompt,
            ["remixed_from_video_id"] = null,
            ["seconds"] = Order.Seconds,
            ["size"] = Order.Size,
            ["status"] = status,
        };
    }

    private string StatusOf(JobPhase phase) => phase switch
    {
        JobPhase.Queued => "queued",
        JobPhase.Running => "in_progress",
        _ => Failure is null ? "completed" : "failed",
    };
}
