using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Credentials;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Phaseo;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Reports to a webhook, in the headers of both contracts.</summary>
public sealed class PhaseoWebhookTests
{
    private const string Secret = "whsec_test";
    private const long Time = 1775037600;
    private const string Completed = """
        {"type":"video.completed","created_at":1775037600,"data":{"id":"G-1","object":"video","status":"completed","progress":100,"provider":"openai","model":"openai/sora-2",
        "content_url":"https://api.phaseo.app/v1/videos/G-1/content","download_url":"https://files.example.com/1","expires_at":1775038500,"asset":null,
        "billing":{"currency":"usd","estimated_user_cost":"0.40","settled_user_cost":"0.40","state":"settled","billable":true}}}
        """;

    [Theory]
    [InlineData("x-ai-stats")]
    [InlineData("x-phaseo")]
    [InlineData("X-Phaseo")]
    public void Read_VectorOfTheDocuments_IsSignedRight(string generation)
    {
        // Its body names no job, which is looked at after the signature.
        VideoGenException error = Refused(Delivery("""{"type":"video.completed"}""", generation, signature: "d478e1a513df6f6ec1e03ee56caabe657f702d85fb32a2d81d68aa73aad99a71"));

        Assert.EndsWith("it names no job.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-ai-stats", 300)]
    [InlineData("x-phaseo", -300)]
    public void Read_SignedReport_IsTheJob(string generation, int late)
    {
        JobSnapshot job = Read(Delivery(Completed, generation, late: late));

        Assert.Equal(("G-1", VideoStatus.Completed, 100, new VideoCost(0.4m, "USD", Charged: true)), (job.Id, job.Status, job.Progress, job.Cost));
        Assert.Equal("https://api.phaseo.app/v1/videos/G-1/content", Assert.Single(job.Outputs!).Uri!.AbsoluteUri);
        Assert.Equal(Completed, job.Raw);
    }

    [Theory]
    [InlineData("""{"type":"job.cancelled","data":{"id":"G-1"}}""", VideoStatus.Cancelled)]
    [InlineData("""{"id":"evt","type":"video.progress","delivery":{"attempt":2},"data":{"id":"G-1","progress":30},"status_change":null}""", VideoStatus.Running)]
    [InlineData("""{"data":{"id":"G-1","status":"expired","error":{"code":"timeout","message":"Too slow"}}}""", VideoStatus.Failed)]
    public void Read_OtherReports_HaveTheirStatus(string body, VideoStatus status) => Assert.Equal(status, Read(Delivery(body, "x-phaseo")).Status);

    [Theory]
    [InlineData(PhaseoContract.Apr, "whsec_test")]
    [InlineData(PhaseoContract.Aug, null)]
    public async Task Read_ReportOfTheEmulator_IsTheJob(PhaseoContract contract, string? secret)
    {
        await using var receiver = new WebhookReceiver();
        await receiver.StartAsync();
        string hook = new Uri(receiver.BaseUri, "hook").AbsoluteUri;
        await using PhaseoRoom room = await PhaseoRoom.StartAsync(contract);
        var webhook = new JsonObject { ["url"] = hook, ["secret"] = secret };
        if (secret is null)
        {
            PhaseoReply endpoint = await room.PostAsync("/webhook-endpoints", $$"""{"name":"a","url":"{{hook}}","events":["video.completed"]}""", PhaseoRoom.ManagementKey);
            (webhook, secret) = (new JsonObject { ["endpoint_id"] = endpoint["id"], ["events"] = new JsonArray("video.completed") }, endpoint["signing_secret"]);
        }

        string id = await room.FinishAsync(PhaseoRoom.With(("webhook", webhook)));
        await receiver.Ledger.WaitForAsync(1).WaitAsync(TimeSpan.FromSeconds(60));
        LedgerEntry sent = receiver.Ledger.Entries[0];

        JobSnapshot job = Read(new WebhookDelivery(sent.Headers, Encoding.UTF8.GetBytes(sent.Body), new ServiceCredential(null, new Secret(secret!)), room.Time.GetUtcNow()));

        Assert.Equal((id, VideoStatus.Completed), (job.Id, job.Status));
    }

    [Fact]
    public void Read_AnythingElse_IsRefused()
    {
        Assert.Contains("another time", Refused(Delivery(Completed, "x-phaseo", late: 301)).Message, StringComparison.Ordinal);
        Assert.Contains("another time", Refused(Delivery(Completed, "x-phaseo", late: -301)).Message, StringComparison.Ordinal);
        Assert.Contains("another time", Refused(Delivery(Completed, "x-phaseo", timestamp: "now")).Message, StringComparison.Ordinal);
        Assert.Contains("signature is wrong", Refused(Delivery(Completed, "x-phaseo", signature: new string('0', 64))).Message, StringComparison.Ordinal);
        Assert.Contains("signature is wrong", Refused(Delivery(Completed, "x-ai-stats") with { Body = Encoding.UTF8.GetBytes(Completed.Replace("0.40", "0.41", StringComparison.Ordinal)) }).Message, StringComparison.Ordinal);
        Assert.Contains("signature is wrong", Refused(Delivery(Completed, "x-phaseo") with { Secret = new ServiceCredential(null, new Secret("whsec_other")) }).Message, StringComparison.Ordinal);
        Assert.Contains("not signed", Refused(Delivery(Completed, "x-other")).Message, StringComparison.Ordinal);
        Assert.Contains("no time", Refused(Delivery(Completed, "x-phaseo") with { Headers = new Dictionary<string, string> { ["x-phaseo-signature"] = "00" } }).Message, StringComparison.Ordinal);
        Assert.Contains("not the JSON", Refused(Delivery("{", "x-phaseo")).Message, StringComparison.Ordinal);
        Assert.Contains("not the JSON", Refused(Delivery("""{"data":[]}""", "x-phaseo")).Message, StringComparison.Ordinal);
        Assert.Contains("names no job", Refused(Delivery("null", "x-phaseo")).Message, StringComparison.Ordinal);
    }

    private static WebhookDelivery Delivery(string body, string generation, int late = 0, string? timestamp = null, string? signature = null)
    {
        timestamp ??= $"{Time}";
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = "application/json",
            [$"{generation}-timestamp"] = timestamp,
            [$"{generation}-signature"] = signature ?? PhaseoSignature.Of(Secret, $"{timestamp}.{body}"),
        };
        return new WebhookDelivery(headers, Encoding.UTF8.GetBytes(body), new ServiceCredential(null, new Secret(Secret)), DateTimeOffset.FromUnixTimeSeconds(Time + late));
    }

    private static VideoGenException Refused(WebhookDelivery delivery)
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => Read(delivery));
        Assert.Equal("WebhookRefused", error.ErrorId);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        return error;
    }

    private static JobSnapshot Read(WebhookDelivery delivery)
    {
        using var bench = new ProviderBench(PhaseoCatalog.Description, key: null);
        return new PhaseoProvider(bench.Context).ReadWebhook(delivery);
    }
}
