using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phantaisia;

internal sealed class PhantaisiaJob(PhantaisiaRun run, JobClock clock, decimal price)
{
    private bool _settled;

    public string Id { get; } = $"job-{Guid.NewGuid():N}";

    /// <summary>Among the account's jobs, from 1.</summary>
    public required int Number { get; init; }

    public JobClock Clock { get; } = clock;

    public string Prompt { get; } = run.Prompt;

    public string ClipPath => $"/videos/{Id}.mp4";

    public decimal Price { get; } = price;

    /// <param name="phase">As a status request is shown it.</param>
    /// <param name="settings">The words that decide the end.</param>
    /// <param name="clip">Where the clip is, once there is one.</param>
    public JsonObject ToJson(JobPhase phase, PhantaisiaSettings settings, Uri clip)
    {
        var json = new JsonObject { ["id"] = Id, ["status"] = StatusOf(phase, settings) };
        if (phase != JobPhase.Ended)
        {
            if (settings.RunningOutput != PhantaisiaRunningOutput.Absent)
            {
                json["output"] = settings.RunningOutput == PhantaisiaRunningOutput.Null ? null : new JsonObject();
            }

            return json;
        }

        json["output"] = StatusOf(phase, settings) switch
        {
            "COMPLETED" => new JsonObject { ["video_url"] = clip.AbsoluteUri, ["video_status"] = "completed" },
            "FAILED" => new JsonObject { ["video_status"] = "failed", ["video_error"] = "VEO generation failed" },
            _ => new JsonObject(),
        };
        return json;
    }

    /// <summary>True once, when it has ended: what comes of it is due then.</summary>
    public bool TakeEnd()
    {
        bool due = !_settled && Clock.Phase == JobPhase.Ended;
        _settled |= due;
        return due;
    }

    public bool IsMade(PhantaisiaSettings settings) => StatusOf(JobPhase.Ended, settings) == "COMPLETED";

    private string StatusOf(JobPhase phase, PhantaisiaSettings settings) => phase switch
    {
        JobPhase.Queued => "IN_QUEUE",
        JobPhase.Running => "IN_PROGRESS",
        _ when run.Prompt.Contains(settings.FailureWord, StringComparison.Ordinal) => "FAILED",
        _ when run.Prompt.Contains(settings.CancelledWord, StringComparison.Ordinal) => "CANCELLED",
        _ => "COMPLETED",
    };
}
