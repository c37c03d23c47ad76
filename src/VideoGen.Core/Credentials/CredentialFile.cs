using System.Text;

namespace VideoGen.Credentials;

/// <summary>Reads the small files that keys are kept in.</summary>
internal static class CredentialFile
{
    /// <summary>Far more than a key needs; a file that is longer is another file.</summary>
    public const int MostBytes = 64 * 1024;

    private const int Attempts = 20;

    /// <summary>The content, or null when there is no such file.</summary>
    /// <param name="check">Told the file's permissions before it is read; what it throws is let through. Not called on Windows.</param>
    /// <exception cref="IOException">It cannot be read, or is no file with a key; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[]? Read(string path, Action<UnixFileMode>? check = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return ReadOnce(path, check);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && attempt < Attempts)
            {
                // Windows refuses for the moment in which another process replaces the file. The lookup is not asynchronous.
                _ = SpinWait.SpinUntil(static () => false, millisecondsTimeout: 10);
            }
        }
    }

    /// <summary>The text of a file of any Unicode encoding that says so, else UTF-8: Windows PowerShell writes UTF-16.</summary>
    public static string Decode(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    /// <summary>What <see cref="FileSystemInfo.Attributes"/> has of what is not there; a link that leads nowhere is there.</summary>
    private const FileAttributes Missing = (FileAttributes)(-1);

    private static byte[]? ReadOnce(string path, Action<UnixFileMode>? check)
    {
        var file = new FileInfo(path);
        if (file.Attributes == Missing)
        {
            // Asked for every request: not by way of an exception, which takes longer than all the rest.
            return null;
        }

        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        // Of a link, as in the secrets of containers, the size is that of the link. Opening what is no file may block for ever:
        // named pipes and devices have no size.
        FileInfo target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        switch (target)
        {
            case { Exists: false }:
                return null;
            case { Length: 0 }:
                throw new IOException("it is empty, or no ordinary file");
            case { Length: > MostBytes }:
                throw new IOException("it is too long to be a key");
        }

        // Deleting is shared, so that a reader never stops a writer from replacing the file.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (check is not null && !OperatingSystem.IsWindows())
        {
            // Of the file that is open, which nobody can swap for another.
            check(File.GetUnixFileMode(stream.SafeFileHandle));
        }

        byte[] content = new byte[MostBytes];
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        byte[] read = content.AsSpan(0, length).ToArray();
        Array.Clear(content);
        return read;
    }
}
