using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Whether the storage of a folder keeps the locks that the journal lives by.</summary>
internal static class StorageLocks
{
    /// <summary>
    /// Opens a file twice without sharing. Where the system is told that the storage knows no locks, .NET opens it all the same
    /// (flock(2), ENOTSUP), and then two processes can change one entry at once. The file does not stay.
    /// </summary>
    /// <param name="folder">Is there and can be written.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not.</exception>
    public static bool AreKept(string folder)
    {
        string probe = Path.Combine(folder, $".videogen-{JobKey.New()}{AtomicFile.TemporaryExtension}");
        using var first = new FileStream(probe, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        first.WriteByte(1);
        try
        {
            using var second = new FileStream(probe, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (IOException e) when (HeldFile.IsReasonOf(e))
        {
            return true;
        }
    }
}
