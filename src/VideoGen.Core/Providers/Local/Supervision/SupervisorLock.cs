namespace VideoGen.Providers.Local;

/// <summary>
/// The right to be the supervisor of one home: an open file that nobody else can open. The system gives it back when its holder
/// dies, however that happens.
/// </summary>
internal static class SupervisorLock
{
    /// <summary>The lock, to be disposed by its holder; null while another holds it or looks whether one does.</summary>
    public static IDisposable? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a supervisor is there. Lookers share the file among themselves, but for the moment of a look it cannot be
    /// taken, so whoever wants to take it tries more than once.
    /// </summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
