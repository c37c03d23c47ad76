using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell;

namespace VideoGen.Hosting.Tests;

/// <summary>Sessions of this process with the module of out/VideoGen, a home of their own and the provider Local.</summary>
public sealed class HostedModule : IDisposable
{
    private static readonly string Manifest = typeof(HostedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Manifest").Value!;

    public HostedModule()
    {
        if (!File.Exists(Manifest))
        {
            throw new FileNotFoundException("The module is not built: build src/VideoGen first.", Manifest);
        }

        // The module reads them once a process.
        Environment.SetEnvironmentVariable("VIDEOGEN_HOME", Path.Combine(Root, "home"));
        Environment.SetEnvironmentVariable("VIDEOGEN_PROVIDER", "Local");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("videogen-hosting-").FullName;

    /// <summary>What a service gives its sessions: the core commands, this module, and no profile.</summary>
    public static InitialSessionState NewState()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Manifest]);
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        return state;
    }

    /// <summary>A session with a script to run; whoever asks disposes it, the runspace with it.</summary>
    public static PowerShell NewSession(string script)
    {
        var session = PowerShell.Create(NewState());
        _ = session.AddScript(script);
        return session;
    }

    /// <summary>Runs a script in a session of its own, which has to end without errors.</summary>
    public static Collection<PSObject> Run(string script, params (string Name, object Value)[] parameters)
    {
        using PowerShell session = NewSession(script);
        foreach ((string name, object value) in parameters)
        {
            _ = session.AddParameter(name, value);
        }

        Collection<PSObject> output = session.Invoke();
        Assert.Empty(session.Streams.Error);
        return output;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // The supervisor of Local may still be at its home; it ends by itself.
        }
    }
}
