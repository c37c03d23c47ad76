using System.Text.RegularExpressions;

namespace VideoGen.Providers.Local;

/// <summary>Finds the line that tells what went wrong among those FFmpeg writes.</summary>
internal static partial class FFmpegMessage
{
    /// <summary>The first line that is about a cause; the later ones are about its consequences.</summary>
    public static string Telling(IReadOnlyList<string> lines)
    {
        string? line = lines.FirstOrDefault(line => line.Length > 0 && !Consequence().IsMatch(line)) ?? lines.FirstOrDefault(line => line.Length > 0);
        return line is null ? "FFmpeg gave no reason" : Address().Replace(line, "").Trim().TrimEnd('.');
    }

    public static bool IsDiskFull(IReadOnlyList<string> lines) => lines.Any(line =>
        line.Contains("No space left on device", StringComparison.Ordinal)
        || line.Contains("Disk quota exceeded", StringComparison.Ordinal)
        || line.Contains("not enough space on the disk", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^(Conversion failed|Error while (processing|decoding|opening|filtering)|Error initializing|Terminating thread|Task finished)", RegexOptions.CultureInvariant)]
    private static partial Regex Consequence();

    /// <summary>The name and address of a part of FFmpeg: <c>[png @ 0x55d0c8]</c>.</summary>
    [GeneratedRegex(@"\[[^\]]* @ (0x)?[0-9a-fA-F]+\]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
