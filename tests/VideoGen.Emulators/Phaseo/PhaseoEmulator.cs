using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>
/// The Phaseo gateway below <c>/v1</c>, in the April contract or that of August. What was recorded of the April one is answered
/// the same to the letter.
/// </summary>
public sealed class PhaseoEmulator : Emulator
{
    private readonly PhaseoService _service;

    /// <param name="time">The clock of jobs, links and webhooks.</param>
    /// <param name="random">Of ids.</param>
    public PhaseoEmulator(PhaseoSettings? settings = null, TimeProvider? time = null, Random? random = null) =>
        _service = new PhaseoService(settings ?? new PhaseoSettings(), time ?? TimeProvider.System, random ?? new Random(1));

    public PhaseoSettings Settings => _service.Settings;

    /// <summary>Every job made, in order.</summary>
    public IReadOnlyList<PhaseoJob> Jobs => _service.Jobs.All;

    /// <summary>Every attempt to deliver a webhook, in order.</summary>
    public IReadOnlyList<PhaseoDelivery> Deliveries => _service.Webhooks.Deliveries;

    public override int JobsMade => _service.Jobs.All.Count;

    public override IReadOnlyList<MadeJob> Made => [.. Jobs.Select(job => new MadeJob(job.Id, job.Request.Prompt, () => Settings.Video(0)))];

    public override IReadOnlyList<(string Name, string Value)> Environment =>
    [
        ("VIDEOGEN_PHASEO_URI", new Uri(BaseUri, "v1").AbsoluteUri),
        ("VIDEOGEN_PHASEO_KEY", Settings.Keys[0].Token),
        (Settings.Contract == PhaseoContract.Aug ? "VIDEOGEN_PHASEO_WORKSPACE_ID" : "VIDEOGEN_PHASEO_TEAM_ID", Settings.Account.Id),
    ];

    /// <summary>Makes every signed link given until now answer 401; a status request gives a new one.</summary>
    public void ExpireLinks() => _service.Links.Revoke();

    protected override void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(_service.Dispose);
        var videos = new PhaseoVideoRoutes(_service);
        var content = new PhaseoContent(_service, videos);
        var list = new PhaseoList(_service);
        var account = new PhaseoAccountRoutes(_service);
        foreach (string path in new[] { "/v1/videos", "/v1/video/generations" })
        {
            _ = routes.MapPost(path, new PhaseoCreate(_service).RunAsync);
            _ = routes.MapGet(path, list.JobsAsync);
            _ = routes.MapGet($"{path}/models", list.ModelsAsync);
            _ = routes.MapGet($"{path}/{{id}}", videos.GetAsync);
            _ = routes.MapDelete($"{path}/{{id}}", videos.DeleteAsync);
            _ = routes.MapPost($"{path}/{{id}}/cancel", videos.CancelAsync);
            _ = routes.MapGet($"{path}/{{id}}/content", content.GetAsync);
            _ = routes.MapPost($"{path}/{{id}}/download_url", (HttpContext context, string id) => _service.August ? content.DownloadUriAsync(context, id) : UnknownAsync(context));
        }

        _ = routes.MapGet("/v1/async/video/{id}/ws", (HttpContext context) => _service.August ? UpgradeAsync(context) : UnknownAsync(context));
        _ = routes.MapGet("/v1/health", PhaseoAccountRoutes.HealthAsync);
        _ = routes.MapGet("/v1/credits", account.CreditsAsync);
        MapEndpoints(routes, new PhaseoEndpointRoutes(_service));
        PhaseoControl.Map(routes, _service);
        _ = routes.Map("/{**path}", UnknownAsync);
    }

    private void MapEndpoints(IEndpointRouteBuilder routes, PhaseoEndpointRoutes endpoints)
    {
        const string Path = "/v1/webhook-endpoints";
        _ = routes.MapGet(Path, (HttpContext context) => _service.August ? endpoints.ListAsync(context) : UnknownAsync(context));
        _ = routes.MapPost(Path, (HttpContext context) => _service.August ? endpoints.CreateAsync(context) : UnknownAsync(context));
        foreach ((string method, string path, Func<HttpContext, string, Task> run) in new (string, string, Func<HttpContext, string, Task>)[]
        {
            ("GET", "/{id}", endpoints.GetAsync),
            ("PATCH", "/{id}", endpoints.ChangeAsync),
            ("DELETE", "/{id}", endpoints.DeleteAsync),
            ("POST", "/{id}/rotate-secret", endpoints.RotateAsync),
        })
        {
            _ = routes.MapMethods(Path + path, [method], (HttpContext context, string id) => _service.August ? run(context, id) : UnknownAsync(context));
        }
    }

    /// <summary>The events themselves are not emulated: a client that may poll has no need of them.</summary>
    private static Task UpgradeAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "websocket";
        return PhaseoAnswers.JsonAsync(context, 426, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = "websocket_upgrade_required", ["message"] = "Use WebSocket upgrade for async job updates." },
        });
    }

    /// <summary>[ASSUMED] the router's own answer, for a wrong method as for a wrong path.</summary>
    private static async Task UnknownAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        context.Response.ContentType = "text/plain; charset=UTF-8";
        await context.Response.WriteAsync("404 Not Found");
    }
}
