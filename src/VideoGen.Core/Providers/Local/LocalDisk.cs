namespace VideoGen.Providers.Local;

/// <summary>Whether there is room for a render.</summary>
internal static class LocalDisk
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;

    private const long Reserve = 16L << 20;

    public static bool IsFull(IOException exception) =>
        exception.HResult is WindowsDiskFull or WindowsHandleDiskFull
        || (!OperatingSystem.IsWindows() && exception.HResult is NoSpace or LinuxQuota or MacQuota);

    /// <summary>Bytes that the clip may need: what detailed stills took at this quality, and as much again for moving the index to the front.</summary>
    public static long NeedOf(FrameSize size, int seconds) => Reserve + ((long)size.Pixels * seconds * Encoder.FramesPerSecond / 20);

    /// <exception cref="VideoGenException"><c>DiskFull</c>.</exception>
    public static void Require(string folder, long bytes)
    {
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // A share that does not say; writing will tell.
            return;
        }

        if (free < bytes)
        {
            throw Full(folder, $"it has {DisplayText.Size(free)} left and the clip may need {DisplayText.Size(bytes)}");
        }
    }

    public static VideoGenException Full(string folder, string detail) => new(VideoErrors.DiskFull, $"The disk of {folder} is full: {detail}.")
    {
        Remedy = "Free some space there, or set VIDEOGEN_HOME to a folder on another disk; then run the same command again.",
    };
}
