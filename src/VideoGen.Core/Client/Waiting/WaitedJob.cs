using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A job in the queue of a wait.</summary>
internal sealed class WaitedJob(VideoJob job)
{
    public VideoJob Job { get; private set; } = job;

    /// <summary>Its service was asked to report what becomes of it.</summary>
    public bool IsReported { get; init; }

    /// <summary>What the last read failed with; null when it did not.</summary>
    public VideoGenException? Error { get; private set; }

    /// <summary>How long its service has held reads of it, all together.</summary>
    public TimeSpan Held { get; set; }

    /// <summary>How much earlier than it is due it may be read, if that saves a request.</summary>
    public TimeSpan Early { get; set; }

    /// <summary>Reads that failed since the last that did not.</summary>
    public int Failures { get; private set; }

    /// <summary>How long its service has been seen to tell the same of it.</summary>
    public TimeSpan Unchanged { get; private set; }

    private DateTimeOffset? _readAt;

    /// <summary>Takes what a read came to.</summary>
    /// <param name="now">When it came.</param>
    public void Take(JobReading reading, DateTimeOffset now)
    {
        bool isSame = reading.Job.Status == Job.Status && reading.Job.Progress == Job.Progress;
        (Job, Error) = (reading.Job, reading.Error);
        if (Error is not null)
        {
            // What happens while nobody can look is not known.
            Failures++;
            _readAt = null;
            return;
        }

        Failures = 0;
        Unchanged = !isSame ? TimeSpan.Zero : Unchanged + (_readAt is { } last ? now - last : TimeSpan.Zero);
        _readAt = now;
    }

    /// <summary>What is told of it once it is waited for no longer; null while it is.</summary>
    /// <param name="stallTimeout">How long its service may tell the same of it; infinite for ever.</param>
    /// <param name="stop">How its service stops jobs, where it can.</param>
    public JobReading? End(TimeSpan stallTimeout, DateTimeOffset now, Func<IJobCancellation?> stop)
    {
        if (WaitRun.HasEnded(Job) || (Error is not null && PollPlan.IsFinal(Error, now - (Job.SubmittedAt ?? Job.CreatedAt))))
        {
            return new JobReading(Job, Error);
        }

        return Job.Status.IsUnderWay() && stallTimeout != Timeout.InfiniteTimeSpan && Unchanged >= stallTimeout
            ? new JobReading(Job, OpenJobErrors.Stalled(Job, Unchanged, stop()))
            : null;
    }
}
