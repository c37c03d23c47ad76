using System.Text;

namespace VideoGen.Client;

/// <summary>
/// Tells whether a file is a video container at all, and one that was not cut, from its headers alone: MP4 and QuickTime
/// (ISO/IEC 14496-12), WebM and Matroska (RFC 9559).
/// </summary>
internal static class VideoContainer
{
    private const int HeadBytes = 64;

    /// <param name="stream">Seekable, at its start.</param>
    public static ContainerVerdict Inspect(Stream stream)
    {
        byte[] head = new byte[HeadBytes];
        int count = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = head.AsSpan(0, count);
        if (count < 8)
        {
            return ContainerVerdict.Not(count == 0 ? "it is empty" : $"it is only {count} bytes long");
        }

        if (start[4..8].SequenceEqual("ftyp"u8))
        {
            return Mp4Container.Inspect(stream);
        }

        if (start.StartsWith(MatroskaContainer.EbmlId))
        {
            return MatroskaContainer.Inspect(stream);
        }

        return ContainerVerdict.Not(LooksLikeText(start) ? $"it is text: {Excerpt(start)}" : "it is neither MP4, QuickTime, WebM nor Matroska");
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        foreach (byte value in start)
        {
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    private static string Excerpt(ReadOnlySpan<byte> start) => DisplayText.OneLine(Encoding.UTF8.GetString(start).TrimEnd('\uFFFD'), 60);
}
