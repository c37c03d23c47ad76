using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Emulators;

public sealed class AkoolWebhookTests
{
    /// <summary>The expected values were made with openssl.</summary>
    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", "f49c2f8cce034670e9c607101207f584a0fda910", "ejJrsst6pXWF+8iQ95P47FartIxi2OOaHKWXM3Dmb1SCUGdK6pHuIiiKbViOWh9Y98D8gdGSmxBOQ+WEb5rHj4HMIu8P3vUL57CaloSOLQfqcjaGoVk/41BC68JQm2RLgrxLnHBxn11jp0Q8chWfdA==")]
    [InlineData("abcdefghijklmnopqrstuvwx", "6a584bb2d00b603f1253f25094db29abd02b299a", "tQ3/b+H/4uelvLSDyiUeH5Sfb4ZbEURU1LwNG2Cid2nbDd4Rp69LwJYtfXjw7kI2+eMQBiv5gakmxIQEYZc4it0NX0TRL/63xRHOtPfLYUpBGe16W5D2c0sVll8JE8VH3L6qbPHYApxDnM1Z+n4kmg==")]
    public void Seal_KnownText_IsWhatOpensslMakes(string secret, string signature, string cipher)
    {
        JsonObject body = AkoolSeal.Seal(
            "AKtestClientId0123456789==", secret, 1760000000000, "4821", """{"_id":"68919a464b4dbdd4ab3d3034","status":3,"type":"image2Video","url":"https://example.invalid/out.mp4"}""");

        Assert.Equal((signature, cipher), (body["signature"]!.GetValue<string>(), body["dataEncrypt"]!.GetValue<string>()));
        Assert.Equal((1760000000000, "4821"), (body["timestamp"]!.GetValue<long>(), body["nonce"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("slow push-in", 3)]
    [InlineData("fail-this", 4)]
    public async Task Webhook_JobEnds_IsToldSealedUntilItIsTaken(string prompt, int status)
    {
        // Nothing is put under the path, so that the first two attempts are not answered with 200.
        await using var receiver = new MediaServer();
        await receiver.StartAsync();
        receiver.Scenarios.Play(Scenarios.Status(503));
        receiver.Scenarios.Play(Scenarios.Hangup());
        receiver.Scenarios.Play(Scenarios.Status(200));
        var pace = new JobPace { Queued = TimeSpan.FromSeconds(10), Running = TimeSpan.FromSeconds(20) };
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { Pace = pace });
        JsonObject order = AkoolFixture.Order(prompt);
        order["webhookurl"] = receiver.UriOf("/hook").AbsoluteUri;
        _ = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt", order);

        await akool.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(receiver.Ledger.Entries);
        akool.Time.Advance(TimeSpan.FromSeconds(30));
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            await receiver.Ledger.WaitForAsync(attempt).WaitAsync(TimeSpan.FromSeconds(60));
            if (attempt < 3)
            {
                await akool.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
                akool.Time.Advance(TimeSpan.FromSeconds(5));
            }
        }

        JsonNode body = JsonNode.Parse(receiver.Ledger.Entries[2].Body)!;
        JsonNode told = Open(akool.Emulator.Settings, body["dataEncrypt"]!.GetValue<string>());
        AkoolJob job = Assert.Single(akool.Emulator.Jobs);
        Assert.Equal((job.Id, status, status == 3), (told["_id"]!.GetValue<string>(), told["status"]!.GetValue<int>(), told["url"]!.GetValue<string>().Length > 0));
        Assert.Equal(1777863721000 + 40_000, body["timestamp"]!.GetValue<long>());
    }

    private static JsonNode Open(AkoolSettings settings, string cipher)
    {
        using var aes = Aes.Create();
        aes.Key = Encoding.UTF8.GetBytes(settings.ApiKey);
        return JsonNode.Parse(aes.DecryptCbc(Convert.FromBase64String(cipher), Encoding.UTF8.GetBytes(settings.ClientId).AsSpan(0, 16)))!;
    }
}
