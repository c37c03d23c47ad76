using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VideoGen.Emulators.Media;
using VideoGen.Http;

namespace VideoGen.Tests.Processes;

/// <summary>The proxy of the environment, for API calls and downloads alike, in a process of its own.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("HTTPS_PROXY")]
    [InlineData("ALL_PROXY")]
    public async Task Proxy_OfTheEnvironment_GetsWhatGoesElsewhereAndNothingForThisMachine(string variable)
    {
        await using var server = new MediaServer();
        await server.StartAsync();
        server.Put("/clip.mp4", SampleClip.Mp4(1000));
        using var proxy = new RefusingProxy();

        string[] lines = await FetchAsync(
            new() { [variable] = proxy.Address, ["HTTP_PROXY"] = proxy.Address, ["NO_PROXY"] = "direct.invalid" },
            "https://api.example/v1/videos", server.UriOf("/clip.mp4").AbsoluteUri, "https://direct.invalid/");

        Assert.Equal(["CONNECT api.example:443", "CONNECT api.example:443"], proxy.Requests);
        Assert.Equal(["unsent ProxyTunnelError", "unsent ProxyTunnelError", "200", "200", "unsent NameResolutionError", "unsent NameResolutionError"], lines);
        Assert.Equal(2, server.Ledger.Entries.Count);
    }

    [Fact]
    public void Proxy_ThatLeavesOutThisMachineItself_IsUsedAsItIs()
    {
        var careful = new WebProxy("http://proxy.example:8080", BypassOnLocal: true);
        var careless = new WebProxy("http://proxy.example:8080");

        Assert.Same(careful, SystemProxy.Of(careful));
        IWebProxy wrapped = SystemProxy.Of(new Careless(careless));
        Assert.True(wrapped.IsBypassed(new Uri("http://localhost:8000/v1")) && wrapped.IsBypassed(new Uri("https://[::1]/")));
        Assert.Null(wrapped.GetProxy(new Uri("http://127.0.0.1:8000/v1")));
        Assert.Equal("proxy.example", wrapped.GetProxy(new Uri("https://api.example/"))!.Host);
    }

    private static async Task<string[]> FetchAsync(Dictionary<string, string> environment, params string[] addresses)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])["exec", typeof(ProxyTests).Assembly.Location, "fetch", .. addresses])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in start.Environment.Keys.Where(name => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            _ = start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            // .NET reads HTTP_PROXY in lower case only where the upper one might be a header of a CGI request.
            start.Environment[name == "HTTP_PROXY" ? "http_proxy" : name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>One that would take everything, as that of the environment does on Unix.</summary>
    private sealed class Careless(WebProxy proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => proxy.Address;

        public bool IsBypassed(Uri host) => false;
    }

    /// <summary>Notes what it is asked for and refuses it.</summary>
    private sealed class RefusingProxy : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _requests = [];

        public RefusingProxy()
        {
            _listener.Start();
            _ = Task.Run(ServeAsync);
        }

        public string Address => $"http://{_listener.LocalEndpoint}";

        public string[] Requests
        {
            get
            {
                lock (_requests)
                {
                    return [.. _requests];
                }
            }
        }

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    NetworkStream stream = client.GetStream();
                    using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                    string? first = await reader.ReadLineAsync();
                    while (await reader.ReadLineAsync() is { Length: > 0 })
                    {
                    }

                    lock (_requests)
                    {
                        _requests.Add(string.Join(' ', first?.Split(' ').Take(2) ?? []));
                    }

                    await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
