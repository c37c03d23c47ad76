using System.Globalization;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Akool;

/// <summary>Two reads that no page has and a public client uses. What is around the rows is assumed.</summary>
internal static class AkoolUndocumented
{
    private const int ImageToVideoType = 15;

    public static AkoolReply List(HttpRequest request, AkoolJobs jobs, AkoolSettings settings)
    {
        if (!TryNumber(request, "page", 1, out int page) || !TryNumber(request, "size", 50, out int size))
        {
            return AkoolReply.Invalid("page and size must be whole numbers from 1");
        }

        IReadOnlyList<AkoolJob> newest = [.. jobs.All.Reverse()];
        return AkoolReply.Ok(new JsonObject
        {
            ["result"] = new JsonArray([.. newest.Skip((page - 1) * size).Take(size).Select(job => Row(job, jobs, settings))]),
            ["count"] = newest.Count,
        });
    }

    public static AkoolReply Read(HttpRequest request, AkoolJobs jobs, AkoolSettings settings) =>
        request.Query["video_model_id"].ToString() is not { Length: > 0 } id ? AkoolReply.Invalid("video_model_id is required")
        : jobs.Find(id) is { } job ? AkoolReply.Ok(Row(job, jobs, settings))
        : AkoolReply.Error(AkoolReply.NotFound, "content does not exist");

    private static JsonObject Row(AkoolJob job, AkoolJobs jobs, AkoolSettings settings) => new()
    {
        ["_id"] = job.Id,
        ["create_time"] = job.Clock.Created.ToUnixTimeMilliseconds(),
        ["type"] = ImageToVideoType,
        ["video_status"] = job.Status,
        ["video"] = job.Status == 3 ? jobs.FileOf(job).AbsoluteUri : settings.MissingVideoUrl,
        ["external_video"] = job.Status == 3 ? jobs.FileOf(job).AbsoluteUri : settings.MissingVideoUrl,
    };

    private static bool TryNumber(HttpRequest request, string name, int fallback, out int number)
    {
        number = fallback;
        string text = request.Query[name].ToString();
        return text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1);
    }
}
