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
            using HttpResponseMessage answer = await http.Downloads.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw NotFetched(uri, $"the server answered {(int)answer.StatusCode}");
            }

            if (answer.Content.Headers.ContentLength > MaxBytes)
            {
                throw NotFetched(uri, $"it has {DisplayText.Size(answer.Content.Headers.ContentLength)}, the most is {DisplayText.Size(MaxBytes)}");
            }

            var content = new MemoryStream();
            using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            byte[] buffer = new byte[128 * 1024];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > MaxBytes)
                {
                    throw NotFetched(uri, $"it is larger than {DisplayText.Size(MaxBytes)}");
                }
            }

            content.Position = 0;
            return content;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw NotFetched(uri, e.Message, e);
        }
    }

    private static VideoGenException NotFetched(Uri uri, string reason, Exception? cause = null) =>
        new(VideoErrors.ImageNotFound, $"The image {DisplayText.OneLine(uri.GetLeftPart(UriPartial.Path), 120)} could not be fetched: {reason}.", cause) { Remedy = "Check the address, or give a file." };
}
