using VideoGen.Providers.Local;

namespace VideoGen.Cmdlets;

/// <summary>Finds the executable that can run the supervisor of Local: the PowerShell this session runs in, else the dotnet of its runtime.</summary>
internal static class SupervisorHosts
{
    /// <param name="powerShellHome">The value of <c>$PSHOME</c>.</param>
    /// <param name="process">Full path of this process's executable; null where it is not known.</param>
    /// <param name="runtime">The folder of the .NET runtime, which is of a dotnet unless the program brings its own.</param>
    public static SupervisorHost? Find(string powerShellHome, string? process, string runtime)
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
            _ when !File.Exists(library) => OfRuntime(runtime, core),
            "pwsh" => SupervisorHost.ForPowerShell(process!, core),
            "dotnet" => SupervisorHost.ForPowerShell(process!, library, core),
            _ => OfRuntime(runtime, core),
        };
    }

    /// <summary>For a program that hosts PowerShell: its home has no pwsh, and its own executable would start the program again.</summary>
    private static SupervisorHost? OfRuntime(string runtime, string core)
    {
        // <dotnet>/shared/Microsoft.NETCore.App/<version>/
        string dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(dotnet) ? SupervisorHost.ForDotnet(dotnet, core) : null;
    }
}
