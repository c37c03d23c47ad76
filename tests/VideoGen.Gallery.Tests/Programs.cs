namespace VideoGen.Gallery.Tests;

/// <summary>The programs these tests need.</summary>
internal static class Programs
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    public static string? Chromium { get; } = Browsers.Select(Find).FirstOrDefault(path => path is not null);

    public static string? FFmpeg { get; } = Find("ffmpeg");

    /// <summary>Why the tests are skipped; null when they are not.</summary>
    public static string? Missing { get; } =
        Chromium is null ? "Chromium is not on the PATH; ./build.sh chromium installs it" : FFmpeg is null ? "ffmpeg is not on the PATH" : null;

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)).FirstOrDefault(File.Exists);
}
