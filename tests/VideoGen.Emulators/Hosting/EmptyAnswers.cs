using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Hosting;

/// <summary>Routing answers an unknown path (404) and a wrong method (405) without a body; a service has one of its own for each.</summary>
public static class EmptyAnswers
{
    /// <param name="routes">What an emulator maps its endpoints on.</param>
    /// <param name="bodyOf">The body for a status; null leaves it empty.</param>
    public static void FillEmptyAnswers(this IEndpointRouteBuilder routes, Func<int, JsonNode?> bodyOf) => routes.UseBeforeEndpoints(async (context, next) =>
    {
        await next(context);
        HttpResponse response = context.Response;
        if (response is { HasStarted: false, StatusCode: 404 or 405, ContentLength: null, ContentType: null } && bodyOf(response.StatusCode) is { } body)
        {
            await Results.Json(body, statusCode: response.StatusCode).ExecuteAsync(context);
        }
    });

    /// <summary>A step that sees each request, endpoint or none, such as one that asks for a key before it says what there is. The control endpoints need none.</summary>
    public static void UseBeforeEndpoints(this IEndpointRouteBuilder routes, Func<HttpContext, RequestDelegate, Task> step) =>
        _ = ((IApplicationBuilder)routes).Use((HttpContext context, RequestDelegate next) =>
            context.Request.Path.StartsWithSegments(Control.Prefix, StringComparison.Ordinal) ? next(context) : step(context, next));
}
