using System.Buffers.Binary;

namespace VideoGen.Providers;

/// <summary>Reads the chunks of a WebP (RFC 9649).</summary>
internal static class WebPHeader
{
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        ImageHeader? header = null;
        int orientation = 1;
        foreach ((int offset, int length) in WebPChunks.In(file, 12))
        {
            ReadOnlySpan<byte> type = file.Slice(offset - 8, 4);
            ReadOnlySpan<byte> content = file.Slice(offset, length);
            if (type.SequenceEqual("EXIF"u8))
            {
                orientation = ExifOrientation.Read(content);
            }
            else if (type.SequenceEqual("VP8X"u8))
            {
                // Flags: animation 0x02, alpha 0x10; then the canvas, each side less one in 24 bits.
                header = new ImageHeader(ImageFormat.WebP, 1 + UInt24(content[4..7]), 1 + UInt24(content[7..10]), 1, (content[0] & 0x10) != 0, (content[0] & 0x02) != 0);
            }
            else if (header is null && type.SequenceEqual("VP8 "u8))
            {
                int width = BinaryPrimitives.ReadUInt16LittleEndian(content[6..8]) & 0x3FFF;
                int height = BinaryPrimitives.ReadUInt16LittleEndian(content[8..10]) & 0x3FFF;
                header = new ImageHeader(ImageFormat.WebP, width, height, 1, MayBeTransparent: false);
            }
            else if (header is null && type.SequenceEqual("VP8L"u8))
            {
                uint bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..5]);
                header = new ImageHeader(ImageFormat.WebP, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF), 1, (bits & 0x10000000) != 0);
            }
        }

        return header is null ? throw new InvalidDataException("it breaks off in its header") : header with { Orientation = orientation };
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
