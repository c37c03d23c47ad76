using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// A job in the queue of a wait. What the journal has of it, and no decision of a wait needs, is left there: the words that it was made
/// of and the service's last answer are most of a job, and of ten thousand they would fill the memory for hours. <see cref="WholeJobs"/>
/// brings them back when the job is told.
/// </summary>
internal sealed class WaitedJob
{
    private DateTimeOffset? _readAt;

    /// <param name="isKept">The journal has it as it is.</param>
    public WaitedJob(VideoJob job, bool isKept) => Job = isKept ? Slim(job) : job;

    /// <summary>Without <see cref="VideoJob.Prompt"/> and <see cref="VideoJob.Raw"/>, where the journal has them.</summary>
    public VideoJob Job { get; private set; }

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

    /// <summary>Takes what a read came to.</summary>
    /// <param name="isKept">The journal has the job as it was read.</param>
    /// <param name="now">When it came.</param>
    public void Take(JobReading reading, bool isKept, DateTimeOffset now)
    {
        bool isSame = reading.Job.Status == Job.Status && reading.Job.Progress == Job.Progress;
        VideoJob told = isKept ? Slim(reading.Job) : reading.Job;

        // The same object, where it is the same: of thousands of jobs that are asked about for hours, new ones would fill the memory.
        (Job, Error) = (told == Job ? Job : told, reading.Error);
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

    /// <summary>Whether it is waited for no longer.</summary>
    /// <param name="stallTimeout">How long its service may tell the same of it; infinite for ever.</param>
    public bool IsOver(TimeSpan stallTimeout, DateTimeOffset now) => HasEnded(now) || IsStalled(stallTimeout);

    /// <summary>What is told of it then.</summary>
    /// <param name="whole">The job, with all that is known of it.</param>
    /// <param name="stop">How its service stops jobs, where it can.</param>
    public JobReading End(VideoJob whole, IJobCancellation? stop, DateTimeOffset now) =>
        new(whole, HasEnded(now) ? Error?.Job is null ? Error : Error.About(whole) : OpenJobErrors.Stalled(whole, Unchanged, stop));

    private bool HasEnded(DateTimeOffset now) =>
        WaitRun.HasEnded(Job) || (Error is not null && PollPlan.IsFinal(Error, now - (Job.SubmittedAt ?? Job.CreatedAt)));

    private bool IsStalled(TimeSpan stallTimeout) => Job.Status.IsUnderWay() && stallTimeout != Timeout.InfiniteTimeSpan && Unchanged >= stallTimeout;

    private static VideoJob Slim(VideoJob job) => job.Prompt is null && job.Raw is null ? job : job with { Prompt = null, Raw = null };
}
