namespace VideoGen.Journal;

/// <summary>
/// Tells the places apart in which a process number means something: the machine's name, and on Linux also this boot and this
/// container. Containers often share a name and a volume, and a process number of one says nothing in the other.
/// </summary>
internal static class HostIdentity
{
    private const int BootIdLength = 8;

    public static string Current { get; } = OperatingSystem.IsLinux()
        ? $"{Environment.MachineName}/{BootId()}/{ProcessNamespace()}"
        : Environment.MachineName;

    private static string BootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id")[..BootIdLength];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return "";
        }
    }

    /// <summary>The number of the process namespace: the link's target is <c>pid:[4026531836]</c> (namespaces(7)).</summary>
    private static string ProcessNamespace()
    {
        try
        {
            string target = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
            return new string([.. target.Where(char.IsAsciiDigit)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
