using System.Net;

namespace VideoGen.Client;

/// <summary>Reads what is sent to the listener, no more than its limits allow.</summary>
internal sealed class WebhookBody(WebhookLimits limits)
{
    /// <summary>
    /// What is read of a longer body and thrown away before it is answered: a sender that is cut off while it sends sees a broken
    /// connection in place of the answer.
    /// </summary>
    private const int MostDiscarded = 1024 * 1024;

    /// <summary>The request, or the status of what is wrong with it.</summary>
    /// <exception cref="HttpListenerException">The body is cut off, or not framed as HTTP has it.</exception>
    public async Task<(WebhookRequest? Request, HttpStatusCode Fault)> ReadAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpMethod != "POST")
        {
            return (null, HttpStatusCode.MethodNotAllowed);
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int length = 0;
        foreach (string name in request.Headers.AllKeys.OfType<string>())
        {
            string value = request.Headers[name] ?? "";
            headers[name] = value;
            length += name.Length + value.Length + 4;
        }

        if (length > limits.HeaderBytes)
        {
            return (null, HttpStatusCode.RequestHeaderFieldsTooLarge);
        }

        byte[]? body = await ReadBodyAsync(request, cancellationToken).ConfigureAwait(false);
        return body switch
        {
            null => (null, HttpStatusCode.RequestEntityTooLarge),
            [] => (null, HttpStatusCode.BadRequest),
            _ => (new WebhookRequest(headers, body), default),
        };
    }

    /// <summary>Null for one that is too long.</summary>
    private async Task<byte[]?> ReadBodyAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasEntityBody)
        {
            return [];
        }

        bool keep = request.ContentLength64 <= limits.BodyBytes;
        if (!keep && request.Headers["Expect"] is not null)
        {
            // Its sender asks before it sends.
            return null;
        }

        using var body = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        while (total <= limits.BodyBytes + MostDiscarded)
        {
            // The listener's streams do not look at a token once they wait; the connection is closed under them then.
            int read = await request.InputStream.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return keep ? body.ToArray() : null;
            }

            total += read;
            keep &= total <= limits.BodyBytes;
            if (keep)
            {
                body.Write(buffer, 0, read);
            }
        }

        return null;
    }
}
