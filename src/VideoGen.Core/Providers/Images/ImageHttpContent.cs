using System.Net;

namespace VideoGen.Providers;

/// <summary>The bytes of an image as a body, or as a part of a form; read while they are sent, as often as they are.</summary>
internal sealed class ImageHttpContent : HttpContent
{
    private readonly ImagePayload _image;

    public ImageHttpContent(ImagePayload image)
    {
        _image = image;
        Headers.ContentType = new(image.MediaType);
    }

    /// <summary>Of the bytes; lower-case hexadecimal.</summary>
    public string Sha256 => _image.Sha256;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _image.SendAsync(stream.WriteAsync, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _image.Length;
        return true;
    }
}
