using System.Buffers.Binary;

namespace VideoGen.Client;

/// <summary>Walks the top-level boxes of an MP4 or QuickTime file (ISO/IEC 14496-12 section 4.2); their contents are skipped.</summary>
internal static class Mp4Container
{
    /// <summary>Far above what a fragmented clip has, and an end for a file made of empty boxes.</summary>
    private const int MaxBoxes = 1_000_000;

    public static ContainerVerdict Inspect(Stream stream)
    {
        long length = stream.Length;
        long position = 0;
        string mediaType = "video/mp4";
        bool hasMovie = false;
        byte[] header = new byte[16];
        for (int boxes = 0; position < length; boxes++)
        {
            stream.Position = position;
            int count = stream.ReadAtLeast(header, 16, throwOnEndOfStream: false);
            if (count < 8 || boxes == MaxBoxes)
            {
                return ContainerVerdict.Not($"its boxes break off at byte {position}");
            }

            uint shortSize = BinaryPrimitives.ReadUInt32BigEndian(header);
            ReadOnlySpan<byte> type = header.AsSpan(4, 4);
            long size = shortSize switch
            {
                0 => length - position,
                1 when count == 16 => BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(8)),
                _ => shortSize,
            };
            if (size < (shortSize == 1 ? 16 : 8) || size > length - position)
            {
                return ContainerVerdict.Not($"its box at byte {position} does not end within the file's {length} bytes");
            }

            if (position == 0 && count >= 12 && header.AsSpan(8, 4).SequenceEqual("qt  "u8))
            {
                mediaType = "video/quicktime";
            }

            hasMovie |= type.SequenceEqual("moov"u8);
            position += size;
        }

        return hasMovie ? ContainerVerdict.Is(mediaType) : ContainerVerdict.Not("it has no movie header (moov)");
    }
}
