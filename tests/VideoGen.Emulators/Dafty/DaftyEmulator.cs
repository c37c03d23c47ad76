using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Dafty;

/// <summary>
/// Dafty as docs.dafty.ai describes it: image-to-video and frames, jobs with the held read, cancelling, uploads by way of a storage on
/// another origin, limits by bucket. Clips lie on a third origin.
/// </summary>
public sealed class DaftyEmulator : Emulator
{
    internal const string Root = "/api/v1";

    private readonly DaftySettings _settings;
    private readonly TimeProvider _time;
    private readonly DaftyPool _pool;
    private readonly DaftyGate _gate;
    private readonly DaftyUploads _uploads;

    public DaftyEmulator(DaftySettings? settings = null, TimeProvider? time = null)
    {
        (_settings, _time) = (settings ?? new DaftySettings(), time ?? TimeProvider.System);
        Charges = new Charges(_settings.Balance, "CU");
        Storage = new DaftyStorage(_time);
        _pool = new DaftyPool(_settings, _time, Charges, Media);
        _gate = new DaftyGate(_settings, _time);
        _uploads = new DaftyUploads(_settings, _time, Storage, Media);
    }

    public override Charges Charges { get; }

    /// <summary>The origin of clips, poster images and finished uploads.</summary>
    public MediaServer Media { get; } = new();

    /// <summary>The origin that presigned uploads go to.</summary>
    public DaftyStorage Storage { get; }

    /// <summary>What a client takes for the service's base address.</summary>
    public Uri ApiUri => new(BaseUri, Root);

    public override int JobsMade => _pool.Made;

    public override IReadOnlyList<MadeJob> Made => [.. _pool.NewestFirst().Reverse().Select(job => new MadeJob(job.Id, job.Prompt, () => _pool.ClipOf(job)))];

    public override IReadOnlyList<(string Name, string Value)> Environment =>
        [("VIDEOGEN_DAFTY_URI", ApiUri.AbsoluteUri), ("VIDEOGEN_DAFTY_KEY", _settings.Keys[0])];

    protected override IReadOnlyList<Emulator> Parts => [Media, Storage];

    /// <summary>A job that is no video, as if the account had asked for an image. Free.</summary>
    /// <returns>Its id.</returns>
    public string AddImageJob()
    {
        var job = new DaftyJob("image.generate", _time.GetUtcNow());
        return _pool.Create(job, _settings.Keys[0], null, "", out _)?.Id ?? throw new InvalidOperationException("Too many jobs are in flight.");
    }

    protected override void Map(IEndpointRouteBuilder routes)
    {
        routes.FillEmptyAnswers(status => status == 404
            ? DaftyAnswer.ErrorBody("NOT_FOUND", "Not found")
            : DaftyAnswer.ErrorBody("METHOD_NOT_ALLOWED", "Method not allowed"));
        routes.UseBeforeEndpoints(_gate.RunAsync);
        new DaftyVideos(_settings, _time, Charges, _pool, _uploads, Show).Map(routes);
        _uploads.Map(routes);
        _ = routes.MapGet($"{Root}/videos/{{id}}", (HttpContext context, string id) => ReadAsync(context, id, videosOnly: true));
        _ = routes.MapGet($"{Root}/jobs/{{id}}", (HttpContext context, string id) => ReadAsync(context, id, videosOnly: false));
        _ = routes.MapPost($"{Root}/jobs/{{id}}/cancel", Cancel);
        _ = routes.MapGet($"{Root}/jobs", List);
        _ = routes.MapGet($"{Root}/account", () =>
            DaftyAnswer.Data(new JsonObject { ["id"] = "acc_123", ["email"] = "someone@example.com", ["plan"] = _settings.Plan }));
        _ = routes.MapGet($"{Root}/openapi.json", () => Results.Json(new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = "Dafty API", ["version"] = "v1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = ApiUri.AbsoluteUri }),
            ["paths"] = new JsonObject(),
        }));
    }

    private JsonObject Show(DaftyJob job)
    {
        JsonObject json = job.ToJson(_settings, _time.GetUtcNow(), Media.UriOf);

        // The files must be there before their addresses are out.
        _pool.Settle();
        return json;
    }

    private async Task<IResult> ReadAsync(HttpContext context, string id, bool videosOnly)
    {
        string? wait = context.Request.Query.TryGetValue("wait", out Microsoft.Extensions.Primitives.StringValues given) ? given.ToString() : null;
        if (wait is not (null or "true"))
        {
            return DaftyAnswer.Invalid("wait must be 'true'");
        }

        if (!Guid.TryParseExact(id, "D", out _))
        {
            return DaftyAnswer.Invalid("id must be a uuid");
        }

        if (_pool.Find(id) is not { } job || (videosOnly && job.Type != "video.generate"))
        {
            return DaftyAnswer.NotFound("Job");
        }

        if (wait is not null)
        {
            await _pool.WaitForEndAsync(job, context.RequestAborted);
        }

        JsonObject shown = Show(job);
        _pool.Read(job);
        return DaftyAnswer.Data(shown);
    }

    private IResult Cancel(string id)
    {
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return DaftyAnswer.Invalid("id must be a uuid");
        }

        return _pool.Find(id) is not { } job ? DaftyAnswer.NotFound("Job")
            : !_pool.Cancel(job) && _settings.CancelAfterEndIsConflict ? DaftyAnswer.Conflict("The job has ended")
            : DaftyAnswer.Data(Show(job));
    }

    private IResult List()
    {
        var jobs = new JsonArray([.. _pool.NewestFirst().Select(Show)]);
        return DaftyAnswer.Data(_settings.ListShape == DaftyListShape.Bare ? jobs : new JsonObject { ["jobs"] = jobs, ["nextCursor"] = null });
    }
}
