using System.Net;

namespace VideoGen.Http;

/// <summary>
/// Reads an answer to its end, bounded in time and size, before it is passed on. So a timeout covers the body, and an answer
/// that breaks off is the same trouble as one that never came.
/// </summary>
internal sealed class WholeAnswerHandler(TimeSpan timeout, int maxBytes, TimeProvider time) : DelegatingHandler
{
    /// <exception cref="TimeoutException">The attempt took longer than the timeout.</exception>
    /// <exception cref="VideoGenException"><c>InvalidResponse</c>: the answer is longer than the limit.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, linked.Token).ConfigureAwait(false);
            HttpContent received = response.Content;
            response.Content = await ReadAsync(received, request, linked.Token).ConfigureAwait(false);
            received.Dispose();
            return response;
        }
        catch (Exception e)
        {
            response?.Dispose();
            if (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested && e is OperationCanceledException or IOException or HttpRequestException)
            {
                throw new TimeoutException($"No whole answer within {timeout.TotalSeconds:0} s.", e);
            }

            throw;
        }
    }

    private async Task<ByteArrayContent> ReadAsync(HttpContent received, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int limit = request.Options.TryGetValue(RequestOptions.MaxAnswerBytes, out int own) ? own : maxBytes;
        var body = new MemoryStream();
        Stream stream = await received.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            byte[] buffer = new byte[16 * 1024];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + count > limit)
                {
                    throw new VideoGenException(VideoErrors.InvalidResponse, $"The answer of {request.RequestUri!.ForDisplay()} is longer than {DisplayText.Size(limit)}.");
                }

                body.Write(buffer, 0, count);
            }
        }

        var whole = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
        foreach ((string name, IEnumerable<string> values) in received.Headers)
        {
            _ = whole.Headers.TryAddWithoutValidation(name, values);
        }

        return whole;
    }
}
