using System.Buffers;
using System.Security.Cryptography;

namespace VideoGen.Providers;

/// <summary>The bytes of an image on its way to a service. They are never held whole, but read anew each time they are sent.</summary>
internal sealed class ImagePayload
{
    /// <summary>Bytes that are read and sent at once: whole groups of Base64, and with them no object of the large heap.</summary>
    public const int BlockBytes = 48 * 1024;

    /// <summary>The longest signature that is looked at.</summary>
    private const int HeadBytes = 12;

    private readonly ImageContent _image;
    private readonly ImageIdentity _identity;

    private ImagePayload(ImageContent image, ImageIdentity identity, string mediaType) => (_image, _identity, MediaType) = (image, identity, mediaType);

    /// <summary>What the bytes are, whatever the file is called: <c>image/jpeg</c>, <c>image/png</c>, <c>image/gif</c>, <c>image/webp</c>.</summary>
    public string MediaType { get; }

    /// <summary>In bytes.</summary>
    public long Length => _identity.Length;

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 => _identity.Sha256;

    /// <exception cref="NotSentException"><c>UnreadableImage</c>, <c>ImageNotFound</c>, <c>ImageChanged</c>, <c>NotSubmitted</c>: a request that needs the image was not sent.</exception>
    public static async Task<ImagePayload> ReadAsync(ImageContent image, CancellationToken cancellationToken)
    {
        try
        {
            Stream stream = await image.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                byte[] head = new byte[HeadBytes];
                int count = await stream.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                string mediaType = MediaTypeOf(head.AsSpan(0, count))
                    ?? throw new VideoGenException(VideoErrors.UnreadableImage, $"{NameOf(image)} is no JPEG, PNG, WebP or GIF file.");
                return new ImagePayload(image, image.Identity ?? await IdentifyAsync(head.AsMemory(0, count), stream, cancellationToken).ConfigureAwait(false), mediaType);
            }
        }
        catch (Exception e) when (e is not NotSentException)
        {
            // Being stopped as well: any other exception would count as a lost answer.
            throw new NotSentException(e switch
            {
                VideoGenException reason => reason,
                OperationCanceledException => new VideoGenException(VideoErrors.NotSubmitted, "The command was stopped before the image was read.", e),
                _ => Unreadable(image, e),
            });
        }
    }

    /// <summary>The header alone is read, wherever in the file its parts stand.</summary>
    /// <returns>Null for a header we do not understand: the service may.</returns>
    /// <exception cref="VideoGenException"><c>ImageNotFound</c>, <c>ImageChanged</c>.</exception>
    public async Task<ImageHeader?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        Stream stream = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return ImageHeader.Read(await ImageOutline.ReadAsync(stream, cancellationToken).ConfigureAwait(false));
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }

    /// <summary>Passes all bytes on, in blocks of <see cref="BlockBytes"/> and a last one of what is left.</summary>
    /// <remarks>
    /// The last block is held back until the bytes are known to be those that were looked at first. So a file that changed meanwhile
    /// ends the request short of the length it has stated, and in the middle of a text or a part: no service can take it for an order.
    /// </remarks>
    /// <exception cref="VideoGenException"><c>ImageNotFound</c>, <c>ImageChanged</c>.</exception>
    public async Task SendAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellationToken)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes + 1);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Stream stream = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                for (long left = Length; left > 0;)
                {
                    bool isLast = left <= BlockBytes;
                    int wanted = isLast ? (int)left : BlockBytes;

                    // One more than there should be at the end.
                    int count = await ReadAsync(stream, block.AsMemory(0, isLast ? wanted + 1 : wanted), cancellationToken).ConfigureAwait(false);
                    hash.AppendData(block, 0, count);
                    if (count != wanted || (isLast && Hex(hash.GetCurrentHash()) != Sha256))
                    {
                        throw Changed(_image.FileName);
                    }

                    await send(block.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                    left -= count;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>The error of a file that is not what its row was read with.</summary>
    internal static VideoGenException Changed(string? fileName) =>
        new(VideoErrors.ImageChanged, $"{(fileName is null ? "The image" : DisplayText.OneLine(fileName, 120))} has changed since its row was read; nothing was made of it.");

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _image.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NotSentException e)
        {
            // Where it is told, something of a request may have been sent: whoever sends decides what that means.
            throw e.Reason;
        }
        catch (Exception e) when (e is not (OperationCanceledException or VideoGenException))
        {
            throw Unreadable(_image, e);
        }
    }

    /// <summary>Its errors are the file's: as those of the network they would count as a lost answer.</summary>
    private async ValueTask<int> ReadAsync(Stream stream, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or VideoGenException))
        {
            throw Unreadable(_image, e);
        }
    }

    private static async Task<ImageIdentity> IdentifyAsync(ReadOnlyMemory<byte> head, Stream rest, CancellationToken cancellationToken)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(head.Span);
            long length = head.Length;
            int count;
            while ((count = await rest.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(block, 0, count);
                length += count;
            }

            return new ImageIdentity(length, Hex(hash.GetCurrentHash()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static VideoGenException Unreadable(ImageContent image, Exception e) =>
        new(VideoErrors.ImageNotFound, $"{NameOf(image)} cannot be read: {DisplayText.OneLine(e.Message, 200)}", e);

    private static string NameOf(ImageContent image) => image.FileName is { } name ? $"The image {DisplayText.OneLine(name, 120)}" : "The image";

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private static string? MediaTypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
