using System.Globalization;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Artnex;

/// <summary>Turns what the service says of a job into a snapshot.</summary>
internal static class ArtnexAnswers
{
    /// <summary>"Videos are available for 24 hours."</summary>
    private static readonly TimeSpan OutputLifetime = TimeSpan.FromHours(24);

    /// <summary>The answer to a submission. No word in it may lose the id of a job that was made.</summary>
    /// <exception cref="SubmissionRefusedException">It states an error instead of a job, with a status of success.</exception>
    public static JobSnapshot ToMadeJob(ApiEndpoint endpoint, ApiAnswer<ArtnexJob> answer)
    {
        if (answer.Body.RequestId is { } id && !string.IsNullOrWhiteSpace(id))
        {
            return new JobSnapshot { Id = id, Status = Word(answer.Body) is null or "pending" ? VideoStatus.Queued : VideoStatus.Running, Raw = answer.Text };
        }

        throw StatedError(endpoint, answer) is { } reason
            ? new SubmissionRefusedException(reason)
            : new VideoGenException(VideoErrors.InvalidResponse, $"{endpoint.Name} took the job without giving it an id.");
    }

    /// <exception cref="VideoGenException">
    /// <c>InvalidResponse</c>: it has no status, or is completed without a link, so that it will be asked for again. Or the error it states.
    /// </exception>
    public static JobSnapshot ToJob(string id, ApiEndpoint endpoint, ApiAnswer<ArtnexJob> answer)
    {
        string word = Word(answer.Body)
            ?? throw StatedError(endpoint, answer) ?? new VideoGenException(VideoErrors.InvalidResponse, $"{endpoint.Name} answered without the status of the job.");
        VideoStatus status = word switch
        {
            "pending" => VideoStatus.Queued,
            "completed" => VideoStatus.Completed,

            // The second one is not documented.
            "error" or "failed" => VideoStatus.Failed,
            _ => VideoStatus.Running,
        };
        var job = new JobSnapshot { Id = id, Status = status, Raw = answer.Text };
        return status switch
        {
            VideoStatus.Completed => job with
            {
                Outputs = new VideoOutputs([new VideoOutput { Uri = LinkOf(endpoint, answer.Body) }]),
                OutputLifetime = OutputLifetime,
                Cost = Credits(answer.Body.CreditsUsed) is { } credits ? new VideoCost(credits, ArtnexProvider.Unit, Charged: true) : null,
            },
            VideoStatus.Failed => job with { Error = ErrorOf(word, answer) },
            _ => job,
        };
    }

    private static JobError ErrorOf(string word, ApiAnswer<ArtnexJob> answer)
    {
        ServiceError? error = ArtnexErrors.Read(answer.Status, answer.Text);
        return new JobError(error?.Code ?? word, error?.Message ?? "The service gave no reason.");
    }

    private static VideoGenException? StatedError(ApiEndpoint endpoint, ApiAnswer<ArtnexJob> answer) =>
        answer.Body.Success.ValueKind == JsonValueKind.False && ArtnexErrors.Read(answer.Status, answer.Text) is { } error
            ? ApiFailure.Stated(endpoint, error, answer.Status, RequestIds.Of(answer.Headers))
            : null;

    private static Uri LinkOf(ApiEndpoint endpoint, ArtnexJob job) =>
        Uri.TryCreate(Text(job.VideoUrl), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new VideoGenException(VideoErrors.InvalidResponse, $"{endpoint.Name} says that the clip is made, without a link to it.");

    private static string? Word(ArtnexJob job) => Text(job.Status)?.ToLowerInvariant();

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number by the page; a text of one is taken too.</summary>
    private static decimal? Credits(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDecimal(out decimal amount) && amount >= 0 => amount,
        JsonValueKind.String when decimal.TryParse(element.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) => amount,
        _ => null,
    };
}
