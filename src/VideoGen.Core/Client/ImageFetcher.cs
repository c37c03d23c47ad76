using VideoGen.Http;

namespace VideoGen.Client;

/// <summary>Fetches an image for a service that wants bytes where the user gave an address. No key goes along.</summary>
internal sealed class ImageFetcher(HttpPipeline http)
{
    /// <summary>No service takes more, and a preview needs no more.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <exception cref="VideoGenException"><c>ImageNotFound</c>.</exception>
    public async Task<Stream> OpenAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.ReadPublicAsync(uri, MaxBytes, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? new MemoryStream(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), writable: false)
                : throw NotFetched(uri, $"the server answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException
            || (e is VideoGenException { Kind: var kind } && kind != VideoErrors.ImageNotFound))
        {
            throw NotFetched(uri, e.Message, e);
        }
    }

    private static VideoGenException NotFetched(Uri uri, string reason, Exception? cause = null) =>
        new(VideoErrors.ImageNotFound, $"The image {DisplayText.OneLine(uri.GetLeftPart(UriPartial.Path), 120)} could not be fetched: {reason.TrimEnd('.')}.", cause)
        {
            Remedy = "Check the address, or give a file.",
        };
}
