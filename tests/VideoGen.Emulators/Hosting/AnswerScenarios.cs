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
    public static Scenario Answer(string body) => new("json", async (context, next) =>
    {
        Stream wire = context.Response.Body;
        using var unseen = new MemoryStream();
        context.Response.Body = unseen;
        await next(context);
        context.Response.Body = wire;
        context.Response.ContentLength = null;
        await context.Response.WriteAsync(body);
    });
}
