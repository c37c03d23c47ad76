namespace VideoGen.Client;

/// <summary>A job in the queue of a wait.</summary>
internal sealed class WaitedJob(VideoJob job)
{
    public VideoJob Job { get; private set; } = job;

    /// <summary>What the last read failed with; null when it did not.</summary>
    public VideoGenException? Error { get; private set; }

    /// <summary>How long its service has held reads of it, all together.</summary>
    public TimeSpan Held { get; set; }

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
}
