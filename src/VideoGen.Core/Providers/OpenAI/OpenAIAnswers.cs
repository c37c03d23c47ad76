using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.OpenAI;

/// <summary>What an answer says of a job.</summary>
internal static class OpenAIAnswers
{
    /// <summary>What a server may ask for at most; a larger pause is a mistake.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <param name="id">What it was asked for by, or got.</param>
    /// <param name="content">Where the clip is, unless the answer names another place.</param>
    /// <param name="thumbnail">Where a picture of it is; null where the server has none.</param>
    /// <param name="raw">The answer, secrets removed.</param>
    public static JobSnapshot ToSnapshot(OpenAIVideo video, string id, Uri content, Uri? thumbnail, string raw)
    {
        VideoStatus status = StatusOf(OpenAIValues.Text(video.Status));
        return new JobSnapshot
        {
            Id = id,
            Status = status,
            Progress = OpenAIValues.Whole(video.Progress),
            Model = OpenAIValues.Text(video.Model),
            Prompt = OpenAIValues.Text(video.Prompt),
            Duration = OpenAIValues.Whole(video.Seconds),
            CreatedAt = OpenAIValues.Time(video.CreatedAt),
            CompletedAt = OpenAIValues.Time(video.CompletedAt),
            ExpiresAt = OpenAIValues.Time(video.ExpiresAt),
            Outputs = status == VideoStatus.Completed ? new VideoOutputs([Output(video, content, thumbnail)]) : null,
            Error = status == VideoStatus.Failed ? ErrorOf(video.Error) : null,
            Raw = raw,
        };
    }

    /// <summary>The reference has <c>queued</c>, <c>in_progress</c>, <c>completed</c> and <c>failed</c>; the other words are those of gateways.</summary>
    public static VideoStatus StatusOf(string? word) => word?.ToLowerInvariant() switch
    {
        "queued" or "pending" or "submitted" or "created" or "scheduled" => VideoStatus.Queued,
        "completed" or "succeeded" or "success" or "done" => VideoStatus.Completed,
        "failed" or "failure" or "error" => VideoStatus.Failed,
        "cancelled" or "canceled" => VideoStatus.Cancelled,
        "expired" => VideoStatus.Expired,
        _ => VideoStatus.Running,
    };

    /// <summary>
    /// The pause in the header <c>openai-poll-after-ms</c>. No page has it, but OpenAI's SDKs obey it, and other servers of this
    /// shape send it.
    /// </summary>
    public static TimeSpan? PollAfter(HttpResponseHeaders headers) =>
        headers.TryGetValues("openai-poll-after-ms", out IEnumerable<string>? values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds)
        && TimeSpan.FromMilliseconds(milliseconds) is var pause && pause <= LongestPause ? pause : null;

    private static VideoOutput Output(OpenAIVideo video, Uri content, Uri? thumbnail)
    {
        (int Width, int Height)? sides = OpenAIValues.Sides(OpenAIValues.Text(video.Size));
        return new VideoOutput
        {
            Uri = Elsewhere(OpenAIValues.Text(video.Url), content) ?? content,
            MediaType = "video/mp4",
            Width = sides?.Width,
            Height = sides?.Height,
            Seconds = OpenAIValues.Number(video.Seconds),
            Thumbnail = thumbnail,
        };
    }

    /// <summary>A link out of an answer, if it may be followed: https, or plain http where the server itself is on this machine.</summary>
    private static Uri? Elsewhere(string? link, Uri content) =>
        Uri.TryCreate(link, UriKind.Absolute, out Uri? uri)
        && (uri.IsLoopback ? content.IsLoopback && uri.Scheme is "http" or "https" : uri.Scheme == Uri.UriSchemeHttps) ? uri : null;

    private static JobError? ErrorOf(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String when OpenAIValues.Text(error) is { } message => new JobError("failed", message),
        JsonValueKind.Object => new JobError(Member(error, "code") ?? "failed", Member(error, "message") ?? "The service gave no reason."),
        _ => null,
    };

    private static string? Member(JsonElement error, string name) => error.TryGetProperty(name, out JsonElement value) ? OpenAIValues.Text(value) : null;
}
