using VideoGen.Cmdlets;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Bridge;

/// <summary>Which executable runs the supervisor, by how PowerShell was installed.</summary>
public sealed class SupervisorHostsTests : IDisposable
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    private readonly TemporaryHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_ExecutableIsThere_IsIt()
    {
        string pwsh = Make($"pwsh{Suffix}");
        _ = Make("pwsh.dll");
        Assert.Equal(pwsh, SupervisorHosts.Find(_folder.Path, "/elsewhere/dotnet")!.FileName);
    }

    [Fact]
    public void Find_LocalTool_IsDotnetWithTheLibrary()
    {
        string library = Make("pwsh.dll");
        SupervisorHost host = SupervisorHosts.Find(_folder.Path, $"/sdk/dotnet{Suffix}")!;
        Assert.Equal($"/sdk/dotnet{Suffix}", host.FileName);
        Assert.Equal(["exec", library], host.StartInfo("/home").ArgumentList.Take(2));
    }

    [Fact]
    public void Find_GlobalTool_IsItsPwshWithoutTheLibrary()
    {
        _ = Make("pwsh.dll");
        SupervisorHost host = SupervisorHosts.Find(_folder.Path, $"/home/me/.dotnet/tools/pwsh{Suffix}")!;
        Assert.Equal($"/home/me/.dotnet/tools/pwsh{Suffix}", host.FileName);
        Assert.Equal("-NoLogo", host.StartInfo("/home").ArgumentList[0]);
    }

    [Fact]
    public void Find_AnotherProgramHostsPowerShell_IsNone()
    {
        Assert.Null(SupervisorHosts.Find(_folder.Path, "/sdk/dotnet"));
        _ = Make("pwsh.dll");
        Assert.Null(SupervisorHosts.Find(_folder.Path, "/opt/editor"));
        Assert.Null(SupervisorHosts.Find(_folder.Path, null));
    }

    private string Make(string name)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, "");
        return path;
    }
}
