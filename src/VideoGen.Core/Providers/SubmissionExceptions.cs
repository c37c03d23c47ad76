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

    /// <summary>Runs what comes before a submission, such as looking up the key: its failure is not a lost answer.</summary>
    internal static T Preparing<T>(Func<T> prepare)
    {
        try
        {
            return prepare();
        }
        catch (VideoGenException e)
        {
            throw new NotSentException(e);
        }
    }
}
