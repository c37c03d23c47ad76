namespace VideoGen.Providers.Akool;

/// <summary>Translates the service's clips.</summary>
internal static class AkoolSnapshots
{
    private const int Queueing = 1;
    private const int Completed = 3;
    private const int GivenUp = 4;

    /// <summary>How long what the service made is kept (every page of it).</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>The clip; null when it has no id.</summary>
    /// <param name="raw">The text it came in.</param>
    public static JobSnapshot? Of(AkoolVideo? video, string raw)
    {
        if (video is null || string.IsNullOrWhiteSpace(video.Id))
        {
            return null;
        }

        Uri? link = Address(video.VideoUrl) ?? Address(video.Url) ?? Address(video.ExternalVideo) ?? Address(video.Video);
        VideoStatus status = StatusOf(video.Status ?? video.VideoStatus, link is not null);
        bool ended = status.IsSettled();
        DateTimeOffset? created = Moment(video.CreateTime);
        DateTimeOffset? end = ended ? Moment(video.UpdateTime) : null;
        return new JobSnapshot
        {
            Id = video.Id,
            Status = status,
            Model = NotBlank(video.ModelName),
            Prompt = NotBlank(video.Prompt),
            CreatedAt = created,
            CompletedAt = end,

            // Counted from the beginning where the end is not told: too early is the safe side.
            ExpiresAt = status == VideoStatus.Completed ? (end ?? created) + Life : null,
            Outputs = status == VideoStatus.Completed
                ? new VideoOutputs([new VideoOutput { Uri = link, Seconds = video.VideoDuration is > 0 and { } seconds ? (double)seconds : null, Thumbnail = Address(video.CoverUrl) }])
                : null,

            // Nothing taken from a clip that is still to come may only mean that it is still to be taken.
            Cost = video.DeductionCredit is { } credits && (credits > 0 || ended) ? new VideoCost(credits, AkoolPrices.Unit, Charged: true) : null,
            Error = status == VideoStatus.Failed ? new JobError("failed", "Akool gave the clip up and has no field for the reason (status 4).") : null,
            Raw = raw,
        };
    }

    /// <summary>A moment in milliseconds since 1970; null for none, and for what no calendar has.</summary>
    public static DateTimeOffset? Moment(decimal? milliseconds) =>
        milliseconds is > 0 and < 250_000_000_000_000m ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds.Value) : null;

    public static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri : null;

    /// <param name="hasLink">A completed clip without a link cannot be saved yet, so it is asked about again.</param>
    private static VideoStatus StatusOf(decimal? status, bool hasLink) => status switch
    {
        null or Queueing => VideoStatus.Queued,
        Completed when hasLink => VideoStatus.Completed,
        GivenUp => VideoStatus.Failed,
        _ => VideoStatus.Running,
    };

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
