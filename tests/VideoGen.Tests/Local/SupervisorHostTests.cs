using System.Diagnostics;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

public sealed class SupervisorHostTests
{
    private const string Home = "/tmp/O'Brien’s [home] $x `y";

    [Fact]
    public void StartInfo_ForDotnet_PassesPathsAsTheyAre()
    {
        ProcessStartInfo start = SupervisorHost.ForDotnet("/usr/bin/dotnet", "/a b/VideoGen.Core.dll").StartInfo(Home);

        Assert.Equal("/usr/bin/dotnet", start.FileName);
        Assert.Equal(["exec", "/a b/VideoGen.Core.dll", "supervise", Home], start.ArgumentList);
    }

    [Fact]
    public void StartInfo_ForPowerShell_QuotesPaths()
    {
        ProcessStartInfo start = SupervisorHost.ForPowerShell("/opt/pwsh", "/it's/VideoGen.Core.dll").StartInfo(Home);

        Assert.Equal(["-NoLogo", "-NoProfile", "-NonInteractive", "-Command"], start.ArgumentList.SkipLast(1));
        Assert.Contains("LoadFrom('/it''s/VideoGen.Core.dll')", start.ArgumentList[^1], StringComparison.Ordinal);
        Assert.EndsWith("Invoke($null, @('/tmp/O''Brien’’s [home] $x `y'))", start.ArgumentList[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void StartInfo_ForPowerShellAsATool_RunsItsLibrary()
    {
        ProcessStartInfo start = SupervisorHost.ForPowerShell("/usr/bin/dotnet", "/tools/pwsh.dll", "/c.dll").StartInfo(Home);

        Assert.Equal("/usr/bin/dotnet", start.FileName);
        Assert.Equal(["exec", "/tools/pwsh.dll", "-NoLogo"], start.ArgumentList.Take(3));
    }
}
