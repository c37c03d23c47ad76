namespace VideoGen.Http;

/// <summary>The id by which a service's support finds an exchange.</summary>
internal static class RequestIds
{
    private static readonly string[] HeaderNames = ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id", "cf-ray"];

    public static string? Of(HttpResponseMessage answer)
    {
        foreach (string name in HeaderNames)
        {
            if (answer.Headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > 0 } id)
            {
                return DisplayText.OneLine(id, 100);
            }
        }

        return null;
    }
}
