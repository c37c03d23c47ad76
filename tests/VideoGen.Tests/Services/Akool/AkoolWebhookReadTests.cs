using System.Text;
using VideoGen.Credentials;
using VideoGen.Emulators.Akool;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Akool;

namespace VideoGen.Tests.Services.Akool;

public sealed class AkoolWebhookReadTests
{
    private const string ClientId = "AKtestClientId0123456789==";
    private const string Secret24 = "abcdefghijklmnopqrstuvwx";
    private const string Secret32 = "abcdefghijklmnopqrstuvwxyz012345";
    private const string Plain = """{"_id":"68919a464b4dbdd4ab3d3034","status":3,"type":"image2Video","url":"https://example.invalid/out.mp4"}""";
    private const long Time = 1760000000000;

    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeMilliseconds(Time);

    /// <summary>The reports were made with openssl.</summary>
    [Theory]
    [InlineData(Secret32, "f49c2f8cce034670e9c607101207f584a0fda910", "ejJrsst6pXWF+8iQ95P47FartIxi2OOaHKWXM3Dmb1SCUGdK6pHuIiiKbViOWh9Y98D8gdGSmxBOQ+WEb5rHj4HMIu8P3vUL57CaloSOLQfqcjaGoVk/41BC68JQm2RLgrxLnHBxn11jp0Q8chWfdA==", "\"4821\"")]
    [InlineData(Secret24, "6A584BB2D00B603F1253F25094DB29ABD02B299A", "tQ3/b+H/4uelvLSDyiUeH5Sfb4ZbEURU1LwNG2Cid2nbDd4Rp69LwJYtfXjw7kI2+eMQBiv5gakmxIQEYZc4it0NX0TRL/63xRHOtPfLYUpBGe16W5D2c0sVll8JE8VH3L6qbPHYApxDnM1Z+n4kmg==", "4821")]
    public void ReadWebhook_KnownReport_IsTheClip(string secret, string signature, string cipher, string nonce)
    {
        string body = $$"""{"signature":"{{signature}}","dataEncrypt":"{{cipher}}","timestamp":1760000000000,"nonce":{{nonce}}}""";

        JobSnapshot job = Read(body, secret);

        Assert.Equal(("68919a464b4dbdd4ab3d3034", VideoStatus.Completed, Sent, Sent + TimeSpan.FromDays(7), Plain), (job.Id, job.Status, job.CompletedAt, job.ExpiresAt, job.Raw));
        Assert.Equal(new Uri("https://example.invalid/out.mp4"), Assert.Single(job.Outputs!).Uri);
    }

    [Theory]
    [InlineData("""{"_id":"1","status":2,"type":"image2Video"}""", VideoStatus.Running, null)]
    [InlineData("""{"_id":"1","status":"4","type":"image2Video","url":""}""", VideoStatus.Failed, "failed")]
    public void ReadWebhook_OtherStatus_IsTold(string text, VideoStatus status, string? error)
    {
        JobSnapshot job = Read(Seal(text), Secret24);

        Assert.Equal((status, error), (job.Status, job.Error?.Code));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(-15, true)]
    [InlineData(16, false)]
    [InlineData(-16, false)]
    public void ReadWebhook_TimeAway_CountsWithinTheWindow(int minutes, bool counts)
    {
        VideoGenException? error = Record.Exception(() => Read(Seal(Plain), Secret24, Sent.AddMinutes(minutes))) as VideoGenException;

        Assert.Equal(counts ? null : "WebhookRefused", error?.ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"signature":"f49c2f8cce034670e9c607101207f584a0fda910"}""")]
    public void ReadWebhook_NoReport_IsRefused(string body) => AssertRefused(body);

    [Theory]
    [InlineData("signature", "\"signature\":\"", "\"signature\":\"0")]
    [InlineData("cipher", "\"dataEncrypt\":\"", "\"dataEncrypt\":\"A")]
    [InlineData("time", "1760000000000", "1760000000001")]
    [InlineData("nonce", "\"nonce\":\"4821", "\"nonce\":\"4822")]
    public void ReadWebhook_AnyPartChanged_IsRefused(string part, string old, string changed)
    {
        string body = Seal(Plain);
        Assert.True(body.Contains(old, StringComparison.Ordinal), part);

        AssertRefused(body.Replace(old, changed, StringComparison.Ordinal), "signature");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"status":3}""")]
    public void ReadWebhook_SignedButNoClip_IsRefused(string text) => AssertRefused(Seal(text), "no clip");

    [Fact]
    public void ReadWebhook_SignedWithoutASecret_DoesNotOpen()
    {
        // The signature needs the clientId alone, which is no secret: what counts is that it opens.
        AssertRefused(Seal(Plain, "AAAAAAAAAAAAAAAAAAAAAAAA"), "does not open");
    }

    [Fact]
    public void ReadWebhook_KeyAlone_SaysThatTheClientIdIsMissing()
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => AkoolWebhook.Read(Delivery(Seal(Plain), new ServiceCredential(null, new Secret(Secret24)), Sent)));

        Assert.Equal("CredentialMissing", error.ErrorId);
        Assert.Contains("clientId:clientSecret", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", Secret24)]
    [InlineData(ClientId, "not-16-24-or-32-bytes")]
    public void ReadWebhook_CredentialOfTheWrongLength_IsSaidWithoutShowingIt(string id, string secret)
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => AkoolWebhook.Read(Delivery(Seal(Plain), new ServiceCredential(id, new Secret(secret)), Sent)));

        Assert.Equal("WebhookRefused", error.ErrorId);
        Assert.Contains("16, 24 or 32", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
    }

    private static void AssertRefused(string body, string? reason = null)
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => Read(body, Secret24));

        Assert.Equal("WebhookRefused", error.ErrorId);
        Assert.Contains(reason ?? "no ", error.Message, StringComparison.Ordinal);
    }

    private static string Seal(string text, string secret = Secret24) => AkoolSeal.Seal(ClientId, secret, Time, "4821", text).ToJsonString();

    private static JobSnapshot Read(string body, string secret, DateTimeOffset? received = null) =>
        AkoolWebhook.Read(Delivery(body, new ServiceCredential(ClientId, new Secret(secret)), received ?? Sent));

    private static WebhookDelivery Delivery(string body, ServiceCredential credential, DateTimeOffset received) =>
        new(new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body), credential, received);
}
