using Microsoft.AspNetCore.Routing.Patterns;

namespace VideoGen.Emulators.Hosting;

/// <summary>ASP.NET Core matches paths without case; services do not (RFC 3986 section 6.2.2.1), and a client must not rely on it.</summary>
internal static class ExactPath
{
    public static Task RequireAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && !Matches(endpoint.RoutePattern, context.Request.Path.Value!))
        {
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool Matches(RoutePattern pattern, string path)
    {
        string[] segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return !pattern.PathSegments.Where((segment, index) =>
            segment is { IsSimple: true } && segment.Parts[0] is RoutePatternLiteralPart literal && (index >= segments.Length || literal.Content != segments[index])).Any();
    }
}
