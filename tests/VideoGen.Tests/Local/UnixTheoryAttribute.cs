namespace VideoGen.Tests.Local;

/// <summary>A theory that needs scripts of /bin/sh.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "needs /bin/sh" : null;
}
