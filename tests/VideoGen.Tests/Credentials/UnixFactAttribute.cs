namespace VideoGen.Tests.Credentials;

/// <summary>A fact about permissions and files that Windows does not have.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "is about Unix files" : null;
}
