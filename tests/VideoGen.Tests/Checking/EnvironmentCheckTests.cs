using System.Net;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Versioning;
using VideoGen.Client;
using VideoGen.Http;
using VideoGen.Providers.Local;
using VideoGen.Tests.Credentials;

namespace VideoGen.Tests.Checking;

public sealed class EnvironmentCheckTests : IDisposable
{
    private static readonly EnvironmentOptions Unattended = new() { Module = new(1, 0), Unattended = true };

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(VolumeKind.Share)]
    [InlineData(VolumeKind.Memory)]
    [InlineData(VolumeKind.Container)]
    public void Journal_OnWhatMayNotStay_IsAWarning(object volume)
    {
        VideoEnvironmentCheck[] checks = [.. new JournalCheck(_home.Path, _ => null, _ => (VolumeKind)volume, StorageLocks.AreKept).Run(Unattended with { Unattended = false })];

        Assert.Equal([EnvironmentCheckResult.Passed, EnvironmentCheckResult.Warning], checks.Select(check => check.Result));
    }

    [Fact]
    public void Journal_OnADiskWithJobs_Passes()
    {
        _ = Directory.CreateDirectory(_home.At("journal"));

        Assert.Equal("Can be written.", Assert.Single(new JournalCheck(_home.Path, _ => null, _ => VolumeKind.Disk, StorageLocks.AreKept).Run(Unattended)).Detail);
    }

    [Fact]
    public void Journal_BelowAFile_CannotBeWritten()
    {
        File.WriteAllText(_home.At("file"), "");

        VideoEnvironmentCheck check = new JournalCheck(_home.At("file", "home"), _ => null, _ => VolumeKind.Disk, StorageLocks.AreKept).Run(Unattended).First();

        Assert.Equal(EnvironmentCheckResult.Failed, check.Result);
    }

    [Fact]
    public void Journal_RelativeHome_IsAWarning() =>
        Assert.Contains(new JournalCheck(_home.Path, name => name == "VIDEOGEN_HOME" ? "jobs" : null, _ => VolumeKind.Disk, StorageLocks.AreKept).Run(Unattended), check => check.Subject == "jobs" && check.Result == EnvironmentCheckResult.Warning);

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Journal_ThatOthersMayWrite_IsAWarning()
    {
        File.SetUnixFileMode(_home.Path, File.GetUnixFileMode(_home.Path) | UnixFileMode.GroupWrite);

        Assert.Contains(new JournalCheck(_home.Path, _ => null, _ => VolumeKind.Disk, StorageLocks.AreKept).Run(Unattended), check => check.Remedy == $"chmod go-w '{_home.Path}'");
    }

    [Fact]
    public void Journal_StorageWithoutLocks_Fails()
    {
        VideoEnvironmentCheck check = Assert.Single(new JournalCheck(_home.Path, _ => null, _ => VolumeKind.Share, _ => false).Run(Unattended));

        Assert.Equal((EnvironmentCheckResult.Failed, _home.Path), (check.Result, check.Subject));
        Assert.Contains("locks", check.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void StorageLocks_Disk_AreKeptAndNothingStays()
    {
        Assert.True(StorageLocks.AreKept(_home.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_home.Path));
    }

    [Theory]
    [InlineData(DriveType.Fixed, "ext4", VolumeKind.Disk)]
    [InlineData(DriveType.Network, "NTFS", VolumeKind.Share)]
    [InlineData(DriveType.Unknown, "cifs", VolumeKind.Share)]
    [InlineData(DriveType.Unknown, "fuse.sshfs", VolumeKind.Share)]
    [InlineData(DriveType.Ram, "tmpfs", VolumeKind.Memory)]
    [InlineData(DriveType.Unknown, "overlay", VolumeKind.Container)]
    public void Volume_TypeAndFormat_TellItsKind(DriveType type, string format, object kind) => Assert.Equal((VolumeKind)kind, FolderVolume.KindOf(type, format));

    [Fact]
    public void Volume_FolderThatIsNotThere_IsThatOfTheOneAbove() => Assert.Equal(_home.Path, FolderVolume.Existing(_home.At("a", "b")));

    [Theory]
    [InlineData(null, EnvironmentCheckResult.Skipped)]
    [InlineData(1L << 20, EnvironmentCheckResult.Failed)]
    [InlineData(100L << 20, EnvironmentCheckResult.Warning)]
    [InlineData(2L << 30, EnvironmentCheckResult.Passed)]
    public void Disk_Free_TellsWhetherABatchFits(long? free, EnvironmentCheckResult expected) =>
        Assert.All(new DiskCheck(_ => free).Run("home", Unattended with { CurrentFolder = "here" }).ToArray(), check => Assert.Equal(expected, check.Result));

    [Fact]
    public void Account_OfTheSystem_HasAProfileOfItsOwn()
    {
        VideoEnvironmentCheck check = new AccountCheck(new AccountFacts(@"NT AUTHORITY\SYSTEM", IsBuiltIn: true), _ => null, "home").Run(Unattended).First();

        Assert.Equal((EnvironmentCheckResult.Warning, @"NT AUTHORITY\SYSTEM"), (check.Result, check.Subject));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Account_WithoutHome_IsToldWhereTheJournalWouldBe()
    {
        Assert.Contains("/root/x", Account(_ => null).Detail, StringComparison.Ordinal);
        Assert.Equal(EnvironmentCheckResult.Passed, Account(name => name == "HOME" ? "/home/ci" : null).Result);
        Assert.Equal(EnvironmentCheckResult.Passed, Account(name => name == "VIDEOGEN_HOME" ? "/srv" : null).Result);

        static VideoEnvironmentCheck Account(Func<string, string?> environment) => new AccountCheck(new AccountFacts("ci", false), environment, "/root/x").Run(Unattended).First();
    }

    [Theory]
    [InlineData(true, false, EnvironmentCheckResult.Failed)]
    [InlineData(false, false, EnvironmentCheckResult.Failed)]
    [InlineData(false, true, EnvironmentCheckResult.Warning)]
    public void Confirmation_PreferenceThatAsks_FailsWhereNobodyAnswers(bool unattended, bool canAsk, EnvironmentCheckResult expected)
    {
        EnvironmentOptions options = Unattended with { Unattended = unattended, CanAsk = canAsk, AsksForConfirmation = true };

        Assert.Equal(expected, new AccountCheck(new AccountFacts("ci", false), _ => "/x", "home").Run(options).Single(check => check.Check == "Confirmation").Result);
    }

    [Fact]
    public void Session_ThatCanAsk_IsNotTheOneOfTheTask() =>
        Assert.Equal(EnvironmentCheckResult.Warning, new AccountCheck(new AccountFacts("ci", false), _ => "/x", "home").Run(Unattended with { CanAsk = true }).Single(check => check.Check == "Session").Result);

    [Theory]
    [InlineData("7.3.9", EnvironmentCheckResult.Failed)]
    [InlineData("7.4.0", EnvironmentCheckResult.Passed)]
    public void Version_OfPowerShell_IsCompared(string version, EnvironmentCheckResult expected) =>
        Assert.Equal(expected, new VersionCheck(() => []).Run(Unattended with { PowerShell = Version.Parse(version) }).First().Result);

    [Theory]
    [InlineData("7.2.4", EnvironmentCheckResult.Failed)]
    [InlineData("8.2.0", EnvironmentCheckResult.Warning)]
    public void Version_PollyOfAnotherModule_IsNamed(string version, EnvironmentCheckResult expected)
    {
        Assembly other = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Polly.Core") { Version = Version.Parse(version) }, AssemblyBuilderAccess.Run);

        VideoEnvironmentCheck check = new VersionCheck(() => [other]).Run(Unattended).Single(check => check.Check == "Libraries");

        Assert.Equal(expected, check.Result);
        Assert.Contains(version, check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Proxy_WithAPassword_IsShownWithoutIt()
    {
        var proxy = new SystemProxy(new WebProxy(new Uri("http://me:hunter2@proxy.example:3128")));

        VideoEnvironmentCheck[] checks = [.. new ProxyCheck(proxy).Run([("A", new Uri("https://a.example")), ("B", new Uri("https://b.example")), ("Here", new Uri("http://127.0.0.1:8000"))])];

        Assert.Equal(["A, B", "Here"], checks.Select(check => check.Subject));
        Assert.Equal("Through http://proxy.example:3128/, with a user name and password that are not shown.", checks[0].Detail);
        Assert.Equal("No proxy.", checks[1].Detail);
    }

    [Fact]
    public void Clock_SeveralServices_TheLeastCounts() =>
        Assert.Equal(EnvironmentCheckResult.Passed, ClockCheck.Run([TimeSpan.FromHours(9), TimeSpan.FromSeconds(-1)]).Result);

    [Theory]
    [InlineData(true, EnvironmentCheckResult.Failed)]
    [InlineData(false, EnvironmentCheckResult.Warning)]
    public async Task FFmpeg_Missing_MattersWhereRowsGoToLocal(bool isNeeded, EnvironmentCheckResult expected)
    {
        IReadOnlyList<VideoEnvironmentCheck> checks = await new FFmpegCheck(new FFmpegLocator(null, []), supervisor: null).RunAsync(isNeeded, CancellationToken.None);

        Assert.Equal([("FFmpeg", expected), ("Supervisor", expected)], checks.Select(check => (check.Check, check.Result)));
    }

    [Fact]
    public void WrappedText_LongWords_StayWhole() =>
        Assert.Equal(["run", "Set-VideoCredential", "a b"], WrappedText.At("run Set-VideoCredential a b", 8).Split(Environment.NewLine));
}
