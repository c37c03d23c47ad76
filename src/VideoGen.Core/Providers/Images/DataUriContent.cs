using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;

namespace VideoGen.Providers;

/// <summary>Where in a JSON body an image comes.</summary>
/// <param name="Start">The first byte of what stands for it.</param>
/// <param name="Length">Bytes of that.</param>
/// <param name="Image">What comes there, as a <c>data:</c> URI.</param>
internal readonly record struct DataUriPlace(int Start, int Length, ImagePayload Image)
{
    public byte[] Head => Encoding.ASCII.GetBytes($"data:{Image.MediaType};base64,");
}

/// <summary>
/// A JSON body whose images are read and encoded while it is sent, as often as it is. Its length is known beforehand. The <c>+</c> of
/// Base64 is written as it is, which a JSON writer would escape, and a body of images would be a twelfth longer for.
/// </summary>
internal sealed class DataUriContent : HttpContent
{
    private readonly byte[] _json;
    private readonly IReadOnlyList<DataUriPlace> _places;

    /// <param name="json">The body with something short in place of each image.</param>
    /// <param name="places">In the order of the body.</param>
    public DataUriContent(byte[] json, IReadOnlyList<DataUriPlace> places)
    {
        (_json, _places) = (json, places);
        Headers.ContentType = new("application/json");
    }

    /// <summary>The body with the length and the hash of each image in place of it, for records.</summary>
    public byte[] Outline()
    {
        var outline = new MemoryStream();
        int at = 0;
        foreach (DataUriPlace place in _places)
        {
            outline.Write(_json.AsSpan(at, place.Start - at));
            outline.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"‹{place.Image.MediaType}, {place.Image.Length} bytes, sha256 {place.Image.Sha256[..8]}…›")));
            at = place.Start + place.Length;
        }

        outline.Write(_json.AsSpan(at));
        return outline.ToArray();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] encoded = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(ImagePayload.BlockBytes));
        try
        {
            int at = 0;
            foreach (DataUriPlace place in _places)
            {
                await stream.WriteAsync(_json.AsMemory(at, place.Start - at), cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(place.Head, cancellationToken).ConfigureAwait(false);
                await place.Image.SendAsync(
                    (block, token) =>
                    {
                        _ = Base64.EncodeToUtf8(block.Span, encoded, out _, out int count);
                        return stream.WriteAsync(encoded.AsMemory(0, count), token);
                    },
                    cancellationToken).ConfigureAwait(false);
                at = place.Start + place.Length;
            }

            await stream.WriteAsync(_json.AsMemory(at), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length + _places.Sum(place => place.Head.Length + ((place.Image.Length + 2) / 3 * 4) - place.Length);
        return true;
    }
}
