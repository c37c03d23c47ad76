using System.Buffers.Binary;

namespace VideoGen.Providers;

/// <summary>Reads the marker segments of a JPEG (ITU-T T.81, annex B) up to its frame header.</summary>
internal static class JpegHeader
{
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        int orientation = 1;
        int at = 2;
        while (true)
        {
            while (file[at..][0] == 0xFF && file[at..][1] == 0xFF)
            {
                at++;
            }

            ReadOnlySpan<byte> segment = file[at..];
            if (segment[..1][0] != 0xFF)
            {
                throw new InvalidDataException("its header is damaged");
            }

            byte marker = segment[..2][1];
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += 2;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(segment[2..4]);
            ReadOnlySpan<byte> content = segment[4..(2 + Math.Max(length, 2))];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new ImageHeader(
                    ImageFormat.Jpeg,
                    BinaryPrimitives.ReadUInt16BigEndian(content[3..5]),
                    BinaryPrimitives.ReadUInt16BigEndian(content[1..3]),
                    orientation,
                    MayBeTransparent: false);
            }

            if (marker is 0xD9 or 0xDA)
            {
                throw new InvalidDataException("it has no frame header");
            }

            if (marker == 0xE1 && content.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Read(content[6..]);
            }

            at += 2 + Math.Max(length, 2);
        }
    }
}
