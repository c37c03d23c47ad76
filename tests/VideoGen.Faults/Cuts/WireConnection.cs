using System.Net;
using System.Net.Sockets;

namespace VideoGen.Faults.Cuts;

/// <summary>One connection of a client, and the one to its service that goes with it.</summary>
internal sealed class WireConnection(Socket client, IPEndPoint service, CutScript script) : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly Socket _service = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<byte> _fromClient = [];
    private readonly List<byte> _fromService = [];

    /// <summary>Passes exchanges on until one side ends the connection, or one is cut.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _service.ConnectAsync(service, cancellationToken);
            while (await FillAsync(client, _fromClient, received => HttpMessage.HeadLength(received), cancellationToken) is { } head)
            {
                (int number, Cut? cut) = script.Begin();
                if (await ExchangeAsync(number, cut, head, cancellationToken))
                {
                    await BreakAsync(cut!, cancellationToken);
                    return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or EndOfStreamException)
        {
            // One side is gone; so is the other, by Dispose.
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _service.Dispose();
    }

    /// <summary>True when it has to be broken off now.</summary>
    private async Task<bool> ExchangeAsync(int number, Cut? cut, int head, CancellationToken cancellationToken)
    {
        string request = HttpMessage.RequestLine([.. _fromClient[..head]]);
        int total = HttpMessage.Length([.. _fromClient]) ?? throw new NotSupportedException($"{request} has a body of no stated length.");
        if (cut?.OfRequest(head, total) is { } passing)
        {
            // What is left is not read, so a client with more to send finds out while it sends, but for the stage that says otherwise.
            await ReadAsync(client, _fromClient, cut.Stage == CutStage.BeforeRequestEnd ? total : passing, cancellationToken);
            await SendAsync(_service, _fromClient, passing, cancellationToken);
            return true;
        }

        await ReadAsync(client, _fromClient, total, cancellationToken);
        await SendAsync(_service, _fromClient, total, cancellationToken);
        _fromClient.RemoveRange(0, total);
        int answer = await FillAsync(_service, _fromService, received => HttpMessage.Length(received, request.StartsWith("HEAD ", StringComparison.Ordinal)), cancellationToken)
            ?? throw new EndOfStreamException();
        await ReadAsync(_service, _fromService, answer, cancellationToken);
        int answerHead = HttpMessage.HeadLength([.. _fromService])!.Value;
        await SendAsync(client, _fromService, cut?.OfAnswer(answerHead, answer) ?? answer, cancellationToken);
        _fromService.RemoveRange(0, answer);
        script.End(number, new Exchange(request, total, answer));
        return cut is not null;
    }

    private async Task BreakAsync(Cut cut, CancellationToken cancellationToken)
    {
        switch (cut.Way)
        {
            case CutWay.Reset:
                Array.ForEach([client, _service], socket => socket.LingerState = new LingerOption(true, 0));
                return;

            case CutWay.End:
                _service.Shutdown(SocketShutdown.Send);
                client.Shutdown(SocketShutdown.Send);
                break;

            default:
                break;
        }

        // Closing a socket with something unread would reset it.
        byte[] buffer = new byte[BufferBytes];
        while (await client.ReceiveAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    /// <summary>Reads until the length can be told. Null when the other side ended the connection before.</summary>
    private static async Task<int?> FillAsync(Socket socket, List<byte> received, Func<byte[], int?> length, CancellationToken cancellationToken)
    {
        int? known;
        while ((known = length([.. received])) is null)
        {
            if (!await ReceiveAsync(socket, received, cancellationToken))
            {
                return null;
            }
        }

        return known;
    }

    private static async Task ReadAsync(Socket socket, List<byte> received, int count, CancellationToken cancellationToken)
    {
        while (received.Count < count)
        {
            if (!await ReceiveAsync(socket, received, cancellationToken))
            {
                throw new EndOfStreamException();
            }
        }
    }

    private static async Task<bool> ReceiveAsync(Socket socket, List<byte> received, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        int count = await socket.ReceiveAsync(buffer, cancellationToken);
        received.AddRange(buffer.AsSpan(0, count));
        return count > 0;
    }

    private static async Task SendAsync(Socket socket, List<byte> bytes, int count, CancellationToken cancellationToken)
    {
        for (ReadOnlyMemory<byte> left = bytes[..count].ToArray(); left.Length > 0;)
        {
            left = left[await socket.SendAsync(left, cancellationToken)..];
        }
    }
}
