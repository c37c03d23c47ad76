using System.Buffers;
using System.Net.Http.Headers;

namespace VideoGen.Http;

/// <summary>
/// Reads an answer to its end, bounded in time and size, before it is passed on. So a timeout covers the body, and an answer
/// that breaks off is the same trouble as one that never came.
/// </summary>
internal sealed class WholeAnswerHandler(TimeSpan timeout, int maxBytes, TimeProvider time) : DelegatingHandler
{
    private const int FirstBuffer = 16 * 1024;

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

    private async Task<WholeAnswer> ReadAsync(HttpContent received, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int limit = request.Options.TryGetValue(RequestOptions.MaxAnswerBytes, out int own) ? own : maxBytes;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            int length = 0;
            Stream stream = await received.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                int count;
                while ((count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
                {
                    length += count;
                    if (length > limit)
                    {
                        throw new VideoGenException(VideoErrors.InvalidResponse, $"The answer of {request.RequestUri!.ForDisplay()} is longer than {DisplayText.Size(limit)}.");
                    }

                    if (length == buffer.Length)
                    {
                        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * length, Math.Min(limit + 1L, Array.MaxLength)));
                        buffer.CopyTo(larger, 0);
                        ArrayPool<byte>.Shared.Return(buffer);
                        buffer = larger;
                    }
                }
            }

            var whole = new WholeAnswer(buffer.AsSpan(0, length).ToArray());
            foreach (KeyValuePair<string, HeaderStringValues> header in received.Headers.NonValidated)
            {
                _ = whole.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            return whole;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
