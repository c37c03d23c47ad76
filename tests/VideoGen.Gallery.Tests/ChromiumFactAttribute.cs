namespace VideoGen.Gallery.Tests;

/// <summary>A test in a browser. Without Chromium or FFmpeg on the PATH it is reported as skipped.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Programs.Missing;
}

/// <summary>A theory in a browser.</summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Programs.Missing;
}
