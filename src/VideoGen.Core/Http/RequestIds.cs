using System.Net.Http.Headers;

namespace VideoGen.Http;

/// <summary>The id by which a service's support finds an exchange.</summary>
internal static class RequestIds
{
    /// <summary>The service's own first; those of networks between it and us last.</summary>
    private static readonly string[] HeaderNames =
        ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id", "x-trace-id", "x-correlation-id", "x-amz-cf-id", "cf-ray"];

    public static string? Of(HttpResponseHeaders headers)
    {
        foreach (string name in HeaderNames)
        {
            if (headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > 0 } id)
            {
                return DisplayText.OneLine(id, 100);
            }
        }

        return null;
    }
}
