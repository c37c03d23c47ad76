using System.Globalization;

namespace VideoGen.Emulators.Hosting;

/// <summary>Trouble that any HTTP server can make.</summary>
public static class Scenarios
{
    /// <summary>
    /// The connection ends after so many bytes of the body. They all arrive: Kestrel closes an answer that is shorter than its
    /// length, where an abort would reset the connection and lose some of them.
    /// </summary>
    public static Scenario CutAfter(long bytes) => new($"cut:{bytes}", async (context, next) =>
    {
        context.Response.Body = new LimitedBody(context.Response.Body, bytes, () => Task.CompletedTask);
        await next(context);
    });

    /// <summary>After so many bytes of the body nothing more comes, until the client gives up.</summary>
    public static Scenario StallAfter(long bytes) => new($"stall:{bytes}", async (context, next) =>
    {
        context.Response.Body = new LimitedBody(context.Response.Body, bytes, () => Forever(context));
        await next(context);
    });

    /// <summary>Waits for one task after so many bytes of the body, and for another one after so many.</summary>
    public static Scenario PauseAfter(int firstBytes, Task first, int secondBytes, Task second) => new($"pause:{firstBytes}", async (context, next) =>
    {
        Stream client = context.Response.Body;
        context.Response.Body = new PausingBody(client, new Queue<(long, Task)>([(firstBytes, first), (secondBytes, second)]));
        await next(context);
    });

    /// <summary>Not even the head of an answer comes, until the client gives up.</summary>
    public static Scenario Silence() => new("silence", (context, _) => Forever(context));

    /// <summary>The connection breaks before any answer.</summary>
    public static Scenario Hangup() => new("hangup", (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <param name="code">The HTTP status.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="mediaType">Of the body.</param>
    /// <param name="retryAfter">The Retry-After header as sent.</param>
    public static Scenario Status(int code, string body = "", string mediaType = "text/plain", string? retryAfter = null) => new($"status:{code}", async (context, _) =>
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = System.Text.Encoding.UTF8.GetByteCount(body);
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await context.Response.WriteAsync(body);
    });

    /// <summary>A page of some proxy, with status 200.</summary>
    public static Scenario Html() => Status(200, "<!DOCTYPE html><html><body>Please sign in to the network.</body></html>", "text/html") with { Name = "html" };

    public static Scenario RedirectTo(Uri target, int code = 302) => new($"redirect:{code}", (context, _) =>
    {
        context.Response.StatusCode = code;
        context.Response.Headers.Location = target.OriginalString;
        return Task.CompletedTask;
    });

    /// <summary>A link that has run out, as storages say it.</summary>
    public static Scenario ExpiredLink() =>
        Status(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", "application/xml") with { Name = "expired" };

    /// <summary>Serves the whole although a range was asked for, which RFC 9110 allows every server.</summary>
    public static Scenario IgnoreRange() => new("ignore-range", (context, next) =>
    {
        _ = context.Request.Headers.Remove("Range");
        return next(context);
    });

    /// <summary>Sends the file in pieces with a pause between them.</summary>
    public static Scenario Slow(int bytesPerPause, TimeSpan pause, TimeProvider time) =>
        new(string.Create(CultureInfo.InvariantCulture, $"slow:{bytesPerPause}"), async (context, next) =>
        {
            context.Response.Body = new SlowBody(context.Response.Body, bytesPerPause, () => Task.Delay(pause, time, context.RequestAborted));
            await next(context);
        });

    private static async Task Forever(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
        context.Abort();
    }
}
