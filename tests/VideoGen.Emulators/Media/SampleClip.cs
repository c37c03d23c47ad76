using System.Buffers.Binary;

namespace VideoGen.Emulators.Media;

/// <summary>Bytes with the structure of an MP4 file, of any size, the same for the same seed. No player shows them.</summary>
public static class SampleClip
{
    private const int FtypBytes = 24;
    private const int MoovBytes = 16;
    private const int BoxHeader = 8;

    /// <param name="size">Bytes; at least 48.</param>
    /// <param name="seed">Of the media data.</param>
    public static byte[] Mp4(int size, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, FtypBytes + MoovBytes + BoxHeader);
        byte[] clip = new byte[size];
        new Random(seed).NextBytes(clip);
        Box(clip, 0, FtypBytes, "ftyp"u8);
        "isom"u8.CopyTo(clip.AsSpan(BoxHeader));
        Box(clip, FtypBytes, MoovBytes, "moov"u8);
        Box(clip, FtypBytes + MoovBytes, size - FtypBytes - MoovBytes, "mdat"u8);
        return clip;
    }

    private static void Box(byte[] clip, int position, int size, ReadOnlySpan<byte> type)
    {
        BinaryPrimitives.WriteInt32BigEndian(clip.AsSpan(position), size);
        type.CopyTo(clip.AsSpan(position + 4));
    }
}
