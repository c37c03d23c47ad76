namespace VideoGen.Journal;

/// <summary>The folder everything the module remembers lives in.</summary>
public static class HomeFolder
{
    /// <summary>
    /// The value of <c>VIDEOGEN_HOME</c>, else <c>VideoGen</c> in the user's local application data. A full path; nothing is created.
    /// </summary>
    public static string Default(Func<string, string?> environment)
    {
        if (environment("VIDEOGEN_HOME") is { Length: > 0 } home)
        {
            return Path.GetFullPath(home);
        }

        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (data.Length == 0)
        {
            // An account without a profile, as some services have: there is no place that is surely ours.
            throw new VideoGenException(
                VideoErrors.JournalNotWritable,
                "This account has no folder for application data, so there is no place for the journal.") { Remedy = "Set VIDEOGEN_HOME to a folder that only this account can write." };
        }

        return Path.Combine(data, "VideoGen");
    }

    /// <summary>Creates a folder that only its owner can enter; an existing one is left as it is.</summary>
    internal static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is not { Length: > 0 } parent)
        {
            return;
        }

        Create(parent);
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
        }
        else
        {
            _ = Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // A flushed file is lost all the same when the name of its new folder is.
        DirectorySync.Flush(parent);
    }
}
