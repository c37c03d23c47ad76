using System.Runtime.InteropServices;

namespace VideoGen.Faults.Running;

/// <summary>The program that runs this one, and can run others.</summary>
internal static class Dotnet
{
    // <dotnet>/shared/Microsoft.NETCore.App/<version>/
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
