namespace VideoGen.Client;

/// <summary>A job in the queue of a wait.</summary>
internal sealed class WaitedJob(VideoJob job)
{
    public VideoJob Job { get; set; } = job;

    /// <summary>What the last read failed with; null when it did not.</summary>
    public VideoGenException? Error { get; set; }

    /// <summary>How long its service has held reads of it, all together.</summary>
    public TimeSpan Held { get; set; }

    /// <summary>Reads that failed since the last that did not.</summary>
    public int Failures { get; set; }
}
