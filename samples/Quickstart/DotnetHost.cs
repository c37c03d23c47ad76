using System.Runtime.InteropServices;
using VideoGen.Client;
using VideoGen.Providers.Local;

namespace Quickstart;

/// <summary>The core as a program of its own: what renders the previews of <c>Local</c> goes on when this process has ended.</summary>
internal static class DotnetHost
{
    public static SupervisorHost Find()
    {
        // <dotnet>/shared/Microsoft.NETCore.App/<version>/
        string dotnet = Path.GetFullPath(Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return SupervisorHost.ForDotnet(dotnet, typeof(VideoClient).Assembly.Location);
    }
}
