using System.Buffers.Binary;

namespace VideoGen.Providers;

/// <summary>Reads the orientation out of an EXIF block, which is a TIFF header with directories (CIPA DC-008, 4.6).</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;

    /// <param name="block">From the byte-order mark on.</param>
    /// <returns>1 to 8; 1 where the block says nothing sensible, since a picture the wrong way up beats none.</returns>
    public static int Read(ReadOnlySpan<byte> block)
    {
        // In WebP and PNG some writers keep the JPEG prefix.
        if (block.StartsWith("Exif\0\0"u8))
        {
            block = block[6..];
        }

        bool little = block.StartsWith("II"u8);
        if (block.Length < 8 || !(little || block.StartsWith("MM"u8)))
        {
            return 1;
        }

        uint directory = UInt32(block[4..], little);
        if (directory > block.Length - 2)
        {
            return 1;
        }

        ReadOnlySpan<byte> entries = block[(int)directory..];
        int count = UInt16(entries, little);
        for (int i = 0; i < count && 2 + ((i + 1) * 12) <= entries.Length; i++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(2 + (i * 12), 12);
            if (UInt16(entry, little) == Tag)
            {
                int value = UInt16(entry[8..], little);
                return value is >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
