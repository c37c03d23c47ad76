using System.Buffers.Binary;

namespace VideoGen.Providers;

/// <summary>The RIFF chunks of a WebP (RFC 9649, 2.3).</summary>
internal static class WebPChunks
{
    /// <summary>Offset and length of each chunk's content; the type stands 8 bytes before it. One that breaks off is left out.</summary>
    /// <param name="start">Where the first chunk begins: 12 in a file, 16 in the content of an <c>ANMF</c> chunk.</param>
    public static List<(int Offset, int Length)> In(ReadOnlySpan<byte> bytes, int start)
    {
        var chunks = new List<(int, int)>();
        for (long at = start; at + 8 <= bytes.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[((int)at + 4)..]);
            if (at + 8 + length > bytes.Length)
            {
                break;
            }

            chunks.Add(((int)at + 8, (int)length));

            // Chunks of odd length are followed by a byte of padding.
            at += 8 + length + (length & 1);
        }

        return chunks;
    }
}
