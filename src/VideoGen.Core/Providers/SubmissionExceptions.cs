namespace VideoGen.Providers;

/// <summary>The service refused a submission in its documented error shape: it made nothing and charged nothing.</summary>
public sealed class SubmissionRefusedException(VideoGenException reason) : Exception(reason.Message, reason)
{
    public VideoGenException Reason { get; } = reason;
}

/// <summary>A submission failed before its first byte was sent, so that sending it again cannot pay twice.</summary>
public sealed class NotSentException(VideoGenException reason) : Exception(reason.Message, reason)
{
    public VideoGenException Reason { get; } = reason;
}
