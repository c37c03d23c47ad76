using System.Buffers;
using System.Buffers.Text;

namespace VideoGen.Client;

/// <summary>Reads what a text has in Base64, a little at a time: the text may be of megabytes, and what it says need not be held beside it.</summary>
/// <param name="text">Valid; blanks and line ends may stand in it.</param>
internal sealed class Base64Stream(ReadOnlyMemory<char> text) : Stream
{
    /// <summary>Bytes of Base64 that are decoded at once; groups of four.</summary>
    private const int Step = 4096;

    private readonly byte[] _decoded = new byte[Step];
    private int _at;
    private int _next;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_next == _end)
        {
            Decode();
        }

        int count = Math.Min(buffer.Length, _end - _next);
        _decoded.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Decode()
    {
        ReadOnlySpan<char> rest = text.Span[_at..];
        int gathered = 0;
        int passed = 0;
        for (; passed < rest.Length && gathered < Step; passed++)
        {
            if (rest[passed] is not (' ' or '\t' or '\r' or '\n'))
            {
                _decoded[gathered++] = (byte)rest[passed];
            }
        }

        _at += passed;
        _next = 0;
        if (Base64.DecodeFromUtf8InPlace(_decoded.AsSpan(0, gathered), out _end) != OperationStatus.Done)
        {
            throw new InvalidDataException("it is not valid base64.");
        }
    }
}
