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

    /// <summary>One frame in RGB.</summary>
    /// <param name="index">From the start; negative from the end.</param>
    public static async Task<Picture> FrameAsync(string clip, int index)
    {
        JsonNode video = (await ProbeAsync(clip))["streams"]!.AsArray().Single(stream => stream!["codec_type"]!.ToString() == "video")!;
        int frame = index >= 0 ? index : (int)Number(video["nb_read_packets"]) + index;
        string raw = Path.GetTempFileName();
        try
        {
            _ = await RunAsync(FFmpeg, "-v", "error", "-y", "-i", clip, "-vf", $"select=eq(n\\,{frame})", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", raw);
            return new Picture((int)Number(video["width"]), (int)Number(video["height"]), await File.ReadAllBytesAsync(raw));
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
