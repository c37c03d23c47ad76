using System.Globalization;
using System.Text.Json;

namespace VideoGen.Providers.Dafty;

/// <summary>Dafty's jobs in our words.</summary>
internal static class DaftyJobs
{
    /// <param name="raw">The job's own text, secrets removed.</param>
    /// <exception cref="VideoGenException"><c>InvalidResponse</c>: it is no job.</exception>
    public static JobSnapshot ToSnapshot(DaftyJob? job, string raw)
    {
        if (job?.Id is not { } id || string.IsNullOrWhiteSpace(id))
        {
            throw new VideoGenException(VideoErrors.InvalidResponse, "Dafty answered with a job that has no id.");
        }

        VideoStatus status = ToStatus(job.Status);
        DaftyVideo? video = job.Result?.Video;
        return new JobSnapshot
        {
            Id = id,
            Status = status,
            Duration = video?.DurationSeconds is > 0 and < int.MaxValue and var seconds ? (int)Math.Round(seconds) : null,
            CreatedAt = DateTimeOffset.TryParse(job.CreatedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset created) ? created : null,

            // An output without an address is said to have none when it is to be saved; no output at all would be saved as nothing.
            Outputs = status == VideoStatus.Completed ? new VideoOutputs([ToOutput(video)]) : null,
            Error = status == VideoStatus.Failed ? ToError(job.Error) : null,
            Raw = raw,
        };
    }

    /// <summary>The list has jobs of every kind. One that does not say its kind is not left out for that.</summary>
    public static bool IsVideo(DaftyJob job) => job.Type?.StartsWith("video.", StringComparison.Ordinal) != false;

    /// <summary>A cancelled job reads <c>failed</c> (docs: polling-and-wait). A word that is new counts as running.</summary>
    private static VideoStatus ToStatus(string? status) => status switch
    {
        "pending" => VideoStatus.Queued,
        "completed" => VideoStatus.Completed,
        "failed" => VideoStatus.Failed,
        _ => VideoStatus.Running,
    };

    private static VideoOutput ToOutput(DaftyVideo? video) => new()
    {
        Uri = ToUri(video?.Url),
        Thumbnail = ToUri(video?.ThumbnailUrl),

        // JSON has no limit to its numbers; the journal cannot keep infinity.
        Seconds = video?.DurationSeconds is { } seconds && double.IsFinite(seconds) ? seconds : null,
        Width = ToPixels(video?.Width),
        Height = ToPixels(video?.Height),
    };

    private static Uri? ToUri(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;

    private static int? ToPixels(double? value) => value is >= 1 and < int.MaxValue and var pixels ? (int)pixels : null;

    private static JobError? ToError(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String)
        {
            return new JobError("failed", error.GetString()!);
        }

        string? code = Member(error, "code");
        string? message = Member(error, "message");
        return (code ?? message) is null ? null : new JobError(code ?? "failed", message ?? code!);
    }

    private static string? Member(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
