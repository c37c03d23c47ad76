using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace VideoGen.Providers;

/// <summary>
/// An image file without its pixels, in the form of its format: all that <see cref="ImageHeader"/> looks at, however large the file is.
/// </summary>
/// <param name="file">At its start.</param>
[SuppressMessage("Design", "CA1001", Justification = "The file is the caller's, and what is kept is memory.")]
internal sealed class ImageOutline(Stream file, CancellationToken cancellationToken)
{
    /// <summary>Longer metadata is none that we read.</summary>
    private const int MostMetadata = 1024 * 1024;

    /// <summary>What is kept of pixels: the header of a WebP's picture is in them.</summary>
    private const int Beginning = 16;

    // Steps of a few bytes, of which a file may have thousands.
    private readonly BufferedStream _file = new(file, 4096);
    private readonly MemoryStream _kept = new();

    /// <summary>Reads a file from its start.</summary>
    public static async Task<byte[]> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var outline = new ImageOutline(file, cancellationToken);
        await outline.ReadAsync().ConfigureAwait(false);
        return outline._kept.ToArray();
    }

    private async Task ReadAsync()
    {
        byte[] head = await TakeAsync(2).ConfigureAwait(false);
        _kept.Write(head);
        switch (head)
        {
            case [0xFF, 0xD8]:
                await ReadJpegAsync().ConfigureAwait(false);
                break;

            case [0x89, (byte)'P']:
                await KeepAsync(6).ConfigureAwait(false);
                await ReadPngAsync().ConfigureAwait(false);
                break;

            case [(byte)'R', (byte)'I']:
                await KeepAsync(10).ConfigureAwait(false);
                await ReadWebPAsync().ConfigureAwait(false);
                break;

            default:
                await KeepAsync(62).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Segments up to the frame header (ITU-T T.81, annex B); of the others, only EXIF's.</summary>
    private async Task ReadJpegAsync()
    {
        while (await TakeAsync(2).ConfigureAwait(false) is [0xFF, var marker])
        {
            while (marker == 0xFF && await TakeAsync(1).ConfigureAwait(false) is [var next])
            {
                marker = next;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            byte[] size = await TakeAsync(2).ConfigureAwait(false);
            bool isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (size.Length < 2 || isFrame || marker is 0xE1 or 0xD9 or 0xDA)
            {
                _kept.Write([0xFF, marker, .. size]);
                await KeepAsync(Math.Max(size.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(size) - 2, 0)).ConfigureAwait(false);
                if (marker != 0xE1)
                {
                    return;
                }
            }
            else
            {
                await SkipAsync(Math.Max(BinaryPrimitives.ReadUInt16BigEndian(size) - 2, 0)).ConfigureAwait(false);
            }
        }

        // Whatever stands here is no marker.
        _kept.Write([0, 0, 0, 0]);
    }

    /// <summary>All chunks but those of pixels (W3C PNG, third edition); EXIF may stand behind them.</summary>
    private async Task ReadPngAsync()
    {
        while (await TakeAsync(8).ConfigureAwait(false) is { Length: 8 } chunk)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(chunk) + 4L;
            if (length > MostMetadata || chunk.AsSpan(4).SequenceEqual("IDAT"u8) || chunk.AsSpan(4).SequenceEqual("fdAT"u8))
            {
                await SkipAsync(length).ConfigureAwait(false);
            }
            else
            {
                _kept.Write(chunk);
                await KeepAsync(length).ConfigureAwait(false);
            }
        }
    }

    /// <summary>All chunks (RFC 9649), those of pixels and of colours cut to their beginning.</summary>
    private async Task ReadWebPAsync()
    {
        while (await TakeAsync(8).ConfigureAwait(false) is { Length: 8 } chunk)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            bool isWhole = length <= MostMetadata && chunk.AsSpan(0, 4) is var type && (type.SequenceEqual("EXIF"u8) || type.SequenceEqual("VP8X"u8));
            uint kept = isWhole ? length : Math.Min(length, Beginning);
            BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(4), kept);
            _kept.Write(chunk);
            await KeepAsync(kept).ConfigureAwait(false);
            if (kept % 2 == 1)
            {
                _kept.WriteByte(0);
            }

            // Chunks of odd length are followed by a byte of padding.
            await SkipAsync(length - kept + (length & 1)).ConfigureAwait(false);
        }
    }

    /// <summary>Fewer where the file ends.</summary>
    private async Task<byte[]> TakeAsync(int count)
    {
        byte[] bytes = new byte[count];
        int taken = await _file.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return taken == count ? bytes : bytes[..taken];
    }

    private async Task KeepAsync(long count) => _kept.Write(await TakeAsync((int)count).ConfigureAwait(false));

    private async Task SkipAsync(long count)
    {
        if (_file.CanSeek)
        {
            _ = _file.Seek(count, SeekOrigin.Current);
            return;
        }

        byte[] passed = new byte[4096];
        while (count > 0 && await _file.ReadAsync(passed.AsMemory(0, (int)Math.Min(count, passed.Length)), cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            count -= read;
        }
    }
}
