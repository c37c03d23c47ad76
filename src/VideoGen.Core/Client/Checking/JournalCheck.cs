using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Whether the journal can be written, and will still be there at the next run. It leaves nothing behind, and no new home either.</summary>
internal sealed class JournalCheck(string home, Func<string, string?> environment, Func<string, VolumeKind> volumeOf, Func<string, bool> keepsLocks)
{
    private static readonly Finding Journal = new("Journal");

    public IEnumerable<VideoEnvironmentCheck> Run(EnvironmentOptions options)
    {
        if (Write() is { } fault)
        {
            yield return fault;
            yield break;
        }

        yield return State(options.Unattended);
        if (environment("VIDEOGEN_HOME") is { Length: > 0 } given && !Path.IsPathFullyQualified(given))
        {
            yield return Journal.Warning(given, "VIDEOGEN_HOME is a relative path: it means another folder wherever the process starts.", "Set it to a full path.");
        }

        if (!OperatingSystem.IsWindows() && Directory.Exists(home) && (File.GetUnixFileMode(home) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
        {
            yield return Journal.Warning(home, "Other accounts may write there, and so change what counts as paid for.", $"chmod go-w '{home}'");
        }

        if (Volume() is { } volume)
        {
            yield return volume;
        }
    }

    private VideoEnvironmentCheck? Write()
    {
        try
        {
            // Where there is no home yet, the folder it would be made in.
            string folder = FolderVolume.Existing(home);
            if (FileInTheWay(folder) is { } file)
            {
                throw new IOException($"{file} is a file.");
            }

            return keepsLocks(folder) ? null : Journal.Failed(
                home, "Its storage keeps no locks: two processes could change one job at once.", "Set VIDEOGEN_HOME to a folder on a disk, or on a share that passes locks on.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Journal.Failed(home, $"Cannot be written: {e.Message}", VideoErrors.JournalNotWritable.Remedy);
        }
    }

    private string? FileInTheWay(string folder)
    {
        for (string? path = home; path is not null && path.Length > folder.Length; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private VideoEnvironmentCheck State(bool unattended)
    {
        bool isNew = !Directory.Exists(new JournalFolders(home).Root);
        return isNew && unattended
            ? Journal.Warning(home, "Can be written, and has no job yet.", "Right for the first run. Where an earlier run had a journal, keep VIDEOGEN_HOME between runs: without it a batch is paid for again.")
            : Journal.Passed(home, isNew ? "Can be written; it has no job yet." : "Can be written.");
    }

    private VideoEnvironmentCheck? Volume() => volumeOf(home) switch
    {
        VolumeKind.Share => Journal.Warning(
            home, "Is on a network share. A submission of another machine counts as under way for a minute after its last sign of life, by the share's clock.", "Let one machine run a batch, or make sure that the share supports file locks."),
        VolumeKind.Memory => Journal.Warning(home, "Is in memory: after a restart a batch is paid for again.", "Set VIDEOGEN_HOME to a folder on a disk."),
        VolumeKind.Container => Journal.Warning(home, "Is in the layer of a container: without it a batch is paid for again.", "Set VIDEOGEN_HOME to a folder on a volume that outlives the container."),
        _ => null,
    };
}
