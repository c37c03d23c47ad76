using System.Net;

namespace VideoGen.Http;

/// <summary>The one place where an answer that is not a success becomes an error.</summary>
public static class ApiFailure
{
    private const int ExcerptLength = 200;

    /// <summary>The kind of an HTTP status.</summary>
    public static VideoErrorKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 => VideoErrors.Unauthorized,
        402 => VideoErrors.PaymentRequired,
        403 => VideoErrors.Forbidden,
        404 => VideoErrors.NotFoundAtService,
        408 or >= 500 => VideoErrors.ServiceFailed,
        429 => VideoErrors.RateLimited,
        >= 400 => VideoErrors.RequestRefused,
        _ => VideoErrors.InvalidResponse,
    };

    /// <summary>An error the service states in its own shape, be it with a status of success.</summary>
    public static VideoGenException Stated(ApiEndpoint endpoint, ServiceError error, HttpStatusCode status, string? requestId = null, TimeSpan? retryAfter = null)
    {
        // Masked before it is cut: half a key would not be found any more.
        string? code = error.Code is { } stated ? Mask(endpoint, stated) : null;
        string words = code is { Length: > 0 } ? $" ({DisplayText.OneLine(code, 60)})" : "";
        return new VideoGenException(error.Kind ?? KindOf(status), $"{endpoint.Name} answered {(int)status}{words}: {DisplayText.OneLine(Mask(endpoint, error.Message), 500)}")
        {
            ServiceCode = code,
            HttpStatus = status,
            Provider = endpoint.Name,
            RequestId = (error.RequestId ?? requestId) is { } id ? Mask(endpoint, id) : null,
            RetryAfter = retryAfter,
        };
    }

    /// <summary>An error status with a body of any kind.</summary>
    internal static VideoGenException Foreign(ApiEndpoint endpoint, HttpResponseMessage answer, string text)
    {
        string words = answer.Headers.Location is { } location && (int)answer.StatusCode is >= 300 and < 400
            ? $" and points to {location.ForDisplay()}, which is not followed."
            : Excerpt(endpoint, text);
        return new VideoGenException(KindOf(answer.StatusCode), Mask(endpoint, $"{endpoint.Name} answered {(int)answer.StatusCode}{words}"))
        {
            HttpStatus = answer.StatusCode,
            Provider = endpoint.Name,
            RequestId = RequestIds.Of(answer.Headers) is { } id ? Mask(endpoint, id) : null,
        };
    }

    /// <summary>A success whose body is not what the service documents.</summary>
    internal static VideoGenException Unreadable(ApiEndpoint endpoint, HttpResponseMessage answer, string text, Exception? cause) =>
        new(VideoErrors.InvalidResponse, $"{endpoint.Name} answered {(int)answer.StatusCode}, but not with the JSON it documents{Excerpt(endpoint, text)}", cause)
        {
            HttpStatus = answer.StatusCode,
            Provider = endpoint.Name,
            RequestId = RequestIds.Of(answer.Headers) is { } id ? Mask(endpoint, id) : null,
        };

    /// <summary>No answer, or none that is whole.</summary>
    internal static VideoGenException Unreachable(ApiEndpoint endpoint, Exception trouble) =>
        new(VideoErrors.ConnectionFailed, Mask(endpoint, $"{endpoint.Name} ({endpoint.BaseUri.ForDisplay()}) gave no whole answer: {DisplayText.OneLine(Mask(endpoint, trouble.Message), 300)}"), trouble) { Provider = endpoint.Name };

    internal static string Mask(ApiEndpoint endpoint, string text) =>
        endpoint.Hidden.Aggregate(endpoint.Credential?.Secret.RemoveFrom(text) ?? text, (masked, secret) => secret.RemoveFrom(masked));

    private static string Excerpt(ApiEndpoint endpoint, string text) => DisplayText.OneLine(Mask(endpoint, text), ExcerptLength) is { Length: > 0 } words ? $": {words}" : " (an empty body).";
}
