namespace VideoGen.Client;

/// <summary>What the file system's errors mean for a download.</summary>
internal static class SaveErrors
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsInvalidName = unchecked((int)0x8007007B);
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;

    /// <summary>The error to report, or null when the exception is not about the target's file system.</summary>
    public static VideoGenException? From(Exception exception, string path)
    {
        string shown = DisplayText.OneLine(path, 300);
        return exception switch
        {
            PathTooLongException => new VideoGenException(VideoErrors.DestinationNotWritable, $"The name {shown} is too long for the file system.", exception)
            {
                Remedy = "Choose a shorter -Destination or a template with shorter names.",
            },
            UnauthorizedAccessException or System.Security.SecurityException =>
                new VideoGenException(VideoErrors.DestinationNotWritable, $"{shown} cannot be written: access is denied.", exception),
            DirectoryNotFoundException => new VideoGenException(VideoErrors.DestinationNotWritable, $"The folder of {shown} is gone or is on a drive that is not there.", exception),
            IOException { HResult: WindowsDiskFull or WindowsHandleDiskFull or NoSpace } =>
                new VideoGenException(VideoErrors.DiskFull, $"The disk of {shown} is full; what arrived is kept.", exception),
            IOException { HResult: LinuxQuota or MacQuota } =>
                new VideoGenException(VideoErrors.DiskFull, $"The disk quota for {shown} is used up; what arrived is kept.", exception),
            IOException { HResult: ReadOnlyFileSystem } =>
                new VideoGenException(VideoErrors.DestinationNotWritable, $"{shown} is on a file system that is read-only.", exception),
            IOException { HResult: WindowsInvalidName } =>
                new VideoGenException(VideoErrors.DestinationNotWritable, $"{shown} is not a name the file system takes.", exception),
            IOException => new VideoGenException(VideoErrors.DestinationNotWritable, $"{shown} cannot be written: {DisplayText.OneLine(exception.Message, 200)}", exception),
            _ => null,
        };
    }

    public static VideoGenException Exists(string path) => new(VideoErrors.FileExists, $"{DisplayText.OneLine(path, 300)} exists already.");
}
