using System.Buffers.Binary;
using System.Text;

namespace VideoGen.Emulators.Hosting;

/// <summary>What the first bytes of an image say, whatever its name and declared type are.</summary>
/// <param name="MediaType">Such as <c>image/png</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record ImageHeader(string MediaType, int Width, int Height)
{
    /// <summary>Null for anything that is no PNG, JPEG, GIF or WebP, or too short to say its size.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 24 && bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return new ImageHeader("image/png", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
        }

        if (bytes.Length >= 10 && (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)))
        {
            return new ImageHeader("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
        }

        if (bytes.Length >= 30 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
        {
            return WebP(bytes);
        }

        return bytes.Length >= 4 && bytes.StartsWith<byte>([0xFF, 0xD8]) ? Jpeg(bytes) : null;
    }

    private static ImageHeader? WebP(ReadOnlySpan<byte> bytes)
    {
        switch (Encoding.ASCII.GetString(bytes[12..16]))
        {
            case "VP8 ":
                return new ImageHeader("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
            case "VP8L":
                uint sizes = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
                return new ImageHeader("image/webp", (int)(sizes & 0x3FFF) + 1, (int)((sizes >> 14) & 0x3FFF) + 1);
            case "VP8X":
                return new ImageHeader("image/webp", (bytes[24] | (bytes[25] << 8) | (bytes[26] << 16)) + 1, (bytes[27] | (bytes[28] << 8) | (bytes[29] << 16)) + 1);
            default:
                return null;
        }
    }

    /// <summary>Walks the segments up to the frame header (ITU T.81, B.2.2).</summary>
    private static ImageHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        int at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            byte marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new ImageHeader("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
