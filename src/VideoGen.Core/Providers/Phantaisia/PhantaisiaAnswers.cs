using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Phantaisia;

/// <summary>Turns what the service says of a job into a snapshot.</summary>
internal static class PhantaisiaAnswers
{
    /// <summary>The answer to a submission. No word in it may lose the id of a job that was made.</summary>
    public static JobSnapshot ToMadeJob(ApiAnswer<PhantaisiaJob> answer) => new()
    {
        Id = answer.Body.Id is { } id && !string.IsNullOrWhiteSpace(id) ? id : throw new VideoGenException(VideoErrors.InvalidResponse, "Phantaisia took the job without giving it an id."),
        Status = Word(answer.Body) == "IN_QUEUE" ? VideoStatus.Queued : VideoStatus.Running,
        Raw = answer.Text,
    };

    /// <exception cref="VideoGenException"><c>InvalidResponse</c>: it has no status, or is completed without a link. It will be asked for again.</exception>
    public static JobSnapshot ToJob(string id, ApiEndpoint endpoint, ApiAnswer<PhantaisiaJob> answer)
    {
        string word = Word(answer.Body) ?? throw new VideoGenException(VideoErrors.InvalidResponse, "Phantaisia answered without the status of the job.");
        string? link = Member(answer.Body.Output, "video_url");
        string? reason = Member(answer.Body.Output, "video_error");
        VideoStatus status = word switch
        {
            "IN_QUEUE" => VideoStatus.Queued,
            "COMPLETED" when link is null && reason is not null => VideoStatus.Failed,
            "COMPLETED" => VideoStatus.Completed,

            // The last two are not documented; servers whose words these are have them.
            "FAILED" or "CANCELLED" or "TIMED_OUT" => VideoStatus.Failed,
            _ => VideoStatus.Running,
        };
        return new JobSnapshot
        {
            Id = id,
            Status = status,
            Outputs = status == VideoStatus.Completed ? new VideoOutputs([new VideoOutput { Uri = LinkOf(link) }]) : null,
            Error = status == VideoStatus.Failed ? new JobError(word, reason is null ? "The service gave no reason." : ApiFailure.Mask(endpoint, reason)) : null,
            Raw = answer.Text,
        };
    }

    private static Uri LinkOf(string? link) => Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
        ? uri
        : throw new VideoGenException(VideoErrors.InvalidResponse, "Phantaisia says that the clip is made, without a link to it.");

    private static string? Word(PhantaisiaJob job) => job.Status.ValueKind == JsonValueKind.String ? job.Status.GetString()!.ToUpperInvariant() : null;

    private static string? Member(JsonElement output, string name) =>
        output.ValueKind == JsonValueKind.Object && output.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
        && member.GetString() is { Length: > 0 } text ? text : null;
}
