using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;

namespace VideoGen.Tests.Emulators;

/// <summary>What arrives at an address that a create names.</summary>
public sealed class PhaseoEmulatorTestsWebhooks : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private WebhookReceiver Receiver { get; } = new();

    private Uri Hook => new(Receiver.BaseUri, "hook");

    public Task InitializeAsync() => Receiver.StartAsync();

    public async Task DisposeAsync() => await Receiver.DisposeAsync();

    [Fact]
    public void PhaseoSignature_DocumentedVector_Fits() =>
        Assert.Equal("d478e1a513df6f6ec1e03ee56caabe657f702d85fb32a2d81d68aa73aad99a71", PhaseoSignature.Of("whsec_test", "1775037600.{\"type\":\"video.completed\"}"));

    [Fact]
    public async Task PhaseoEmulator_AprilJob_SendsItsSignedEventsInOrder()
    {
        await using PhaseoRoom room = await PhaseoRoom.StartAsync();
        string id = await room.MakeAsync(PhaseoRoom.With(("webhook", new JsonObject { ["url"] = Hook.AbsoluteUri, ["secret"] = "whsec_test", ["events"] = new JsonArray("created", "progress", "video.completed") })));
        room.Time.Advance(TimeSpan.FromSeconds(12));
        await Receiver.Ledger.WaitForAsync(11).WaitAsync(Patience);

        IReadOnlyList<LedgerEntry> events = Receiver.Ledger.Entries;
        Assert.Equal(["video.created", .. Enumerable.Repeat("video.progress", 9), "video.completed"], events.Select(Type));
        Assert.Equal(Enumerable.Range(1, 9).Select(step => step * 10), events.Skip(1).Take(9).Select(entry => (int)JsonNode.Parse(entry.Body)!["data"]!["progress"]!));
        LedgerEntry last = events[^1];
        Assert.Equal("AI-Stats-Video-Webhook/1.0", last.Header("User-Agent"));
        Assert.Equal("application/json", last.Header("Content-Type"));
        Assert.Equal(PhaseoSignature.Of("whsec_test", $"{last.Header("x-ai-stats-timestamp")}.{last.Body}"), last.Header("x-ai-stats-signature"));
        JsonObject body = JsonNode.Parse(last.Body)!.AsObject();
        Assert.Equal(["type", "created_at", "data"], body.Select(member => member.Key));
        Assert.Equal(["id", "object", "status", "progress", "provider", "model", "polling_url", "content_url", "download_url", "expires_at", "asset", "billing"], body["data"]!.AsObject().Select(member => member.Key));
        Assert.Equal((id, "completed", 100, "openai/sora-2"), (body["data"]!["id"]!.ToString(), body["data"]!["status"]!.ToString(), (int)body["data"]!["progress"]!, body["data"]!["model"]!.ToString()));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await room.GetAsync(body["data"]!["download_url"]!.ToString(), null)).Status);
    }

    [Theory]
    [InlineData("A boat", "video.completed")]
    [InlineData("[fail]", "video.failed")]
    [InlineData("[cancel]", "video.cancelled")]
    public async Task PhaseoEmulator_AprilWebhookWithoutEventsAndSecret_TellsTheEndUnsigned(string prompt, string type)
    {
        await using PhaseoRoom room = await PhaseoRoom.StartAsync();
        _ = await room.FinishAsync(PhaseoRoom.With(("prompt", prompt), ("webhook", new JsonObject { ["url"] = Hook.AbsoluteUri })));
        await Receiver.Ledger.WaitForAsync(1).WaitAsync(Patience);

        LedgerEntry only = Assert.Single(Receiver.Ledger.Entries);
        Assert.Equal((type, null, null), (Type(only), only.Header("x-ai-stats-signature"), only.Header("x-ai-stats-timestamp")));
    }

    [Fact]
    public async Task PhaseoEmulator_AugustEndpoint_IsSignedAndTriedAgain()
    {
        await using PhaseoRoom room = await PhaseoRoom.StartAsync(PhaseoContract.Aug);
        PhaseoReply endpoint = await room.PostAsync("/webhook-endpoints", $$"""{"name":"mine","url":"{{Hook}}","events":["video.completed"]}""", PhaseoRoom.ManagementKey);
        Receiver.Scenarios.Play(Scenarios.Status(500));
        string id = await room.FinishAsync(PhaseoRoom.With(("webhook", new JsonObject { ["endpoint_id"] = endpoint["id"] })));
        await room.Time.WaitForTimerAsync(TimeSpan.FromMinutes(1));
        room.Time.Advance(TimeSpan.FromMinutes(1));
        await Receiver.Ledger.WaitForAsync(2).WaitAsync(Patience);

        LedgerEntry second = Receiver.Ledger.Entries[1];
        Assert.Equal(("Phaseo-Async-Webhook/1.0", "video.completed", "video.completed", $"evt_video_{id}_video_completed", "2", "4"),
            (second.Header("User-Agent"), second.Header("x-phaseo-event-type"), second.Header("x-phaseo-delivery-key"), second.Header("x-phaseo-event-id"), second.Header("x-phaseo-attempt"), second.Header("x-phaseo-max-attempts")));
        Assert.Equal(PhaseoSignature.Of(endpoint["signing_secret"]!, $"{second.Header("x-phaseo-timestamp")}.{second.Body}"), second.Header("x-phaseo-signature"));
        JsonNode body = JsonNode.Parse(second.Body)!;
        Assert.Equal(($"evt_video_{id}_video_completed", """{"key":"video.completed","attempt":2,"max_attempts":4}"""), (body["id"]!.ToString(), body["delivery"]!.ToJsonString()));
    }

    [Fact]
    public async Task PhaseoEmulator_AprilDeliveryThatFails_IsNotRepeated()
    {
        await using PhaseoRoom room = await PhaseoRoom.StartAsync();
        Receiver.Scenarios.Play(Scenarios.Status(500));
        _ = await room.FinishAsync(PhaseoRoom.With(("webhook", new JsonObject { ["url"] = Hook.AbsoluteUri, ["events"] = new JsonArray("created", "completed") })));
        await Receiver.Ledger.WaitForAsync(2).WaitAsync(Patience);

        Assert.Equal(["video.created", "video.completed"], Receiver.Ledger.Entries.Select(Type));
    }

    private static string Type(LedgerEntry entry) => JsonNode.Parse(entry.Body)!["type"]!.ToString();
}
