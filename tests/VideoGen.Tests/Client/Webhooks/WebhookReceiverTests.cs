using System.Net.Sockets;
using VideoGen.Client;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>How listening begins and ends.</summary>
public sealed class WebhookReceiverTests : IAsyncDisposable
{
    private readonly ListenFixture _listen = new();

    public ValueTask DisposeAsync() => _listen.DisposeAsync();

    [Fact]
    public async Task Run_CountReached_EndsAndReleasesThePort()
    {
        _ = _listen.Put("Phaseo", "G-1");
        _ = _listen.Put("Phaseo", "G-2");
        await _listen.BeginAsync(new WebhookOptions { Count = 2 });
        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-2"))).Status);

        await _listen.EndedAsync();

        using var port = new TcpListener(System.Net.IPAddress.Loopback, _listen.Port);
        port.Start();
    }

    [Fact]
    public async Task Run_TimeIsUp_Ends()
    {
        await _listen.BeginAsync(new WebhookOptions { Timeout = TimeSpan.FromMinutes(5), Count = 1 });
        await _listen.Time.WaitForTimerAsync(TimeSpan.FromMinutes(5));
        _listen.Time.Advance(TimeSpan.FromMinutes(5));
        await _listen.EndedAsync();
    }

    [Fact]
    public void Start_PortInUse_SaysSo()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        using VideoGen.Client.WebhookReceiver receiver = _listen.Client.OpenReceiver(new WebhookOptions { Prefix = $"http://127.0.0.1:{port}/" });

        VideoGenException error = Assert.Throws<VideoGenException>(receiver.Start);

        Assert.Equal(("CannotListen", $"Cannot listen at http://127.0.0.1:{port}/: port {port} is in use."), (error.ErrorId, error.Message));
    }

    [Theory]
    [InlineData("http://localhost:8080/", "http://localhost:8080/", false)]
    [InlineData(" http://LOCALHOST:8080 ", "http://LOCALHOST:8080/", false)]
    [InlineData("http://127.0.0.1:1/a/b", "http://127.0.0.1:1/a/b/", false)]
    [InlineData("http://[::1]:65535/", "http://[::1]:65535/", false)]
    [InlineData("HTTP://*:8080/", "http://*:8080/", true)]
    [InlineData("http://+/", "http://+:80/", true)]
    [InlineData("http://192.0.2.1:8080", "http://192.0.2.1:8080/", true)]
    public void Open_Prefix_IsReadLeniently(string text, string prefix, bool open)
    {
        using VideoGen.Client.WebhookReceiver receiver = _listen.Client.OpenReceiver(new WebhookOptions { Prefix = text });
        Assert.Equal((prefix, open), (receiver.Prefix, receiver.IsOpenToOthers));
    }

    [Theory]
    [InlineData("https://localhost:8080/", "certificate")]
    [InlineData("localhost:8080", "no address")]
    [InlineData("http://localhost:0/", "no address")]
    [InlineData("http://localhost:70000/", "no address")]
    [InlineData("http://user@localhost/", "no address")]
    [InlineData("http://localhost/a?b=c", "no address")]
    [InlineData("ftp://localhost/", "no address")]
    [InlineData("http://", "no address")]
    public void Open_NoPrefix_IsRefused(string text, string reason)
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => _listen.Client.OpenReceiver(new WebhookOptions { Prefix = text }));
        Assert.Equal("InvalidParameterValue", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8080/", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoSecrets_SaysWhichVariablesToSet()
    {
        _listen.Environment.Clear();

        VideoGenException error = Assert.Throws<VideoGenException>(() => _listen.Client.OpenReceiver(new WebhookOptions()));
        Assert.Equal("WebhookSecretMissing", error.ErrorId);
        Assert.Contains("VIDEOGEN_PHASEO_WEBHOOK_SECRET", error.Message, StringComparison.Ordinal);
        Assert.Contains("Akool", error.Message, StringComparison.Ordinal);
        Assert.Equal("WebhookSecretMissing", Assert.Throws<VideoGenException>(() => _listen.Client.OpenReceiver(new WebhookOptions { Providers = ["phaseo"] })).ErrorId);
        Assert.Equal("CredentialMissing", Assert.Throws<VideoGenException>(() => _listen.Client.OpenReceiver(new WebhookOptions { Providers = ["akool"] })).ErrorId);
        Assert.Equal("NotOffered", Assert.Throws<VideoGenException>(() => _listen.Client.OpenReceiver(new WebhookOptions { Providers = ["Artnex"] })).ErrorId);
    }

    [Fact]
    public void Open_AkoolsKeyAlone_SaysThatTheIdIsMissing()
    {
        _listen.Environment["VIDEOGEN_AKOOL_KEY"] = "akool-emulator-key-0123456789abc";

        using VideoGen.Client.WebhookReceiver receiver = _listen.Client.OpenReceiver(new WebhookOptions());
        Assert.Equal(["Phaseo"], receiver.Providers);
        Assert.Contains("id and secret", Assert.Single(receiver.LeftOut), StringComparison.Ordinal);

        _listen.Environment["VIDEOGEN_AKOOL_KEY"] = "AKtestClientId0123456789==:akool-emulator-key-0123456789abc";
        using VideoGen.Client.WebhookReceiver both = _listen.Client.OpenReceiver(new WebhookOptions());
        Assert.Equal(["Akool", "Phaseo"], both.Providers);
    }

    [Fact]
    public async Task Open_SecretOfAFile_Verifies()
    {
        _ = _listen.Environment.Remove("VIDEOGEN_PHASEO_WEBHOOK_SECRET");
        string file = Path.Combine(_listen.Home, "secret.txt");
        await File.WriteAllTextAsync(file, $"{ListenFixture.Secret}\n");
        _listen.Environment["VIDEOGEN_PHASEO_WEBHOOK_SECRET_FILE"] = file;
        _ = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync();

        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
    }

    [Fact]
    public async Task Open_SecretOfTheCommand_ComesBeforeTheEnvironment()
    {
        _ = _listen.Put("Phaseo", "G-1");
        await _listen.BeginAsync(new WebhookOptions { Secret = new VideoGen.Http.Secret("whsec_of_the_command") });

        Assert.Equal(401, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"), secret: "whsec_of_the_command")).Status);
    }
}
