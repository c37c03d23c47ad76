namespace VideoGen.Hosting.Tests;

/// <summary>A test that renders. Without FFmpeg on the PATH it is reported as skipped.</summary>
public sealed class FFmpegFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["ffmpeg", "ffprobe"];

    public FFmpegFactAttribute() => Skip = Programs.All(IsOnPath) ? null : "ffmpeg and ffprobe are not on the PATH";

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program)));
}
