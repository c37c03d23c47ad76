using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.OpenAI;

/// <summary>
/// The <c>/v1/videos</c> shape: create as JSON or with a file, retrieve, list, content, delete. It is the service's reference page
/// (developers.openai.com, Videos) or, by its settings, one of the servers and gateways that speak the same.
/// </summary>
public sealed class OpenAIEmulator : Emulator
{
    private const string Path = "/v1/videos";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly OpenAIVideos _videos;
    private readonly TimeProvider _time;
    private readonly Lazy<byte[]> _sameClip;
    private int _requests;

    /// <param name="settings">Null for the service itself.</param>
    /// <param name="time">Of jobs and their assets; null for the real one.</param>
    public OpenAIEmulator(OpenAISettings? settings = null, TimeProvider? time = null)
    {
        Settings = settings ?? new OpenAISettings();
        _time = time ?? TimeProvider.System;
        Charges = new Charges(Settings.Balance, "USD");
        _videos = new OpenAIVideos(Settings, _time, Charges);
        _sameClip = new Lazy<byte[]>(() => SampleClip.Mp4(Settings.ClipBytes));
    }

    public OpenAISettings Settings { get; }

    public override Charges Charges { get; }

    /// <summary>Where content is, if it is redirected to another origin.</summary>
    public MediaServer Files { get; } = new();

    /// <summary>All videos, in the order they were made; deleted ones are gone.</summary>
    public IReadOnlyList<OpenAIVideo> Videos => _videos.All;

    /// <summary>What a client takes for the service's address.</summary>
    public Uri ApiUri => new(BaseUri, "v1");

    public override int JobsMade => Charges.Entries.Count(charge => charge.Amount > 0);

    public override IReadOnlyList<MadeJob> Made => [.. Videos.Select(video => new MadeJob(video.Id, video.Order.Prompt, () => ContentOf(video, Settings.ClipBytes)))];

    public override IReadOnlyList<(string Name, string Value)> Environment =>
        [("VIDEOGEN_OPENAI_URI", ApiUri.AbsoluteUri), .. Settings.ApiKey is { } key ? new[] { ("VIDEOGEN_OPENAI_KEY", key) } : []];

    protected override IReadOnlyList<Emulator> Parts => [Files];

    protected override DateTimeOffset? FirstEnd(DateTimeOffset since) => Videos.Where(video => video.Clock.Created >= since).Min(video => video.Clock.Ended);

    /// <summary>The control endpoint's <c>name=rate-limit&amp;value=seconds</c>.</summary>
    protected internal override Scenario? FindScenario(string name, string value) => name switch
    {
        "rate-limit" => OpenAIScenarios.RateLimit(value.Length == 0 ? null : value),
        "server-error" => OpenAIScenarios.ServerError(),
        _ => null,
    };

    protected override void Map(IEndpointRouteBuilder routes)
    {
        On(routes, Path, ("POST", CreateAsync), ("GET", context =>
        {
            (JsonObject? page, OpenAIError? error) = _videos.List(context.Request.Query);
            return WriteAsync(context, error?.Status ?? 200, error?.ToJson() ?? page!);
        }
        ));
        On(routes, $"{Path}/{{id}}", ("GET", OfVideo(RetrieveAsync)), ("DELETE", OfVideo(DeleteAsync)));
        On(routes, $"{Path}/{{id}}/content", ("GET", OfVideo(ContentAsync)));
        _ = routes.MapFallback("{**path}", context => WriteAsync(context, new OpenAIError(404, $"Invalid URL ({context.Request.Method} {context.Request.Path})")));
    }

    private async Task CreateAsync(HttpContext context)
    {
        (OpenAIOrder? order, OpenAIError? error) = await OpenAICreate.ReadAsync(context.Request, Settings);
        if (Settings.CreateTime > TimeSpan.Zero)
        {
            await Task.Delay(Settings.CreateTime, _time, context.RequestAborted);
        }

        OpenAIVideo? video = order is null ? null : _videos.Add(order);
        error ??= video is null
            ? new OpenAIError(429, "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", Type: "insufficient_quota")
            : null;
        await WriteAsync(context, error?.Status ?? 200, error?.ToJson() ?? video!.ToJson(isRead: false));
    }

