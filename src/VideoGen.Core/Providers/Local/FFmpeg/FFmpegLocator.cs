using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoGen.Providers.Local;

/// <summary>Finds FFmpeg and asks it, once a process, whether it will do.</summary>
/// <param name="explicitPath">Full path the user set; null to look along <paramref name="folders"/>.</param>
/// <param name="folders">The folders of the PATH.</param>
internal sealed partial class FFmpegLocator(string? explicitPath, IReadOnlyList<string> folders)
{
    private static readonly ConcurrentDictionary<(string Path, DateTime Written), FFmpegTool> Found = new();

    // A batch submits many rows at once; one of them asks for all.
    private static readonly SemaphoreSlim Probing = new(1);

    /// <exception cref="VideoGenException"><c>FFmpegNotFound</c>, with the command that installs it; <c>FFmpegTooOld</c>.</exception>
    public async Task<FFmpegTool> FindAsync(CancellationToken cancellationToken)
    {
        string path = Locate();
        (string, DateTime) identity = (path, File.GetLastWriteTimeUtc(path));
        if (Found.TryGetValue(identity, out FFmpegTool? known))
        {
            return known;
        }

        await Probing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Found.TryGetValue(identity, out known)
                ? known
                : Found.GetOrAdd(identity, await ProbeAsync(path, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _ = Probing.Release();
        }
    }

    private string Locate()
    {
        if (explicitPath is { Length: > 0 })
        {
            return File.Exists(explicitPath) ? explicitPath : throw new VideoGenException(
                VideoErrors.FFmpegNotFound, $"VIDEOGEN_FFMPEG names {DisplayText.OneLine(explicitPath, 300)}, and there is no such file.")
            {
                Remedy = "Correct VIDEOGEN_FFMPEG, or clear it to use the ffmpeg of the PATH.",
            };
        }

        return SearchPath.Find(folders, "ffmpeg") ?? throw new VideoGenException(
            VideoErrors.FFmpegNotFound, $"Local renders with FFmpeg, and there is no ffmpeg on the PATH. Install it: {FFmpegInstallCommand.For(folders)}");
    }

    private static async Task<FFmpegTool> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        string version = await AskAsync(path, "-version", cancellationToken).ConfigureAwait(false);

        // libavfilter's number is there in every build; the release number is not (git snapshots have a commit instead).
        Match library = LibraryVersion().Match(version);
        string name = DisplayText.OneLine(version.Split('\n')[0], 80);
        if (!library.Success)
        {
            throw new VideoGenException(VideoErrors.FFmpegNotFound, $"{path} does not answer as FFmpeg does, but with: {name}");
        }

        (int major, int minor) = (Number(library.Groups[1]), Number(library.Groups[2]));
        if ((major, minor).CompareTo((7, 110)) < 0)
        {
            throw new VideoGenException(VideoErrors.FFmpegTooOld, $"{path} is {name}; Local needs 4.4 or later.");
        }

        if (!(await AskAsync(path, "-encoders", cancellationToken).ConfigureAwait(false)).Contains(" libx264 ", StringComparison.Ordinal))
        {
            throw new VideoGenException(VideoErrors.FFmpegTooOld, $"{path} ({name}) was built without libx264, the H.264 encoder Local uses.");
        }

        string filters = await AskAsync(path, "-filters", cancellationToken).ConfigureAwait(false);
        return new FFmpegTool(path, filters.Contains(" drawtext ", StringComparison.Ordinal)) { Version = name.Split(" Copyright")[0] };
    }

    private static async Task<string> AskAsync(string path, string question, CancellationToken cancellationToken)
    {
        var answer = new System.Text.StringBuilder();
        try
        {
            _ = await FFmpegProcess.RunAsync(path, ["-hide_banner", question], Path.GetDirectoryName(path)!, null, line => Task.FromResult(answer.Append(line).Append('\n')), cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw new VideoGenException(VideoErrors.FFmpegNotFound, $"{path} cannot be run: {DisplayText.OneLine(e.Message, 200)}.", e);
        }

        return answer.ToString();
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"libavfilter\s+(\d{1,5})\.\s*(\d{1,5})\.", RegexOptions.CultureInvariant)]
    private static partial Regex LibraryVersion();
}
