using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

/// <summary>Looks into clips with ffprobe and ffmpeg.</summary>
internal static class MediaTools
{
    public static IReadOnlyList<string> Folders { get; } = SearchPath.Of(Environment.GetEnvironmentVariable("PATH"));

    public static string FFmpeg => SearchPath.Find(Folders, "ffmpeg")!;

    /// <summary>Why tests that render are skipped; null when they are not.</summary>
    public static string? Missing { get; } = SearchPath.Find(Folders, "ffmpeg") is null || SearchPath.Find(Folders, "ffprobe") is null
        ? "ffmpeg and ffprobe are not on the PATH"
        : null;

    /// <summary>The streams and the container as ffprobe tells them, packets counted.</summary>
    public static async Task<JsonNode> ProbeAsync(string clip) => JsonNode.Parse(
        await RunAsync(SearchPath.Find(Folders, "ffprobe")!, "-v", "error", "-count_packets", "-show_streams", "-show_format", "-of", "json", clip))!;

    public static double Number(JsonNode? node) => double.Parse(node!.ToString(), CultureInfo.InvariantCulture);

    /// <summary>Every frame of a small clip.</summary>
    public static async Task<IReadOnlyList<Picture>> FramesAsync(string clip)
    {
        string raw = Path.GetTempFileName();
        try
        {
            // PPM says its size with each frame.
            _ = await RunAsync(FFmpeg, "-v", "error", "-y", "-i", clip, "-an", "-f", "image2pipe", "-c:v", "ppm", raw);
            var frames = new List<Picture>();
            for (ReadOnlyMemory<byte> rest = await File.ReadAllBytesAsync(raw); rest.Length > 0;)
            {
                frames.Add(Picture.ReadPpm(rest.Span, out int length));
                rest = rest[length..];
            }

            return frames;
        }
        finally
        {
            File.Delete(raw);
        }
    }

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
