namespace VideoGen.Client;

/// <summary>An attempt ended before the file was whole, for a reason that another attempt may not meet.</summary>
/// <param name="reason">What is reported when there is no other attempt.</param>
/// <param name="pause">The pause the server asked for.</param>
internal sealed class TransferInterruptedException(VideoGenException reason, TimeSpan? pause = null) : Exception(reason.Message, reason)
{
    public VideoGenException Reason { get; } = reason;

    public TimeSpan? Pause { get; } = pause;
}
