namespace VideoGen.Emulators.Hosting;

/// <summary>Trouble with answers to requests that the service has carried out.</summary>
public static class AnswerScenarios
{
    /// <summary>The request is carried out, jobs made and charged, and the connection breaks before the answer.</summary>
    public static Scenario LostAnswer() => new("lost", async (context, next) =>
    {
        context.Response.Body = new LimitedBody(Stream.Null, 0, () => Task.CompletedTask);
        await next(context);
        context.Abort();
    });

    /// <summary>The request is carried out, and <paramref name="body"/> answered in place of the service's JSON, with its status and length.</summary>
    public static Scenario Answer(string body) => new("json", (context, next) => InPlaceOfAsync(context, next, _ => System.Text.Encoding.UTF8.GetBytes(body)));

    /// <summary>The request is carried out, and a page of some proxy answered in place of what the service says.</summary>
    public static Scenario Page(int code) => new($"page:{code}", (context, next) => InPlaceOfAsync(context, next, _ =>
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "text/html";
        return "<!DOCTYPE html><html><body>Something went wrong in between.</body></html>"u8.ToArray();
    }));

    /// <summary>The request is carried out, and only the first half of the answer comes, with a length that says that this is all.</summary>
    public static Scenario Half() => new("half", (context, next) => InPlaceOfAsync(context, next, whole => whole[..(whole.Length / 2)]));

    private static async Task InPlaceOfAsync(HttpContext context, RequestDelegate next, Func<byte[], byte[]> change)
    {
        Stream wire = context.Response.Body;
        using var unseen = new MemoryStream();
        context.Response.Body = unseen;
        await next(context);
        context.Response.Body = wire;
        byte[] body = change(unseen.ToArray());
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }
}
