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
            ApiCall.Read => answer is null
                ? trouble is HttpRequestException or IOException or TimeoutException
                : IsPassing(answer.StatusCode) && !await IsQuotaAsync(request, answer, cancellationToken).ConfigureAwait(false),
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
        ServiceError? error = await ReadRateErrorAsync(request, answer, cancellationToken).ConfigureAwait(false);
        return error is not null && error.IsRefusal != false && (error.Kind is null || error.Kind == VideoErrors.RateLimited);
    }

    /// <summary>A quota that is used up does not come back within seconds, and asking again may count towards it.</summary>
    private static async ValueTask<bool> IsQuotaAsync(HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancellationToken) =>
        (await ReadRateErrorAsync(request, answer, cancellationToken).ConfigureAwait(false))?.Kind == VideoErrors.QuotaReached;

    /// <summary>What the service itself says with a 429; null for any other answer.</summary>
    private static async ValueTask<ServiceError?> ReadRateErrorAsync(HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancellationToken) =>
        answer.StatusCode == HttpStatusCode.TooManyRequests && request.Options.TryGetValue(RequestOptions.ErrorReader, out ErrorReader? read)
            ? read(answer.StatusCode, await AnswerText.ReadAsync(answer, cancellationToken).ConfigureAwait(false))
            : null;
}
