using System.Globalization;
using System.Text;

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
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }

        try
        {
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // A full disk. Whoever needs the number starts a supervisor too many, which leaves at once.
        }

        return file;
    }

    /// <summary>The process number of who held the lock last; null while it is held, or where nobody has.</summary>
    public static int? LastHolder(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return int.TryParse(reader.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out int processId) ? processId : null;
        }
        catch (IOException)
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
