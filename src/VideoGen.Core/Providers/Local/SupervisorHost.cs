namespace VideoGen.Providers.Local;

/// <summary>The program that runs the supervisor in a process of its own.</summary>
/// <param name="FileName">Full path of the executable: pwsh, or dotnet.</param>
/// <param name="Arguments">Its arguments; the home folder follows as <c>VIDEOGEN_HOME</c> in its environment.</param>
public sealed record SupervisorHost(string FileName, IReadOnlyList<string> Arguments)
{
    public static SupervisorHost ForPowerShell(string powerShell, string core) => new(powerShell, ["-NoProfile", core]);

    public static SupervisorHost ForPowerShell(string dotnet, string library, string core) => new(dotnet, [library, "-NoProfile", core]);
}
