namespace VideoGen.Providers.Local;

/// <summary>An FFmpeg that is new enough and has what Local needs.</summary>
/// <param name="Path">Full path of the executable.</param>
/// <param name="HasDrawText">It can write text into pictures; some builds come without a font renderer.</param>
internal sealed record FFmpegTool(string Path, bool HasDrawText)
{
    /// <summary>The first line it says of itself.</summary>
    public string Version { get; init; } = "";
}
