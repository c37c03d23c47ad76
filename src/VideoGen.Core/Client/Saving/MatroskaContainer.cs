using System.Numerics;

namespace VideoGen.Client;

/// <summary>Reads the EBML header (RFC 8794) of a WebM or Matroska file and checks that its segment is all there.</summary>
internal static class MatroskaContainer
{
    private const uint DocTypeId = 0x4282;
    private const uint SegmentId = 0x18538067;
    private const long MaxHeader = 4096;

    public static ReadOnlySpan<byte> EbmlId => [0x1A, 0x45, 0xDF, 0xA3];

    public static ContainerVerdict Inspect(Stream stream)
    {
        stream.Position = EbmlId.Length;
        if (ReadSize(stream) is not { } headerSize || headerSize > MaxHeader)
        {
            return ContainerVerdict.Not("its EBML header is damaged");
        }

        long end = stream.Position + headerSize;
        string? docType = null;
        while (stream.Position < end && ReadId(stream) is { } id && ReadSize(stream) is { } size && size <= end - stream.Position)
        {
            if (id == DocTypeId)
            {
                byte[] text = new byte[size];
                stream.ReadExactly(text);
                docType = System.Text.Encoding.ASCII.GetString(text).TrimEnd('\0');
            }
            else
            {
                stream.Position += size;
            }
        }

        string? mediaType = docType switch { "webm" => "video/webm", "matroska" => "video/x-matroska", _ => null };
        if (mediaType is null)
        {
            return ContainerVerdict.Not("its EBML header names neither webm nor matroska");
        }

        stream.Position = end;
        if (ReadId(stream) != SegmentId)
        {
            return ContainerVerdict.Not("it has no segment");
        }

        // A live recording leaves the size open; then nothing tells where it should end.
        long? segment = ReadSize(stream);
        return segment is null || segment <= stream.Length - stream.Position
            ? ContainerVerdict.Is(mediaType)
            : ContainerVerdict.Not($"its segment does not end within the file's {stream.Length} bytes");
    }

    /// <summary>An element id, its length marker kept (RFC 8794 section 5); null when there is none.</summary>
    private static uint? ReadId(Stream stream)
    {
        int first = stream.ReadByte();
        int bytes = first <= 0 ? 9 : BitOperations.LeadingZeroCount((uint)first) - 23;
        if (bytes > 4)
        {
            return null;
        }

        uint id = (uint)first;
        for (int i = 1; i < bytes; i++)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                return null;
            }

            id = (id << 8) | (uint)next;
        }

        return id;
    }

    /// <summary>An element size without its length marker (RFC 8794 section 6); null when it is left open or there is none.</summary>
    private static long? ReadSize(Stream stream)
    {
        int first = stream.ReadByte();
        if (first <= 0)
        {
            return null;
        }

        int bytes = BitOperations.LeadingZeroCount((uint)first) - 23;
        long size = first & ((1 << (8 - bytes)) - 1);
        bool isOpen = size == (1 << (8 - bytes)) - 1;
        for (int i = 1; i < bytes; i++)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                return null;
            }

            isOpen &= next == 0xFF;
            size = (size << 8) | (uint)next;
        }

        return isOpen ? null : size;
    }
}
