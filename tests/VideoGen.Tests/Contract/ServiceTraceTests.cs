using System.Text;
using System.Text.Json;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Http;
using VideoGen.Tests.Credentials;
using VideoGen.Tracing;

namespace VideoGen.Tests.Contract;

/// <summary>A service may repeat a secret wherever it likes: it is in no file of ours, in no job, and not in what is exported to be shown around.</summary>
public sealed class ServiceTraceTests
{
    private const string WebhookSecret = "whCanary/9+x=4f&7-0123456789";

    private static readonly VideoGen.Emulators.Akool.AkoolSettings Akool = new();

    public static TheoryData<string> Names => ServiceContractTests.WithKey;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Trace_WholeLifeOfAClipAtAServiceThatRepeatsSecrets_HasNone(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        string[] ofKey = SecretForms.Of(service.Key!);
        string[] forms = service.Provider.TakesWebhookSecret ? [.. ofKey, .. SecretForms.Of(WebhookSecret)] : ofKey;
        service.Emulator.Scenarios.Play(EchoingScenario.Of(forms), times: 1000);
        VideoRequest row = service.Row("a lake under the old moon");

        VideoJob job = await SubmitAsync(client, service.Provider.TakesWebhookSecret ? row with { WebhookUri = new Uri("https://hooks.example/videos") } : row, service.Provider.TakesWebhookSecret);

        bool isDoneAtOnce = job.Status == VideoStatus.Completed;

        // The webhook's secret is not ours to keep: who reads the job later cannot know it.
        service.Emulator.Scenarios.Clear();
        service.Emulator.Scenarios.Play(EchoingScenario.Of(ofKey), times: 1000);
        job = (await ServiceUnderTest.WaitAsync(client, job)).Job;
        Assert.Equal(VideoStatus.Completed, job.Status);
        _ = await service.SaveAsync(client, job);
        string trace = await ExportAsync(client, job, Path.Combine(service.Home, "trace.md"));

        AssertClean(service, trace, forms);
        AssertClean(service, JsonSerializer.Serialize(job), forms);
        Assert.Contains("submit: ", trace, StringComparison.Ordinal);
        Assert.True(isDoneAtOnce || trace.Contains("read: ", StringComparison.Ordinal), trace);
        Assert.Contains("download: ", trace, StringComparison.Ordinal);
        Assert.Contains("‹secret-1›", trace, StringComparison.Ordinal);
        Assert.Contains(job.Id!, trace, StringComparison.Ordinal);
        Assert.DoesNotContain("old moon", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Signature", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("user:", trace, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Home, trace, StringComparison.Ordinal);

        foreach (string file in Directory.EnumerateFiles(service.Home, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".mp4", StringComparison.Ordinal)))
        {
            AssertClean(service, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)), forms);
        }

        string withPrompt = await ExportAsync(client, job, Path.Combine(service.Home, "with.md"), includePrompt: true);
        Assert.Contains("old moon", withPrompt, StringComparison.Ordinal);
        AssertClean(service, withPrompt, forms);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Trace_SubmissionThatIsRefusedOrLost_HasWhatTheServiceSaidWithoutTheKey(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        string[] forms = SecretForms.Of(service.Key!);
        string page = $"<html>the gate has no room {string.Join(' ', forms)}</html>";
        service.Emulator.Scenarios.Play(Scenarios.Status(500, page, "text/html"), times: 100);

        SubmitResult lost = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"));
        Assert.Equal(VideoStatus.Unknown, lost.Job?.Status);
        string trace = await ExportAsync(client, lost.Job!, Path.Combine(service.Home, "trace.md"));

        Assert.Contains("HTTP 500", trace, StringComparison.Ordinal);
        Assert.Contains("the gate has no room", trace, StringComparison.Ordinal);
        AssertClean(service, trace, forms);
        AssertClean(service, Everything(lost.Error!), forms);
    }

    [Fact]
    public async Task Trace_TokenThatWasReceived_IsAsSecretAsTheKeyItWasGotFor()
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync("Akool");
        service.Key = $"{Akool.ClientId}:{Akool.ApiKey}";
        using VideoClient client = service.NewClient();
        service.Emulator.Scenarios.Play(EchoingScenario.Of(SecretForms.Of(Akool.ApiKey)), times: 1000);

        VideoJob job = await SubmitAsync(client, service.Row("a lake"));
        string trace = await ExportAsync(client, job, Path.Combine(service.Home, "trace.md"));

        string token = service.Emulator.Ledger.Entries.Select(request => request.Header("Authorization")).OfType<string>().First()["Bearer ".Length..];
        string[] forms = [.. SecretForms.Of(token), .. SecretForms.Of(Akool.ApiKey), .. SecretForms.Of(service.Key!)];
        AssertClean(service, trace, forms);
        Assert.Contains("getToken", trace, StringComparison.Ordinal);
        Assert.Matches("Authorization: Bearer ‹secret-[0-9]+›", trace);
        foreach (string file in Directory.EnumerateFiles(service.Home, "*", SearchOption.AllDirectories))
        {
            AssertClean(service, await File.ReadAllTextAsync(file), forms);
        }
    }

    private static async Task<VideoJob> SubmitAsync(VideoClient client, VideoRequest row, bool withWebhook = false)
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = "secrets", WebhookSecret = withWebhook ? new Secret(WebhookSecret) : null }, CancellationToken.None);
        SubmitResult? told = null;
        await run.SubmitAsync(run.Take(row, run.Validate(row).Request, defaulted: false), result => told = result, CancellationToken.None);
        Assert.Null(told!.Error);
        return told.Job!;
    }

    private static async Task<string> ExportAsync(VideoClient client, VideoJob job, string path, bool includePrompt = false)
    {
        FileInfo file = await client.Traces.ExportAsync(job, new TraceExportOptions { Path = path, IncludePrompt = includePrompt }, CancellationToken.None);
        return await File.ReadAllTextAsync(file.FullName);
    }

    private static string Everything(VideoGenException error) => $"{error} {error.ServiceCode} {error.RequestId} {error.Remedy} {error.InnerException} {JsonSerializer.Serialize(error.Data)} {error.Job?.Raw}";

    private static void AssertClean(ServiceUnderTest service, string text, string[] forms)
    {
        string? found = SecretForms.FindIn(text, forms);
        Assert.True(found is null, $"{service.Provider.Name}: '{found}' is in: {text}");
    }
}
