namespace VideoGen.Providers.Phaseo;

/// <summary>Turns the service's video into a snapshot of ours.</summary>
/// <param name="api">The base of the API.</param>
internal sealed class PhaseoSnapshots(Uri api)
{
    private readonly PhaseoOutputs _outputs = new(api);

    /// <param name="id">The service's id of the job.</param>
    /// <param name="raw">The text it was read from, secrets removed.</param>
    public JobSnapshot Of(PhaseoVideo video, string id, string raw)
    {
        VideoStatus status = PhaseoStatus.Of(video.Status);
        (VideoOutputs? outputs, DateTimeOffset? expires) = _outputs.Of(video, id);
        return new JobSnapshot
        {
            Id = id,
            Status = status,
            Progress = video.Progress is >= 0 and <= 100 and { } progress ? (int)progress : null,
            Model = video.Model,
            Prompt = video.Prompt,
            Duration = video.Seconds is > 0 and < 100_000 and { } seconds ? (int)Math.Round(seconds) : null,
            CreatedAt = video.CreatedAt,
            StartedAt = video.StartedAt,
            CompletedAt = video.CompletedAt,
            ExpiresAt = expires,
            Outputs = outputs,
            Cost = PhaseoCost.Of(video),
            Error = status == VideoStatus.Failed ? ErrorOf(video) : null,
            PollAfter = video.PollAfterSeconds is > 0 and < 86_400 and { } pause ? TimeSpan.FromSeconds((double)pause) : null,
            Raw = raw,
        };
    }

    /// <summary>The code is the service's; its status word where the error is a text only.</summary>
    private static JobError ErrorOf(PhaseoVideo video) =>
        new(video.Error?.Code ?? video.Status ?? "failed", video.Error?.Message ?? video.Error?.Code ?? "The service gave no reason.");
}
