namespace VideoGen.Journal;

/// <summary>Tells why a file could not be opened.</summary>
internal static class HeldFile
{
    /// <summary>
    /// True when somebody else has the file open, which passes. Anything else (a full disk, a read-only share, no file handles
    /// left) does not pass by waiting. The numbers are ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, and EWOULDBLOCK of Linux and
    /// of macOS, as .NET hands them on.
    /// </summary>
    public static bool IsReasonOf(IOException e) => OperatingSystem.IsWindows()
        ? e.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
        : e.HResult is 11 or 35;
}
