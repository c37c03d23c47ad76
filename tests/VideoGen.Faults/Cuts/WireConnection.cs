using System.Net;
using System.Net.Sockets;

namespace VideoGen.Faults.Cuts;

/// <summary>One connection of a client, and the one to its service that goes with it.</summary>
internal sealed class WireConnection(Socket client, IPEndPoint service, CutScript script) : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly Socket _service = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly WireBuffer _fromClient = new(client);

    /// <summary>Passes exchanges on until one side ends the connection, or one is cut.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _service.ConnectAsync(service, cancellationToken);
            var fromService = new WireBuffer(_service);
            while (await _fromClient.FillAsync(received => HttpMessage.HeadLength(received.Bytes), cancellationToken) is { } head)
            {
                (int number, Cut? cut) = script.Begin();
                if (await ExchangeAsync(number, cut, head, fromService, cancellationToken))
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
    private async Task<bool> ExchangeAsync(int number, Cut? cut, int head, WireBuffer fromService, CancellationToken cancellationToken)
    {
        string request = HttpMessage.RequestLine(_fromClient.Bytes[..head]);
        int total = HttpMessage.Length(_fromClient.Bytes) ?? throw new NotSupportedException($"{request} has a body of no stated length.");
        if (cut?.OfRequest(head, total) is { } passing)
        {
            // What is left is not read, so a client with more to send finds out while it sends, but for the stage that says otherwise.
            await _fromClient.FillAsync(cut.Stage == CutStage.BeforeRequestEnd ? total : passing, cancellationToken);
            await _fromClient.SendAsync(_service, passing, cancellationToken);
            return true;
        }

        await _fromClient.FillAsync(total, cancellationToken);
        await _fromClient.SendAsync(_service, total, cancellationToken);
        _fromClient.Drop(total);
        bool hasNoBody = request.StartsWith("HEAD ", StringComparison.Ordinal);
        int answer = await fromService.FillAsync(received => HttpMessage.Length(received.Bytes, hasNoBody), cancellationToken) ?? throw new EndOfStreamException();
        await fromService.FillAsync(answer, cancellationToken);
        int answerHead = HttpMessage.HeadLength(fromService.Bytes)!.Value;
        await fromService.SendAsync(client, cut?.OfAnswer(answerHead, answer) ?? answer, cancellationToken);
        fromService.Drop(answer);
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
}
