namespace VideoGen.Providers;

/// <summary>The bytes of an image on its way to a service.</summary>
/// <param name="MediaType">What the bytes are, whatever the file is called: <c>image/jpeg</c>, <c>image/png</c>, <c>image/gif</c>, <c>image/webp</c>.</param>
internal sealed record ImageBytes(byte[] Content, string MediaType)
{
    /// <exception cref="NotSentException"><c>UnreadableImage</c>, <c>ImageNotFound</c>, <c>NotSubmitted</c>: a request that needs the image was not sent.</exception>
    public static async Task<ImageBytes> ReadAsync(ImageContent image, CancellationToken cancellationToken)
    {
        using Stream stream = await image.OpenAsync(cancellationToken).ConfigureAwait(false);
        using var content = new MemoryStream();
        try
        {
            await stream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Being stopped as well: any other exception would count as a lost answer.
            throw new NotSentException(e is OperationCanceledException
                ? new VideoGenException(VideoErrors.NotSubmitted, "The command was stopped before the image was read.", e)
                : new VideoGenException(VideoErrors.ImageNotFound, $"The image {image.FileName} cannot be read: {e.Message}", e));
        }

        byte[] bytes = content.ToArray();
        string mediaType = MediaTypeOf(bytes)
            ?? throw new NotSentException(new VideoGenException(VideoErrors.UnreadableImage, $"{image.FileName ?? "The image"} is no JPEG, PNG, WebP or GIF file."));
        return new ImageBytes(bytes, mediaType);
    }

    /// <summary>As a <c>data:</c> URI (RFC 2397).</summary>
    public string ToDataUri() => $"data:{MediaType};base64,{Convert.ToBase64String(Content)}";

    private static string? MediaTypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
