namespace VideoGen;

/// <summary>Where a job stands. The words a service uses are translated into these by its provider.</summary>
public enum VideoStatus
{
    /// <summary>The intent is in the journal and surely has not been sent. Any run may take it over.</summary>
    Pending,

    /// <summary>Flushed to disk before the first byte left; the answer is not in yet.</summary>
    Sending,

    /// <summary>The answer was lost, or the sender is gone: the service may or may not have made the job.</summary>
    Unknown,

    /// <summary>The service has the job and has not begun.</summary>
    Queued,

    /// <summary>The service works on it. A word the service invents counts as this.</summary>
    Running,

    /// <summary>The clip is made.</summary>
    Completed,

    /// <summary>The service gave up; <see cref="VideoJob.Error"/> says why.</summary>
    Failed,

    /// <summary>Stopped by us, whatever word the service has for it.</summary>
    Cancelled,

    /// <summary>Completed, never saved, and the link is dead.</summary>
    Expired,
}

public static class VideoStatusExtensions
{
    /// <summary>True when no answer of the service can change the status any more.</summary>
    public static bool IsSettled(this VideoStatus status) =>
        status is VideoStatus.Completed or VideoStatus.Failed or VideoStatus.Cancelled or VideoStatus.Expired;

    /// <summary>True when the service has the job and is not done with it: the only states that waiting changes.</summary>
    public static bool IsUnderWay(this VideoStatus status) => status is VideoStatus.Queued or VideoStatus.Running;
}
