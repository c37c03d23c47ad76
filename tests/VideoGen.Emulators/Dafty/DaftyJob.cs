using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Dafty;

internal sealed class DaftyJob(string type, DateTimeOffset createdAt)
{
    public string Id { get; } = Guid.NewGuid().ToString();

    public string Type { get; } = type;

    /// <summary>Empty for what is no video.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Among the account's jobs, from 1; 0 until it is one.</summary>
    public int Number { get; set; }

    public int Seconds { get; init; }

    public (int Width, int Height) Size { get; init; }

    /// <summary>CU taken when it was made.</summary>
    public decimal Price { get; init; }

    public bool Fails { get; init; }

    /// <summary>Runs from the moment the pool has a place for the job; until then it is null and the job pending.</summary>
    public JobClock? Clock { get; set; }

    public bool IsCancelled { get; set; }

    /// <summary>Whether the end has been booked: the files put, or the price of a failure given back.</summary>
    public bool IsSettled { get; set; }

    public bool IsEnded => IsCancelled || Clock?.Phase == JobPhase.Ended;

    public string Folder => $"/assets/u_123/{Id[..8]}";

    private string Status => IsCancelled ? "failed" : Clock?.Phase switch
    {
        null or JobPhase.Queued => "pending",
        JobPhase.Running => "processing",
        _ => Fails ? "failed" : "completed",
    };

    public JsonObject ToJson(DaftySettings settings, DateTimeOffset now, Func<string, Uri> uriOf)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["type"] = Type,
            ["status"] = Status,
            ["createdAt"] = createdAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
        if (Status == "completed")
        {
            bool poster = now >= Clock!.Ended + settings.ThumbnailDelay;
            json["result"] = Type == "video.generate" ? new JsonObject
            {
                ["video"] = new JsonObject
                {
                    ["id"] = Id,
                    ["url"] = uriOf($"{Folder}/original.mp4").ToString(),
                    ["durationSeconds"] = Seconds,
                    ["thumbnailUrl"] = poster ? uriOf($"{Folder}/thumbnail.jpg").ToString() : null,
                    ["width"] = Size.Width,
                    ["height"] = Size.Height,
                },
            } : new JsonObject();
        }
        else if (Status == "failed")
        {
            (string code, string message) = IsCancelled ? ("CANCELLED", "Job was cancelled") : ("GENERATION_FAILED", "The video could not be generated");
            if (settings.FailureShape != DaftyFailureShape.Absent)
            {
                json["error"] = settings.FailureShape == DaftyFailureShape.MessageOnly ? message : new JsonObject { ["code"] = code, ["message"] = message };
            }
        }

        return json;
    }
}
