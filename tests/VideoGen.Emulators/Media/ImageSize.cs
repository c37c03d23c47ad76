using System.Buffers.Binary;

namespace VideoGen.Emulators.Media;

/// <summary>Width and height out of the head of a PNG (ISO/IEC 15948) or a JPEG (ITU-T T.81 annex B).</summary>
public static class ImageSize
{
    private static ReadOnlySpan<byte> PngHead => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>In pixels; null for other formats and damaged files.</summary>
    public static (int Width, int Height)? Read(ReadOnlySpan<byte> image)
    {
        if (image.StartsWith(PngHead))
        {
            return image.Length < 24 ? null : (BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..]));
        }

        return image.StartsWith<byte>([0xFF, 0xD8]) ? ReadJpeg(image) : null;
    }

    private static (int Width, int Height)? ReadJpeg(ReadOnlySpan<byte> image)
    {
        int position = 2;
        while (position + 9 <= image.Length && image[position] == 0xFF)
        {
            byte marker = image[position + 1];

            // The frame headers are SOF0 to SOF15, among which C4, C8 and CC are something else.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(image[(position + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(image[(position + 5)..]));
            }

            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(position + 2)..]);
        }

        return null;
    }
}
