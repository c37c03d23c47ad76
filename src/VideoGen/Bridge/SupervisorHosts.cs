using VideoGen.Providers.Local;

namespace VideoGen.Cmdlets;

/// <summary>Finds the executable that can run the supervisor of Local: the PowerShell this session runs in.</summary>
internal static class SupervisorHosts
{
    /// <param name="powerShellHome">The value of <c>$PSHOME</c>.</param>
    public static SupervisorHost? Find(string powerShellHome)
    {
        string core = typeof(SupervisorHost).Assembly.Location;
        string executable = Path.Combine(powerShellHome, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        if (File.Exists(executable))
        {
            return SupervisorHost.ForPowerShell(executable, core);
        }

        // Installed as a .NET tool, PowerShell is pwsh.dll, run by dotnet.
        string library = Path.Combine(powerShellHome, "pwsh.dll");
        return File.Exists(library) && Environment.ProcessPath is { } dotnet ? SupervisorHost.ForPowerShell(dotnet, library, core) : null;
    }
}
