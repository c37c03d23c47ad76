namespace VideoGen.Tests.Local;

/// <summary>A test that renders. Without ffmpeg and ffprobe on the PATH it is reported as skipped.</summary>
public sealed class FFmpegFactAttribute : FactAttribute
{
    public FFmpegFactAttribute() => Skip = MediaTools.Missing;
}

/// <summary>A theory that renders.</summary>
public sealed class FFmpegTheoryAttribute : TheoryAttribute
{
    public FFmpegTheoryAttribute() => Skip = MediaTools.Missing;
}
