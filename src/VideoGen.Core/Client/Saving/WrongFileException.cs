namespace VideoGen.Client;

/// <summary>What was fetched can never become the file that is wanted, so nothing of it is kept.</summary>
internal sealed class WrongFileException(VideoErrorKind kind, string message) : Exception(message)
{
    public VideoGenException Reason { get; } = new(kind, message);
}
