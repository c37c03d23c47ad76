using System.Runtime.Versioning;
using System.Security.Authentication;
using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Tests.Credentials;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Checking;

public sealed class EnvironmentReportTests
{
    [Fact]
    public async Task Report_KeyInTheEnvironment_NamesThePlaceAndAsksOnceWithoutIt()
    {
        using var bench = new CredentialBench(null, StubNetwork.Answer(503));
        bench.Environment["VIDEOGEN_FAKE_KEY"] = CredentialBench.Secret;

        IReadOnlyList<VideoEnvironmentCheck> checks = await CheckAsync(bench, new() { Module = new(1, 0), Providers = ["fake"], Unattended = true });

        Assert.Equal((EnvironmentCheckResult.Passed, "In the variable VIDEOGEN_FAKE_KEY."), Of(checks, "Credential", "Fake"));
        Assert.Equal(EnvironmentCheckResult.Warning, Of(checks, "Connection", "Fake").Result);
        SentRequest sent = Assert.Single(bench.Network.Sent);
        Assert.Equal(("HEAD", new Uri("https://api.fake.example/"), null), (sent.Method, sent.Uri, sent.Header("Authorization")));
        Assert.DoesNotContain(checks, check => $"{check}{check.Remedy}".Contains("Canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_NothingThere_LeavesNoHomeBehind()
    {
        using var bench = new CredentialBench();
        using var client = new VideoClient(new VideoClientOptions { Home = bench.Home.At("new", "home"), ReadEnvironment = _ => null });
        var checks = new List<VideoEnvironmentCheck>();

        await client.CheckEnvironmentAsync(new() { Module = new(1, 0), Unattended = true, Offline = true }, checks.Add, CancellationToken.None);

        Assert.Equal(EnvironmentCheckResult.Warning, Of(checks, "Journal", bench.Home.At("new", "home")).Result);
        Assert.Empty(Directory.GetFileSystemEntries(bench.Home.Path));
    }

    [Fact]
    public async Task Report_ServicesWithoutAKey_ArePassedOverUnlessMeant()
    {
        using var bench = new CredentialBench();

        IReadOnlyList<VideoEnvironmentCheck> all = await CheckAsync(bench, new() { Module = new(1, 0) });
        bench.Environment["VIDEOGEN_FARM_URI"] = "http://127.0.0.1:9/v1";
        IReadOnlyList<VideoEnvironmentCheck> named = await CheckAsync(bench, new() { Module = new(1, 0), Providers = ["Fake", "farm"] });

        Assert.Equal(EnvironmentCheckResult.Skipped, Of(all, "Credential", "Fake").Result);
        Assert.Equal(EnvironmentCheckResult.Skipped, Of(all, "Credential", "Farm").Result);
        Assert.DoesNotContain(all, check => check.Check == "Connection");
        VideoEnvironmentCheck missing = named.Single(check => check is { Check: "Credential", Subject: "Fake" });
        Assert.Equal(EnvironmentCheckResult.Failed, missing.Result);
        Assert.Contains("VIDEOGEN_FAKE_KEY_FILE", missing.Remedy, StringComparison.Ordinal);
        Assert.Equal(EnvironmentCheckResult.Passed, Of(named, "Credential", "Farm").Result);
    }

    [Theory]
    [InlineData(true, EnvironmentCheckResult.Failed)]
    [InlineData(false, EnvironmentCheckResult.Warning)]
    public async Task Report_KeyInAVault_MayPrompt(bool unattended, EnvironmentCheckResult expected)
    {
        using var bench = new CredentialBench();
        await bench.Store.WriteAsync("Fake", new VaultSecret("Work", "fake-key"), CancellationToken.None);

        IReadOnlyList<VideoEnvironmentCheck> checks = await CheckAsync(bench, new() { Module = new(1, 0), Offline = true, Unattended = unattended });

        Assert.Equal(expected, Of(checks, "Credential", "Fake").Result);
        Assert.Equal(EnvironmentCheckResult.Skipped, Of(checks, "Connection", "Fake").Result);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Report_KeyFilesThatOthersCanReadOrNobodyHas_AreNamed()
    {
        using var bench = new CredentialBench();
        string path = bench.WriteFile("key", CredentialBench.Secret);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = path;
        bench.Environment["VIDEOGEN_PAIR_KEY_FILE"] = path + ".gone";

        IReadOnlyList<VideoEnvironmentCheck> checks = await CheckAsync(bench, new() { Module = new(1, 0), Offline = true });

        Assert.Equal(EnvironmentCheckResult.Warning, Of(checks, "Credential", "Fake").Result);
        Assert.Equal(EnvironmentCheckResult.Failed, Of(checks, "Credential", "Pair").Result);
    }

    [Fact]
    public async Task Report_CertificateThatIsNotTrusted_IsNamedAsSuch()
    {
        var trouble = new HttpRequestException("The SSL connection could not be established", new AuthenticationException("The remote certificate is invalid: UntrustedRoot"));
        IReadOnlyList<VideoEnvironmentCheck> checks = await ReachAsync(StubNetwork.Fail(trouble));

        Assert.Equal((EnvironmentCheckResult.Failed, "api.fake.example: The remote certificate is invalid: UntrustedRoot"), Of(checks, "Tls", "Fake"));
    }

    [Fact]
    public async Task Report_ProxyThatWantsAPassword_FailsAndIsAskedOnce() =>
        Assert.Equal(EnvironmentCheckResult.Failed, Of(await ReachAsync(StubNetwork.Answer(407)), "Connection", "Fake").Result);

    [Theory]
    [InlineData(-60, EnvironmentCheckResult.Passed)]
    [InlineData(600, EnvironmentCheckResult.Warning)]
    [InlineData(-600, EnvironmentCheckResult.Warning)]
    public async Task Report_DateOfTheAnswer_TellsTheClock(int seconds, EnvironmentCheckResult expected)
    {
        IReadOnlyList<VideoEnvironmentCheck> checks = await ReachAsync(request =>
        {
            HttpResponseMessage answer = StubNetwork.Answer(404)(request);
            answer.Headers.Date = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
            return answer;
        });

        (EnvironmentCheckResult result, string detail) = Of(checks, "Clock", "");
        Assert.Equal(expected, result);
        Assert.Equal(expected == EnvironmentCheckResult.Warning, detail.Contains(seconds > 0 ? "behind" : "ahead of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_ProviderOfTheEnvironment_IsMeant()
    {
        using var bench = new CredentialBench();
        bench.Environment["VIDEOGEN_PROVIDER"] = "fake";
        Assert.Equal(EnvironmentCheckResult.Failed, Of(await CheckAsync(bench, new() { Module = new(1, 0), Offline = true }), "Credential", "Fake").Result);

        bench.Environment["VIDEOGEN_PROVIDER"] = "fakes";
        Assert.Equal(EnvironmentCheckResult.Failed, Of(await CheckAsync(bench, new() { Module = new(1, 0), Offline = true }), "Provider", "VIDEOGEN_PROVIDER").Result);
    }

    [Fact]
    public async Task Report_RegistrationThatCannotBeRead_IsNamed()
    {
        using var bench = new CredentialBench();
        _ = Directory.CreateDirectory(bench.Home.At("providers"));
        File.WriteAllText(bench.Home.At("providers", "farm2.json"), "{");

        Assert.Equal(EnvironmentCheckResult.Failed, Of(await CheckAsync(bench, new() { Module = new(1, 0), Offline = true }), "Registration", "farm2").Result);
    }

    [Fact]
    public async Task Report_ProvidersByName_LeaveOutWhereOtherRowsGo()
    {
        using var bench = new CredentialBench();

        Assert.DoesNotContain(await CheckAsync(bench, new() { Module = new(1, 0), Providers = ["Local"] }), check => check.Check == "Provider");
        Assert.Equal(EnvironmentCheckResult.Passed, Of(await CheckAsync(bench, new() { Module = new(1, 0) }), "Provider", "Local").Result);
    }

    [Fact]
    public async Task Report_NameThatIsNoProvider_IsAnError()
    {
        using var bench = new CredentialBench();

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => CheckAsync(bench, new() { Module = new(1, 0), Providers = ["Fak"] }));

        Assert.Equal(VideoErrors.UnknownProvider, error.Kind);
    }

    private static async Task<IReadOnlyList<VideoEnvironmentCheck>> ReachAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using var bench = new CredentialBench(null, answer);
        bench.Environment["VIDEOGEN_FAKE_KEY"] = CredentialBench.Secret;
        IReadOnlyList<VideoEnvironmentCheck> checks = await CheckAsync(bench, new() { Module = new(1, 0), Providers = ["Fake"] });
        _ = Assert.Single(bench.Network.Sent);
        return checks;
    }

    private static async Task<IReadOnlyList<VideoEnvironmentCheck>> CheckAsync(CredentialBench bench, EnvironmentOptions options)
    {
        var checks = new List<VideoEnvironmentCheck>();
        await bench.Client.CheckEnvironmentAsync(options, checks.Add, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(checks.Where(check => check.Result is EnvironmentCheckResult.Failed or EnvironmentCheckResult.Warning), check => Assert.False(string.IsNullOrEmpty(check.Remedy), $"{check}"));
        return checks;
    }

    private static (EnvironmentCheckResult Result, string Detail) Of(IEnumerable<VideoEnvironmentCheck> checks, string check, string subject)
    {
        VideoEnvironmentCheck found = Assert.Single(checks, item => item.Check == check && item.Subject == subject);
        return (found.Result, found.Detail);
    }
}
