using System.Globalization;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Dafty;

/// <summary>What stands before every endpoint but the OpenAPI document: the key, then the limit of the request's bucket.</summary>
internal sealed class DaftyGate(DaftySettings settings, TimeProvider time)
{
    private readonly RateWindow _limits = new(time, TimeSpan.FromMinutes(1));

    public static string KeyOf(HttpContext context) => (string)context.Items[typeof(DaftyGate)]!;

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.Equals($"{DaftyEmulator.Root}/openapi.json", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (ReadKey(context.Request) is not { } key)
        {
            await DaftyAnswer.Error(401, "UNAUTHORIZED", "Invalid API key").ExecuteAsync(context);
            return;
        }

        context.Items[typeof(DaftyGate)] = key;
        (string bucket, int limit) = BucketOf(context.Request);
        RateVerdict verdict = _limits.Take($"{bucket} {key}", limit);
        string reset = ((int)Math.Ceiling(verdict.Reset.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        IHeaderDictionary headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = verdict.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = reset;
        if (!verdict.Allowed)
        {
            headers.RetryAfter = reset;
            await DaftyAnswer.Error(429, "RATE_LIMIT_ERROR", "Rate limit exceeded").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private string? ReadKey(HttpRequest request)
    {
        string header = request.Headers["x-api-key"].ToString();
        string authorization = request.Headers.Authorization.ToString();
        if (header.Length > 0 && authorization.Length > 0 && settings.RefusesBothCredentials)
        {
            return null;
        }

        string key = header.Length > 0 ? header : authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..] : "";
        return settings.Keys.Contains(key, StringComparer.Ordinal) ? key : null;
    }

    private (string Name, int Limit) BucketOf(HttpRequest request)
    {
        string path = request.Path.Value!;
        bool At(string place) => HttpMethods.IsPost(request.Method) && path.StartsWith(DaftyEmulator.Root + place, StringComparison.Ordinal);
        return At("/videos/") ? ("videos", settings.VideoCreatesPerMinute)
            : At("/images/") ? ("images", settings.ImageCreatesPerMinute)
            : At("/styles/extract") ? ("styles", settings.StyleExtractsPerMinute)
            : At("/uploads") && path.Length == $"{DaftyEmulator.Root}/uploads".Length ? ("uploads", settings.UploadsPerMinute)
            : ("other", settings.OthersPerMinute);
    }
}
