using System.Diagnostics;

namespace VideoGen.Providers.Local;

/// <summary>The program that runs the supervisor in a process of its own.</summary>
public sealed class SupervisorHost
{
    private readonly Func<string, string[]> _arguments;

    private SupervisorHost(string fileName, Func<string, string[]> arguments)
    {
        FileName = fileName;
        _arguments = arguments;
    }

    /// <summary>Full path of the executable: pwsh, or dotnet.</summary>
    public string FileName { get; }

    /// <param name="dotnet">Full path of the dotnet executable.</param>
    /// <param name="core">Full path of VideoGen.Core.dll, its <c>runtimeconfig.json</c> beside it.</param>
    public static SupervisorHost ForDotnet(string dotnet, string core) => new(dotnet, home => ["exec", core, SupervisorProgram.Command, home]);

    /// <param name="powerShell">Full path of the pwsh executable.</param>
    /// <param name="core">Full path of VideoGen.Core.dll.</param>
    public static SupervisorHost ForPowerShell(string powerShell, string core) => new(powerShell, home => PowerShellArguments(core, home));

    /// <summary>For a PowerShell that was installed as a .NET tool.</summary>
    /// <param name="dotnet">Full path of the dotnet executable.</param>
    /// <param name="library">Full path of pwsh.dll.</param>
    /// <param name="core">Full path of VideoGen.Core.dll.</param>
    public static SupervisorHost ForPowerShell(string dotnet, string library, string core) =>
        new(dotnet, home => ["exec", library, .. PowerShellArguments(core, home)]);

    /// <summary>The command line for one home.</summary>
    internal ProcessStartInfo StartInfo(string home)
    {
        var start = new ProcessStartInfo(FileName);
        foreach (string argument in _arguments(home))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static string[] PowerShellArguments(string core, string home) =>
    [
        "-NoLogo", "-NoProfile", "-NonInteractive", "-Command",
        $"exit [Reflection.Assembly]::LoadFrom({PowerShellLiteral.Quoted(core)}).GetType({PowerShellLiteral.Quoted(typeof(SupervisorProgram).FullName!)}).GetMethod('{nameof(SupervisorProgram.Run)}').Invoke($null, @({PowerShellLiteral.Quoted(home)}))",
    ];
}