    private Task RetrieveAsync(HttpContext context, OpenAIVideo video)
    {
        JsonObject json = video.ToJson(isRead: true);
        if (Settings.PollAfter is { } pause && json["status"]!.GetValue<string>() is "queued" or "in_progress")
        {
            context.Response.Headers["openai-poll-after-ms"] = ((long)pause.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, 200, json);
    }

    private Task DeleteAsync(HttpContext context, OpenAIVideo video)
    {
        if (video.Status is "queued" or "in_progress" && !Settings.DeleteActive)
        {
            return WriteAsync(context, new OpenAIError(Settings.DeleteActiveStatus, $"Video '{video.Id}' is {video.Status} and cannot be deleted yet.", Param: "id"));
        }

        _videos.Remove(video);
        return WriteAsync(context, 200, new JsonObject { ["id"] = video.Id, ["deleted"] = true, ["object"] = "video.deleted" });
    }

    private Task ContentAsync(HttpContext context, OpenAIVideo video)
    {
        string variant = context.Request.Query.TryGetValue("variant", out Microsoft.Extensions.Primitives.StringValues asked) ? asked.ToString() : "video";
        if (variant is not ("video" or "thumbnail" or "spritesheet"))
        {
            return WriteAsync(context, new OpenAIError(400, $"Invalid value: '{variant}'. Supported values are: 'video', 'thumbnail', and 'spritesheet'.", "invalid_value", "variant"));
        }

        if (video.Status != "completed")
        {
            return WriteAsync(context, new OpenAIError(Settings.NotReadyStatus, $"Video is not ready yet, use GET {Path}/{video.Id} to check status."));
        }

        if (video.Expires <= _time.GetUtcNow())
        {
            return WriteAsync(context, new OpenAIError(Settings.ExpiredStatus, $"The content of video '{video.Id}' has expired."));
        }

        byte[] bytes = ContentOf(video, variant == "video" ? Settings.ClipBytes : 1000);
        string mediaType = variant switch { "video" => "video/mp4", "thumbnail" => "image/webp", _ => "image/jpeg" };
        if (Settings.RedirectContent)
        {
            Files.Put($"/{video.Id}/{variant}", new MediaFile(bytes) { MediaType = mediaType, Expired = () => video.Expires <= _time.GetUtcNow() });
            context.Response.Redirect(Files.UriOf($"/{video.Id}/{variant}").AbsoluteUri);
            return Task.CompletedTask;
        }

        return Results.File(bytes, mediaType, enableRangeProcessing: true).ExecuteAsync(context);
    }

    private byte[] ContentOf(OpenAIVideo video, int size) =>
        Settings.SameClip && size == Settings.ClipBytes ? _sameClip.Value : SampleClip.Mp4(size, Convert.ToInt32(video.Id[^7..], 16));

    private RequestDelegate OfVideo(Func<HttpContext, OpenAIVideo, Task> act) => context =>
    {
        string id = context.Request.RouteValues["id"]!.ToString()!;
        return _videos.Find(id) is { } video ? act(context, video) : WriteAsync(context, OpenAIError.NotFound(id));
    };

    /// <summary>These methods behind the key, and for every other one the service's refusal.</summary>
    private void On(IEndpointRouteBuilder routes, string path, params (string Method, RequestDelegate Act)[] methods)
    {
        foreach ((string method, RequestDelegate act) in methods)
        {
            _ = routes.MapMethods(path, [method], context => Refuse(context.Request) is { } error ? WriteAsync(context, error) : act(context));
        }

        _ = routes.MapMethods(path, Methods.Except(methods.Select(entry => entry.Method)), context =>
            WriteAsync(context, new OpenAIError(405, $"Not allowed to {context.Request.Method} on {context.Request.Path}.", "method_not_supported")));
    }

    private OpenAIError? Refuse(HttpRequest request)
    {
        string authorization = request.Headers.Authorization.ToString();
        return Settings.ApiKey is null || authorization == $"Bearer {Settings.ApiKey}" ? null
            : authorization.Length == 0 ? new OpenAIError(401, "You didn't provide an API key.")
            : new OpenAIError(401, "Incorrect API key provided.", "invalid_api_key");
    }

    private Task WriteAsync(HttpContext context, OpenAIError error) => WriteAsync(context, error.Status, error.ToJson());

    private Task WriteAsync(HttpContext context, int status, JsonObject json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-request-id"] = $"req_{Interlocked.Increment(ref _requests):x32}";
        return context.Response.WriteAsync(json.ToJsonString());
    }
}
