using System.Buffers.Binary;

namespace VideoGen.Providers.Local;

/// <summary>
/// Rewrites an animated WebP as the still of its first frame, because FFmpeg (5.1 for one) skips animations. The compressed picture
/// is copied as it is. A first frame smaller than the canvas becomes the whole still.
/// </summary>
internal static class WebPFirstFrame
{
    /// <exception cref="InvalidDataException">There is no whole frame.</exception>
    public static byte[] Extract(ReadOnlySpan<byte> file)
    {
        foreach ((int offset, int length) in WebPChunks.In(file, 12))
        {
            if (file.Slice(offset - 8, 4).SequenceEqual("ANMF"u8) && length > 16)
            {
                return Still(file.Slice(offset, length));
            }
        }

        throw new InvalidDataException("it has no whole frame");
    }

    private static byte[] Still(ReadOnlySpan<byte> frame)
    {
        using var still = new MemoryStream();
        still.Write("RIFF\0\0\0\0WEBP"u8);
        List<(int Offset, int Length)> chunks = WebPChunks.In(frame, 16);
        bool hasAlpha = false;
        foreach ((int offset, _) in chunks)
        {
            hasAlpha |= frame.Slice(offset - 8, 4).SequenceEqual("ALPH"u8);
        }

        if (hasAlpha)
        {
            // A separate alpha plane needs the extended header: flags, three reserved bytes, the size from the frame's own header.
            still.Write("VP8X\x0A\0\0\0\x10\0\0\0"u8);
            still.Write(frame[6..12]);
        }

        foreach ((int offset, int length) in chunks)
        {
            still.Write(frame.Slice(offset - 8, 8 + length));
            if (length % 2 == 1)
            {
                still.WriteByte(0);
            }
        }

        byte[] bytes = still.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        return bytes;
    }
}
