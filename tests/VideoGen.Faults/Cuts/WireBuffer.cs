using System.Net.Sockets;

namespace VideoGen.Faults.Cuts;

/// <summary>What one side of a connection has sent and was not passed on yet.</summary>
internal sealed class WireBuffer(Socket socket)
{
    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Takes what comes next. False when the other side has ended the connection.</summary>
    public async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (Length == _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }

        int count = await socket.ReceiveAsync(_bytes.AsMemory(Length), cancellationToken);
        Length += count;
        return count > 0;
    }

    /// <summary>Reads until the length of a message can be told. Null when the other side ended the connection before.</summary>
    public async Task<int?> FillAsync(Func<WireBuffer, int?> length, CancellationToken cancellationToken)
    {
        int? known;
        while ((known = length(this)) is null)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                return null;
            }
        }

        return known;
    }

    /// <summary>Reads until there are so many bytes.</summary>
    /// <exception cref="EndOfStreamException">The other side ended the connection before.</exception>
    public async Task FillAsync(int count, CancellationToken cancellationToken)
    {
        while (Length < count)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                throw new EndOfStreamException();
            }
        }
    }

    /// <summary>Passes the first bytes on. They stay.</summary>
    public async Task SendAsync(Socket target, int count, CancellationToken cancellationToken)
    {
        for (ReadOnlyMemory<byte> left = _bytes.AsMemory(0, count); left.Length > 0;)
        {
            left = left[await target.SendAsync(left, cancellationToken)..];
        }
    }

    public void Drop(int count)
    {
        Buffer.BlockCopy(_bytes, count, _bytes, 0, Length - count);
        Length -= count;
    }
}
