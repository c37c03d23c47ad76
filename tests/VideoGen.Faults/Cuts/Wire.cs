using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace VideoGen.Faults.Cuts;

/// <summary>A TCP proxy on loopback in front of one server. It passes exchanges on byte by byte, and cuts one where the script says so.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly IPEndPoint _service;
    private readonly CutScript _script;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private Socket _listener;
    private Task _accepting;

    public Wire(Uri service, CutScript script)
    {
        _service = new IPEndPoint(IPAddress.Loopback, service.Port);
        _script = script;
        _listener = Listen(0);
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where clients find the service.</summary>
    public Uri Uri { get; }

    /// <summary>From here on nobody listens.</summary>
    public async Task StopAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    /// <summary>Listens again where it did.</summary>
    public void Resume()
    {
        _listener = Listen(Uri.Port);
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _end.CancelAsync();
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private static Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                Socket client = await listener.AcceptAsync();
                client.NoDelay = true;
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var connection = new WireConnection(client, _service, _script);
        await connection.RunAsync(_end.Token);
    }
}
