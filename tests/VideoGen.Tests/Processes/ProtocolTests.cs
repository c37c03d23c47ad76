using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Processes;

/// <summary>HTTP/2 where it is offered, in a process that trusts the certificate of the test.</summary>
public sealed class ProtocolTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [LinuxTheory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task Requests_UseTheBestThatTheServerOffers(HttpProtocols offered, string used)
    {
        await using SecureServer server = await SecureServer.StartAsync(offered);

        await AskAsync(server);

        Assert.Equal(SecureProcess.AtOnce + 2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(used, request.Protocol));
        if (used == "HTTP/2")
        {
            // All at once over the one that there was; downloads have their own.
            _ = Assert.Single(server.Requests.Where(request => request.Path != "/clip.mp4").Select(request => request.Connection).Distinct());
        }
    }

    private async Task AskAsync(SecureServer server)
    {
        string certificate = _home.At("trusted.pem");
        await server.WriteCertificateAsync(certificate);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])["exec", typeof(ProtocolTests).Assembly.Location, "secure", $"https://localhost:{server.Port}/", _home.Path])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["SSL_CERT_FILE"] = certificate;
        start.Environment["NO_PROXY"] = "localhost";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        Assert.Equal((0, SecureServer.ClipBytes.ToString(CultureInfo.InvariantCulture)), (process.ExitCode, output.Trim()));
    }

    /// <summary>Elsewhere a process trusts whom the system trusts, and a test does not change that.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class LinuxTheoryAttribute : TheoryAttribute
    {
        public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "only on Linux can a process be told to trust a certificate";
    }
}
