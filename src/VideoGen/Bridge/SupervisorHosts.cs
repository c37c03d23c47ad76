using VideoGen.Providers.Local;

namespace VideoGen.Cmdlets;

/// <summary>Finds the executable that can run the supervisor of Local: the PowerShell this session runs in.</summary>
internal static class SupervisorHosts
{
    /// <param name="powerShellHome">The value of <c>$PSHOME</c>.</param>
    /// <param name="process">Full path of this process's executable; null where it is not known.</param>
    public static SupervisorHost? Find(string powerShellHome, string? process)
    {
        string core = typeof(SupervisorHost).Assembly.Location;
        string executable = Path.Combine(powerShellHome, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        if (File.Exists(executable))
        {
            return SupervisorHost.ForPowerShell(executable, core);
        }

        // Installed as a .NET tool, PowerShell is pwsh.dll: run by dotnet for a local tool, by a pwsh elsewhere for a global one.
        string library = Path.Combine(powerShellHome, "pwsh.dll");
        return Path.GetFileNameWithoutExtension(process) switch
        {
            _ when !File.Exists(library) => null,
            "pwsh" => SupervisorHost.ForPowerShell(process!, core),
            "dotnet" => SupervisorHost.ForPowerShell(process!, library, core),
            _ => null,
        };
    }
}
