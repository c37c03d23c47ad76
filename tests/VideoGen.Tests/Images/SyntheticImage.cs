using System.Security.Cryptography;
using VideoGen.Providers;

namespace VideoGen.Tests.Images;

/// <summary>A PNG by its first bytes and noise behind them, of any length and nowhere held.</summary>
/// <param name="length">Bytes.</param>
internal sealed class SyntheticImage(long length)
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The most bytes that anyone asked for at once.</summary>
    public int LargestRead { get; private set; }

    public int Opened { get; private set; }

    public ImageContent Content => ImageContent.Of("noise.png", _ =>
    {
        Opened++;
        return Task.FromResult<Stream>(new Noise(this, length));
    });

    public static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        using var noise = new Noise(new SyntheticImage(length), length);
        noise.ReadExactly(bytes);
        return bytes;
    }

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();

    private sealed class Noise(SyntheticImage image, long length) : MemoryStream
    {
        private long _at;

        public override long Length => length;

        public override int Read(Span<byte> buffer)
        {
            image.LargestRead = Math.Max(image.LargestRead, buffer.Length);
            int count = (int)Math.Min(buffer.Length, length - _at);
            for (int i = 0; i < count; i++, _at++)
            {
                buffer[i] = _at < Signature.Length ? Signature[_at] : (byte)((_at * 2654435761) >> 13);
            }

            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }
}
