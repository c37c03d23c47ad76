using System.ComponentModel;
using System.Runtime.InteropServices;

namespace VideoGen.Journal;

/// <summary>
/// Gives a written file its final name, unless the name is taken. <see cref="File.Move(string, string, bool)"/> does that in
/// one step on Windows only: on Unix it looks whether the name is free and then renames, so that of two processes both can
/// succeed, the second over the first.
/// </summary>
internal static class ExclusiveName
{
    private const int AlreadyExists = 17;

    /// <summary>False when the name is taken; the temporary file is still there then.</summary>
    /// <param name="done">Told after each step.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static bool TryGive(string temporary, string path, Action<DiskStep, string>? done = null)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryMove(temporary, path) && Told(path, done);
        }

        // link(2) refuses a taken name atomically, over NFS too.
        if (Link(temporary, path) == 0)
        {
            _ = Told(path, done);
            File.Delete(temporary);
            done?.Invoke(DiskStep.Deleted, temporary);
            return true;
        }

        return Marshal.GetLastPInvokeError() != AlreadyExists && TryCopy(temporary, path) && Told(path, done);
    }

    private static bool Told(string path, Action<DiskStep, string>? done)
    {
        done?.Invoke(DiskStep.Named, path);
        return true;
    }

    private static bool TryMove(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>
    /// For file systems without hard links (FAT, some shares): the name is still taken by one process only, but a crash
    /// leaves a file that is reported as damaged instead of none.
    /// </summary>
    private static bool TryCopy(string temporary, string path)
    {
        var reason = new Win32Exception(Marshal.GetLastPInvokeError());
        byte[] content = File.ReadAllBytes(temporary);
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be created: {reason.Message}", e);
        }

        File.Delete(temporary);
        return true;
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
