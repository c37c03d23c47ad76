using System.Net.Sockets;
using System.Text;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>A connection on which a test writes HTTP by hand.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(int port)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync("localhost", port);
        return connection;
    }

    /// <param name="text">Line ends are written as HTTP has them.</param>
    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")));

    /// <summary>All that comes until the listener closes the connection.</summary>
    public async Task<string> ReadAsync()
    {
        var answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        using var patience = new CancellationTokenSource(ClientFixture.Patience);
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, patience.Token) is > 0 and var read)
            {
                _ = answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset: what came before counts.
        }

        return answer.ToString();
    }

    public void Dispose() => _client.Dispose();
}
