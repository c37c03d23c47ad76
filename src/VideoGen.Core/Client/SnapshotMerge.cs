using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>What a service's answer changes of a job. Pure, so that every rule of it is a test.</summary>
internal static class SnapshotMerge
{
    /// <summary>The entry with what the service said. What it did not say stays as it was.</summary>
    /// <param name="now">The moment of the answer, for what the service does not date.</param>
    public static JournalEntry Apply(JournalEntry entry, JobSnapshot snapshot, DateTimeOffset now)
    {
        VideoJob merged = Apply(entry.Job, snapshot, now);
        return merged == entry.Job ? entry : entry with { Job = merged, Owner = null };
    }

    /// <summary>The same for a job that the journal does not have.</summary>
    public static VideoJob Apply(VideoJob job, JobSnapshot snapshot, DateTimeOffset now)
    {
        VideoStatus status = NextStatus(job.Status, snapshot.Status);
        bool ended = status.IsSettled() && !job.Status.IsSettled();
        DateTimeOffset? completedAt = job.CompletedAt ?? snapshot.CompletedAt ?? (ended ? now : null);
        return job with
        {
            Id = job.Id ?? snapshot.Id,
            Status = status,
            Progress = status == VideoStatus.Completed ? 100 : snapshot.Progress is { } progress ? Math.Clamp(progress, 0, 100) : job.Progress,
            Model = job.Model ?? snapshot.Model,
            Prompt = job.Prompt ?? snapshot.Prompt,
            Duration = job.Duration ?? snapshot.Duration,
            SubmittedAt = job.SubmittedAt ?? snapshot.CreatedAt ?? now,
            StartedAt = job.StartedAt ?? snapshot.StartedAt ?? (status == VideoStatus.Running ? now : null),
            CompletedAt = completedAt,
            ExpiresAt = snapshot.ExpiresAt ?? job.ExpiresAt ?? Later(completedAt, snapshot.OutputLifetime),
            Outputs = snapshot.Outputs is { Count: > 0 } outputs ? outputs : job.Outputs,
            Cost = NextCost(job.Cost, snapshot.Cost),
            Error = status == VideoStatus.Failed ? snapshot.Error ?? job.Error ?? new JobError("unknown", "The service gave no reason.") : job.Error,
            Raw = snapshot.Raw ?? job.Raw,
        };
    }

    /// <summary>
    /// What the service has once said that it takes, only another such word changes: some go on to estimate in answers that come
    /// later. Less than nothing is no price.
    /// </summary>
    private static VideoCost? NextCost(VideoCost? current, VideoCost? told) =>
        told is null or { Amount: < 0 } || (current is { Charged: true } && !told.Charged) ? current : told;

    /// <summary>A service may date a job as late as there are dates; what it made must not be lost for that.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? moment, TimeSpan? life) =>
        moment is { } from && life is { } time ? time < DateTimeOffset.MaxValue - from ? from + time : DateTimeOffset.MaxValue : null;

    /// <summary>
    /// A settled job stays what it is, whatever arrives late; a job that the user stopped stays stopped where the service calls
    /// that failing. A job that the service has is never one that is still to be sent.
    /// </summary>
    private static VideoStatus NextStatus(VideoStatus current, VideoStatus told) =>
        current.IsSettled() ? current
        : told.IsSettled() || told.IsUnderWay() ? told
        : VideoStatus.Running;
}
