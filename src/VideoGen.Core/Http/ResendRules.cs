using System.Net;

namespace VideoGen.Http;

/// <summary>Which requests may be sent again after which trouble. The rule that keeps money from being spent twice.</summary>
internal sealed class ResendRules(RetryPolicy policy, TimeProvider time)
{
    public async ValueTask<bool> MayResendAsync(HttpRequestMessage request, HttpResponseMessage? answer, Exception? trouble, CancellationToken cancellationToken)
    {
        if (answer is not null && RetryPolicy.RetryAfter(answer, time.GetUtcNow()) > policy.MaxRetryAfter)
        {
            return false;
        }

        return RequestOptions.KindOf(request) switch
        {
            ApiCall.Read => answer is null ? trouble is HttpRequestException or IOException or TimeoutException : IsPassing(answer.StatusCode),
            ApiCall.Change => answer is null ? WasNotSent(trouble) : await IsOwnRateLimitAsync(request, answer, cancellationToken).ConfigureAwait(false),

            // Not even where no byte left: the journal's entry belongs to the caller, who is told and decides.
            _ => answer is not null && await IsOwnRateLimitAsync(request, answer, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>True when the connection failed before any byte of the request was sent.</summary>
    public static bool WasNotSent(Exception? trouble) => trouble is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        || (int)status is > 504 and < 600;

    /// <summary>A 429 of a proxy in between says nothing of what the service did; only the service's own words do.</summary>
    public static async ValueTask<bool> IsOwnRateLimitAsync(HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode != HttpStatusCode.TooManyRequests || !request.Options.TryGetValue(RequestOptions.ErrorReader, out ErrorReader? read))
        {
            return false;
        }

        string body = await AnswerText.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        return read(answer.StatusCode, body) is { } error && error.IsRefusal != false && (error.Kind is null || error.Kind == VideoErrors.RateLimited);
    }
}
