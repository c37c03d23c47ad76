using System.Text;
using VideoGen.Http;

namespace VideoGen.Providers;

/// <summary>
/// The images of one JSON body. In the message a short text stands for each; the bytes come in its place while the body is sent
/// (<see cref="RequestBody.Create"/>), so that no image is ever held in memory.
/// </summary>
internal sealed class BodyImages
{
    private readonly List<(string Text, ImagePayload Image)> _images = [];

    /// <summary>What stands in the message for an image: its address or id, or a text for its <c>data:</c> URI (RFC 2397).</summary>
    /// <exception cref="NotSentException">As <see cref="ImagePayload.ReadAsync(ImageContent, CancellationToken)"/>.</exception>
    public async Task<string> TextOfAsync(ImageContent image, CancellationToken cancellationToken)
    {
        if (image.Reference is { } reference)
        {
            return reference;
        }

        // Nobody can guess it, so no prompt has it too.
        string text = $"data-uri-{Guid.NewGuid():N}";
        _images.Add((text, await ImagePayload.ReadAsync(image, cancellationToken).ConfigureAwait(false)));
        return text;
    }

    /// <summary>The body with the images in their places.</summary>
    /// <param name="json">The message, each text of <see cref="TextOfAsync"/> in it once.</param>
    public HttpContent Fill(byte[] json) => _images.Count == 0
        ? ApiTransport.JsonBody(json)
        : new DataUriContent(json, [.. _images.Select(image => Place(json, image.Text, image.Image)).OrderBy(place => place.Start)]);

    private static DataUriPlace Place(ReadOnlySpan<byte> json, string text, ImagePayload image)
    {
        byte[] mark = Encoding.UTF8.GetBytes(text);
        int start = json.IndexOf(mark);
        return start >= 0 && json[(start + mark.Length)..].IndexOf(mark) < 0
            ? new DataUriPlace(start, mark.Length, image)
            : throw new InvalidOperationException("An image has no place of its own in its message.");
    }
}
