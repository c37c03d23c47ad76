using System.Diagnostics;

namespace VideoGen.Tests.Saving;

/// <summary>A small disk of its own, for root on Linux.</summary>
internal sealed class Tmpfs : IDisposable
{
    private Tmpfs(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    public static Tmpfs Mount(string size)
    {
        string folder = Directory.CreateTempSubdirectory("videogen-disk-").FullName;
        Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder));
        return new Tmpfs(folder);
    }

    /// <param name="options">Such as <c>size=8m</c> or <c>ro</c>.</param>
    public void Remount(string options) => Assert.Equal(0, Run("mount", "-o", $"remount,{options}", Folder));

    public void Dispose()
    {
        _ = Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "Only root on Linux can make a disk of its own.";
        }

        try
        {
            using Tmpfs disk = Mount("64k");
            return null;
        }
        catch (Exception e)
        {
            return $"No disk of its own can be made here: {e.Message}";
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

/// <summary>Skipped, with the reason, where no small disk can be made.</summary>
internal sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute() => Skip = Tmpfs.Obstacle;
}
