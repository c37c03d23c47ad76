using System.Buffers.Text;

namespace VideoGen.Client;

/// <summary>A <c>data:</c> URI with base64 content (RFC 2397).</summary>
/// <param name="MediaType">Such as <c>image/png</c>; <c>text/plain</c> where none is written, as the RFC says.</param>
/// <param name="Content">The Base64 in it, checked.</param>
internal sealed record DataUri(string MediaType, ReadOnlyMemory<char> Content)
{
    /// <exception cref="VideoGenException"><c>UnreadableImage</c>.</exception>
    public static DataUri Parse(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        string head = comma < 0 ? "" : text[..comma];
        if (!head.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || !head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
        {
            throw new VideoGenException(VideoErrors.UnreadableImage, "The image is not a data URI with base64 content (data:image/png;base64,…).");
        }

        string mediaType = head["data:".Length..].Split(';')[0];
        ReadOnlyMemory<char> content = text.AsMemory(comma + 1);
        return Base64.IsValid(content.Span)
            ? new DataUri(mediaType.Length == 0 ? "text/plain" : mediaType, content)
            : throw new VideoGenException(VideoErrors.UnreadableImage, "The image's data URI is not valid base64.");
    }

    /// <summary>The decoded content, decoded as it is read.</summary>
    public Stream Open() => new Base64Stream(Content);
}
