using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Http;

/// <summary>A server with TLS and a certificate of its own: jobs below <c>/v1</c>, one clip, and a note of how it was asked.</summary>
internal sealed class SecureServer : IAsyncDisposable
{
    public const int ClipBytes = 200_000;

    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly WebApplication _app;

    private SecureServer(HttpProtocols protocols)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            _ = listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = _certificate });
        }));
        _app = builder.Build();
        _ = _app.Use((context, next) =>
        {
            Requests.Add((context.Request.Path, context.Request.Protocol, context.Connection.Id));
            return next(context);
        });
        _ = _app.MapGet("/v1/videos/{id}", (string id) => Results.Json(new Dictionary<string, string> { ["id"] = id }));
        _ = _app.MapGet("/clip.mp4", () => Results.Bytes(SampleClip.Mp4(ClipBytes), "video/mp4"));
    }

    /// <summary>What was asked, by which protocol, over which connection.</summary>
    public ConcurrentBag<(string Path, string Protocol, string Connection)> Requests { get; } = [];

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<SecureServer> StartAsync(HttpProtocols protocols)
    {
        var server = new SecureServer(protocols);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>For those who are to trust it.</summary>
    public Task WriteCertificateAsync(string path) => File.WriteAllTextAsync(path, _certificate.ExportCertificatePem());

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
