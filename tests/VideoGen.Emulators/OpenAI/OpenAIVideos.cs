using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.OpenAI;

/// <summary>The videos of the project and what they cost.</summary>
internal sealed class OpenAIVideos(OpenAISettings settings, TimeProvider time, Charges charges)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    private readonly object _lock = new();
    private readonly List<OpenAIVideo> _videos = [];
    private readonly Dictionary<string, OpenAIVideo> _byId = [];
    private int _last;

    /// <summary>In the order they were made.</summary>
    public IReadOnlyList<OpenAIVideo> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _videos];
            }
        }
    }

    /// <summary>Makes the video and takes its price; null when that is more than there is.</summary>
    public OpenAIVideo? Add(OpenAIOrder order)
    {
        (string, string)? failure = order.Prompt.Contains(settings.ModerationWord, StringComparison.Ordinal) ? ("moderation_blocked", "Your request was blocked by our moderation system.")
            : order.Prompt.Contains(settings.FailureWord, StringComparison.Ordinal) ? ("video_generation_failed", "Video generation failed.")
            : null;
        string id = string.Create(CultureInfo.InvariantCulture, $"video_{time.GetUtcNow().ToUnixTimeSeconds():x8}{Interlocked.Increment(ref _last):x24}");
        if (!charges.TryTake(id, Price(order)))
        {
            return null;
        }

        var video = new OpenAIVideo(id, order, new JobClock(time, settings.Pace), failure, settings.Lifetime);
        lock (_lock)
        {
            _videos.Add(video);
            _byId.Add(id, video);
        }

        return video;
    }

    public OpenAIVideo? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    public void Remove(OpenAIVideo video)
    {
        lock (_lock)
        {
            _ = _videos.Remove(video);
            _ = _byId.Remove(video.Id);
        }
    }

    public (JsonObject? Page, OpenAIError? Error) List(IQueryCollection query)
    {
        string order = query.TryGetValue("order", out Microsoft.Extensions.Primitives.StringValues asked) ? asked.ToString() : "desc";
        if (order is not ("asc" or "desc"))
        {
            return (null, new OpenAIError(400, $"Invalid value: '{order}'. Supported values are: 'asc' and 'desc'.", "invalid_value", "order"));
        }

        int limit = DefaultLimit;
        if (query.TryGetValue("limit", out Microsoft.Extensions.Primitives.StringValues text)
            && !(int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit <= MaxLimit))
        {
            return (null, OpenAIError.Invalid("limit", $"must be an integer between 0 and {MaxLimit}"));
        }

        List<OpenAIVideo> videos = [.. order == "asc" ? All : All.Reverse()];
        if (query["after"].ToString() is { Length: > 0 } after)
        {
            int last = videos.FindIndex(video => video.Id == after);
            if (last < 0)
            {
                // Assumed: as with a video that is asked for.
                return (null, OpenAIError.NotFound(after) with { Param = "after" });
            }

            videos.RemoveRange(0, last + 1);
        }

        List<OpenAIVideo> page = [.. videos.Take(limit)];
        return (new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(video => video.ToJson(isRead: true))]),
            ["first_id"] = page.FirstOrDefault()?.Id,
            ["last_id"] = page.LastOrDefault()?.Id,
            ["has_more"] = videos.Count > page.Count,
        }, null);
    }

    /// <summary>US dollars: 0.10 a second, of the pro model 0.30 and above 720p 0.50. No answer shows it.</summary>
    private static decimal Price(OpenAIOrder order) =>
        int.Parse(order.Seconds, CultureInfo.InvariantCulture) * (!order.Model.Contains("pro", StringComparison.Ordinal) ? 0.10m : order.Size is "720x1280" or "1280x720" ? 0.30m : 0.50m);
}
