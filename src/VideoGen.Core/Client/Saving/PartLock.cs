using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Opens a file so that no other download can, in this process or another.</summary>
internal static class PartLock
{
    /// <summary>Null when somebody else has it open.</summary>
    public static FileStream? TryOpen(string path, TimeProvider time)
    {
        // Windows renames an open file only if it is shared for deletion, which is all that is shared. Elsewhere a rename
        // needs no permission, and only None takes the exclusive lock.
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        };

        FileStream stream;
        try
        {
            stream = new FileStream(path, options);
        }
        catch (IOException e) when (HeldFile.IsReasonOf(e))
        {
            return null;
        }

        if (OperatingSystem.IsWindows() || IsStillAt(path, stream, time))
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }

    /// <summary>
    /// Between opening and locking, the holder of the lock can have renamed or removed the file: then the lock is on a file
    /// that is no part any more, possibly a finished clip. A time stamp set through the handle and read by the path tells.
    /// </summary>
    private static bool IsStillAt(string path, FileStream stream, TimeProvider time)
    {
        DateTime original = File.GetLastWriteTimeUtc(stream.SafeFileHandle);
        var mark = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        mark = mark.AddSeconds(2 * (BitConverter.ToUInt32(Guid.NewGuid().ToByteArray()) % 300_000_000));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, mark);
        bool same = File.Exists(path) && File.GetLastWriteTimeUtc(path) == mark;
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, same ? time.GetUtcNow().UtcDateTime : original);
        return same;
    }
}
