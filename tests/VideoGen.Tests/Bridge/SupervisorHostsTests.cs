using VideoGen.Cmdlets;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Bridge;

/// <summary>Which executable runs the supervisor, by how PowerShell was installed.</summary>
public sealed class SupervisorHostsTests : IDisposable
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    private readonly TemporaryHome _folder = new();

    /// <summary>The runtime of a program that brings its own: no dotnet is above it.</summary>
    private string Runtime => Path.Combine(_folder.Path, "shared", "Microsoft.NETCore.App", "8.0.0");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_ExecutableIsThere_IsIt()
    {
        string pwsh = Make($"pwsh{Suffix}");
        _ = Make("pwsh.dll");
        Assert.Equal(pwsh, SupervisorHosts.Find(_folder.Path, "/elsewhere/dotnet", Runtime)!.FileName);
    }

    [Fact]
    public void Find_LocalTool_IsDotnetWithTheLibrary()
    {
        string library = Make("pwsh.dll");
        SupervisorHost host = SupervisorHosts.Find(_folder.Path, $"/sdk/dotnet{Suffix}", Runtime)!;
        Assert.Equal($"/sdk/dotnet{Suffix}", host.FileName);
        Assert.Equal(["exec", library], host.StartInfo("/home").ArgumentList.Take(2));
    }

    [Fact]
    public void Find_GlobalTool_IsItsPwshWithoutTheLibrary()
    {
        _ = Make("pwsh.dll");
        SupervisorHost host = SupervisorHosts.Find(_folder.Path, $"/home/me/.dotnet/tools/pwsh{Suffix}", Runtime)!;
        Assert.Equal($"/home/me/.dotnet/tools/pwsh{Suffix}", host.FileName);
        Assert.Equal("-NoLogo", host.StartInfo("/home").ArgumentList[0]);
    }

    [Fact]
    public void Find_AnotherProgramThatBringsItsOwnRuntime_IsNone()
    {
        Assert.Null(SupervisorHosts.Find(_folder.Path, "/sdk/dotnet", Runtime));
        _ = Make("pwsh.dll");
        Assert.Null(SupervisorHosts.Find(_folder.Path, "/opt/editor", Runtime));
        Assert.Null(SupervisorHosts.Find(_folder.Path, null, Runtime));
    }

    [Fact]
    public void Find_AnotherProgramOfADotnet_IsThatDotnetWithTheCore()
    {
        string dotnet = Make($"dotnet{Suffix}");
        SupervisorHost host = SupervisorHosts.Find(Path.Combine(_folder.Path, "service"), "/srv/service", Runtime)!;
        Assert.Equal(dotnet, host.FileName);
        Assert.Equal(["exec", typeof(SupervisorHost).Assembly.Location], host.StartInfo("/home").ArgumentList.Take(2));
    }

    private string Make(string name)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, "");
        return path;
    }
}
