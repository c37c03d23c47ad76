using System.Buffers.Binary;

namespace VideoGen.Providers;

/// <summary>Reads the chunks of a PNG (W3C PNG, third edition): IHDR, tRNS, eXIf.</summary>
internal static class PngHeader
{
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        if (!file[12..16].SequenceEqual("IHDR"u8))
        {
            throw new InvalidDataException("its header is damaged");
        }

        (uint width, uint height) = (BinaryPrimitives.ReadUInt32BigEndian(file[16..20]), BinaryPrimitives.ReadUInt32BigEndian(file[20..24]));
        bool transparent = file[24..26][1] is 4 or 6;
        int orientation = 1;

        // eXIf may stand before or after the pixels, so every chunk is passed.
        for (long at = 8; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            ReadOnlySpan<byte> type = chunk[4..8];
            if (type.SequenceEqual("eXIf"u8) && length <= chunk.Length - 8)
            {
                orientation = ExifOrientation.Read(chunk.Slice(8, (int)length));
            }

            transparent |= type.SequenceEqual("tRNS"u8);
            at += 12L + length;
        }

        return new ImageHeader(ImageFormat.Png, (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), orientation, transparent);
    }
}
