using System.Text;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Providers;

namespace VideoGen.Tests.Contract;

/// <summary>A key goes to its service and nowhere else.</summary>
public sealed class ServiceSecretTests
{
    public static TheoryData<string> Names => ServiceContractTests.WithKey;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Key_WholeLifeOfAClip_IsOnlyInRequestsToItsOrigin(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        VideoJob job = (await ServiceUnderTest.WaitAsync(client, (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Job!)).Job;
        _ = await service.SaveAsync(client, job);

        Assert.Contains(service.Emulator.Ledger.Entries, request => Holds(request, service.Key!));
        Assert.All(service.Emulator.Ledgers.Skip(1).SelectMany(ledger => ledger.Entries), request => Assert.False(Holds(request, service.Key!), $"{request.Method} {request.Target}"));
        Assert.All(service.Emulator.Ledger.Entries, request => Assert.False(ContainsAny(request.Target, service.Key!), request.Target));
        Assert.All(Directory.EnumerateFiles(service.Home, "*", SearchOption.AllDirectories), file =>
            Assert.False(ContainsAny(Encoding.Latin1.GetString(File.ReadAllBytes(file)), service.Key!), file));
        Assert.False(ContainsAny(job.ToString() + job.Raw, service.Key!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Key_ServiceRepeatsItInItsAnswers_IsMasked(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        string echo = $$"""{"error":{"code":"odd","message":"your key {{service.Key}} is odd"},"detail":"{{service.Key}}","message":"{{service.Key}}","code":1003,"msg":"{{service.Key}}"}""";
        foreach (int status in new[] { 400, 500, 200 })
        {
            service.Emulator.Scenarios.Clear();
            service.Emulator.Scenarios.Play(Scenarios.Status(status, echo, "application/json"), times: 100);
            SubmitResult result = await ServiceUnderTest.SubmitAsync(client, service.Row($"a lake {status}"));
            Assert.NotNull(result.Error);
            Assert.False(ContainsAny(result.Error.ToString(), service.Key!), result.Error.ToString());
            Assert.False(ContainsAny($"{result.Job} {result.Job?.Raw} {result.Job?.Error}", service.Key!));
        }

        Assert.All(Directory.EnumerateFiles(service.Home, "*", SearchOption.AllDirectories), file =>
            Assert.False(ContainsAny(Encoding.Latin1.GetString(File.ReadAllBytes(file)), service.Key!), file));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Key_ServiceRedirectsAway_StaysBehind(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        await using ServiceUnderTest elsewhere = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        VideoJob job = (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Job!;

        service.Emulator.Scenarios.Play(Scenarios.RedirectTo(new Uri(elsewhere.Emulator.BaseUri, "moved"), 307), times: 10);
        _ = await client.ReadAsync(job, CancellationToken.None);
        SubmitResult refused = await ServiceUnderTest.SubmitAsync(client, service.Row("a hill"));

        Assert.NotNull(refused.Error);
        Assert.Equal(0, elsewhere.Emulator.JobsMade);
        Assert.All(elsewhere.Emulator.Ledger.Entries, request => Assert.False(Holds(request, service.Key!)));
    }

    private static bool Holds(LedgerEntry request, string key) =>
        ContainsAny(request.Body, key) || ContainsAny(request.Target, key) || request.Headers.Values.Any(value => ContainsAny(value, key));

    private static bool ContainsAny(string text, string key) =>
        key.Split(':').Any(part => text.Contains(part, StringComparison.Ordinal)
            || text.Contains(Uri.EscapeDataString(part), StringComparison.Ordinal)
            || text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(part)).TrimEnd('='), StringComparison.Ordinal));
}
