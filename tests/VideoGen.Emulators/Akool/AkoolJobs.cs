using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Akool;

/// <summary>The clips of the account, their charges and their files.</summary>
internal sealed class AkoolJobs(AkoolSettings settings, TimeProvider time, MediaServer media, Charges charges)
{
    private readonly ConcurrentDictionary<string, AkoolJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);
    private long _last = 0x4b4dbdd400000000;

    /// <summary>A job with an address to tell its end to was made.</summary>
    public event Action<AkoolJob>? Announced;

    /// <summary>In the order they were made.</summary>
    public IReadOnlyList<AkoolJob> All => [.. _jobs.Values.OrderBy(job => job.Id, StringComparer.Ordinal)];

    /// <summary>Makes the job and takes its credits; null when there are too few.</summary>
    public AkoolJob? Add(AkoolOrder order)
    {
        string id = NewId();
        if (!charges.TryTake(id, order.Credits))
        {
            return null;
        }

        var job = new AkoolJob(id, order, new JobClock(time, settings.Pace), order.Prompt.Contains(settings.FailureWord, StringComparison.Ordinal));
        _jobs[id] = job;
        media.Put(PathOf(job), new MediaFile(ClipOf(job))
        {
            Expired = () => job.Clock.Ended + settings.Lifetime <= time.GetUtcNow(),
        });
        if (order.WebhookUrl.Length > 0)
        {
            Announced?.Invoke(job);
        }

        return job;
    }

    public AkoolJob? Find(string id) => _jobs.GetValueOrDefault(id);

    public string NewId() => string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeSeconds():x8}{Interlocked.Increment(ref _last):x16}");

    public byte[] ClipOf(AkoolJob job) => SampleClip.Mp4(settings.ClipBytes, Convert.ToInt32(job.Id[^7..], 16));

    public Uri FileOf(AkoolJob job) => media.UriOf(PathOf(job));

    public AkoolReply Results(string[] ids)
    {
        var rows = new JsonArray();
        foreach (AkoolJob job in ids.Distinct().Select(Find).OfType<AkoolJob>())
        {
            rows.Add((JsonNode)job.Result(FileOf(job), settings.ShowCoverUrl ? new Uri(FileOf(job), "cover.png") : null, settings.MissingVideoUrl));
            if (settings.RefundFailures && job.Status == 4 && _settled.TryAdd(job.Id, true))
            {
                charges.Refund(job.Id, job.Order.Credits);
            }
        }

        return AkoolReply.Ok(new JsonObject { ["result"] = rows });
    }

    public AkoolReply Delete(string[] ids)
    {
        var deleted = new JsonArray();
        var refused = new JsonArray();
        foreach (string id in ids)
        {
            // The text for a clip in work is the page's; the other two are assumed.
            string? reason = settings.ForeignVideoIds.Contains(id) ? "no permission to delete this video resource"
                : Find(id) is not { } job ? "video resource does not exist"
                : job.Status == 2 ? "video resource is processing, please try again later"
                : null;
            if (reason is null && _jobs.TryRemove(id, out _))
            {
                deleted.Add((JsonNode)id);
            }
            else
            {
                refused.Add((JsonNode)new JsonObject { ["_id"] = id, ["msg"] = reason });
            }
        }

        return AkoolReply.Ok(new JsonObject { ["successIds"] = deleted, ["noPermissionItems"] = refused }, "Delete successfully");
    }

    private static string PathOf(AkoolJob job) => $"/image2video/{job.Id}/{job.Clock.Created.ToUnixTimeMilliseconds()}.mp4";
}
