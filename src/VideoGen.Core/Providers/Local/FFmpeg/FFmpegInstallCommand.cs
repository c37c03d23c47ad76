namespace VideoGen.Providers.Local;

/// <summary>The command that installs FFmpeg on this machine.</summary>
internal static class FFmpegInstallCommand
{
    private static readonly (string Program, string Command)[] Linux =
    [
        ("apt-get", "sudo apt-get install -y ffmpeg"),
        ("dnf", "sudo dnf install -y ffmpeg"),
        ("pacman", "sudo pacman -S --noconfirm ffmpeg"),
        ("apk", "sudo apk add ffmpeg"),
        ("zypper", "sudo zypper install -y ffmpeg"),
    ];

    /// <param name="folders">The folders of the PATH, which tell the package manager.</param>
    public static string For(IReadOnlyList<string> folders)
    {
        if (OperatingSystem.IsWindows())
        {
            return "winget install --id Gyan.FFmpeg";
        }

        if (OperatingSystem.IsMacOS())
        {
            return "brew install ffmpeg";
        }

        // A PATH without ffmpeg may well be one without the system's folders too.
        string[] all = [.. folders, "/usr/bin", "/sbin"];
        return Linux.FirstOrDefault(manager => SearchPath.Find(all, manager.Program) is not null).Command
            ?? "see https://ffmpeg.org/download.html";
    }
}
