namespace VideoGen.Client;

/// <summary>The volume of a folder that may not be there yet.</summary>
internal static class FolderVolume
{
    private static readonly string[] Shares = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "webdav", "afpfs"];

    /// <summary>The folder, or the nearest above it that is there.</summary>
    public static string Existing(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }

    /// <summary>Bytes that this account may still write there; null where the volume does not say.</summary>
    public static long? Free(string folder) => Ask(folder, drive => (long?)drive.AvailableFreeSpace);

    public static VolumeKind KindOf(string folder) => folder.StartsWith(@"\\", StringComparison.Ordinal) ? VolumeKind.Share : Ask(folder, drive => KindOf(drive.DriveType, drive.DriveFormat));

    public static VolumeKind KindOf(DriveType type, string format) => format.ToLowerInvariant() switch
    {
        "tmpfs" or "ramfs" => VolumeKind.Memory,
        "overlay" or "overlayfs" or "aufs" => VolumeKind.Container,
        var name when type == DriveType.Network || Shares.Contains(name) => VolumeKind.Share,
        _ when type == DriveType.Ram => VolumeKind.Memory,
        _ => VolumeKind.Disk,
    };

    private static T? Ask<T>(string folder, Func<DriveInfo, T> question)
    {
        try
        {
            return question(new DriveInfo(Existing(folder)));
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
