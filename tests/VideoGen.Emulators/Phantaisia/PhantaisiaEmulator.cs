using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Phantaisia;

/// <summary>
/// Phantaisia's video API as its help centre describes it: two ways to start a job, one status endpoint, asked by POST, for both.
/// Clips lie on another origin.
/// </summary>
public sealed class PhantaisiaEmulator : Emulator
{
    private static readonly string[] Models = ["simple", "advanced", "performance"];

    private readonly object _lock = new();
    private readonly PhantaisiaSettings _settings;
    private readonly TimeProvider _time;
    private readonly PhantaisiaAnswer _answer;
    private readonly Dictionary<string, PhantaisiaJob> _jobs = new(StringComparer.Ordinal);

    public PhantaisiaEmulator(PhantaisiaSettings? settings = null, TimeProvider? time = null)
    {
        (_settings, _time) = (settings ?? new PhantaisiaSettings(), time ?? TimeProvider.System);
        _answer = new PhantaisiaAnswer(_settings.ErrorShape);
        Charges = new Charges(_settings.Balance, "credits");
    }

    public override Charges Charges { get; }

    public MediaServer Media { get; } = new();

    public override int JobsMade => _jobs.Count;

    public override IReadOnlyList<MadeJob> Made
    {
        get
        {
            lock (_lock)
            {
                return [.. _jobs.Values.Select(job => new MadeJob(job.Id, job.Prompt, () => ClipOf(job)))];
            }
        }
    }

    public override IReadOnlyList<(string Name, string Value)> Environment =>
        [("VIDEOGEN_PHANTAISIA_URI", BaseUri.AbsoluteUri.TrimEnd('/')), ("VIDEOGEN_PHANTAISIA_KEY", _settings.Tokens[0])];

    protected override IReadOnlyList<Emulator> Parts => [Media];

    protected override void Map(IEndpointRouteBuilder routes)
    {
        routes.FillEmptyAnswers(status => PhantaisiaAnswer.Detail(status == 404 ? "Not Found" : "Method Not Allowed"));
        _ = routes.MapPost("/v1/run/single_frame_video", (Delegate)((HttpContext context) => RunAsync(context, transition: false)));
        _ = routes.MapPost("/v1/run/first_last_frame_video", (Delegate)((HttpContext context) => RunAsync(context, transition: true)));
        _ = routes.MapPost("/v1/status/single_frame_video/{id}", (HttpContext context, string id) => Refuse(context) ?? Show(id));
    }

    private async Task<IResult> RunAsync(HttpContext context, bool transition)
    {
        if (Refuse(context) is { } refusal)
        {
            return refusal;
        }

        JsonBody body = await JsonBody.ReadAsync(context.Request, nullIsAbsent: false);
        return PhantaisiaRun.Read(body, transition, _settings.RefusesUnknownMembers) is { } run ? RefuseCombination(run) ?? Start(run) : PhantaisiaAnswer.Invalid(body.Faults);
    }

    /// <summary>Framework first, dependencies next: a token is asked for before the body is looked at.</summary>
    private IResult? Refuse(HttpContext context)
    {
        string authorization = context.Request.Headers.Authorization.ToString();
        bool isBearer = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
        if (isBearer && _settings.Tokens.Contains(authorization[7..], StringComparer.Ordinal))
        {
            return null;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return _answer.Error(401, null, isBearer ? "Could not validate credentials" : "Not authenticated");
    }

    private IResult? RefuseCombination(PhantaisiaRun run)
    {
        if (!Models.Contains(run.Model, StringComparer.Ordinal))
        {
            return _answer.Error(422, "INVALID_VIDEO_MODEL", $"Model '{run.Model}' is not a valid video model.");
        }

        if (run.IsTransition && run.Model != "advanced")
        {
            return _answer.Error(422, "INVALID_VIDEO_MODEL", $"Model '{run.Model}' is not supported for this endpoint.");
        }

        if (run.AspectRatio != "auto" && run.Model != "performance")
        {
            return _answer.Error(422, "INVALID_ASPECT_RATIO_FOR_MODEL", $"Aspect ratio '{run.AspectRatio}' is not supported with model '{run.Model}'.");
        }

        return run.Model == "simple" && run.Seconds != 4 && _settings.RefusesLongSimple
            ? PhantaisiaAnswer.Invalid([new JsonFault("duration", JsonFaultKind.Combination, "must be 4s with model 'simple'")])
            : null;
    }

    private IResult Start(PhantaisiaRun run)
    {
        lock (_lock)
        {
            Settle();
            if (_jobs.Values.Count(other => other.Clock.Phase != JobPhase.Ended) >= _settings.MaxInFlight)
            {
                return _answer.Error(_settings.TooManyStatus, null, "Too many simultaneous requests");
            }

            decimal price = _settings.CreditsPerSecond * (run.Model == "simple" ? 4 : run.Seconds) * (Array.IndexOf(Models, run.Model) + 1);
            var job = new PhantaisiaJob(run, new JobClock(_time, _settings.Pace), price) { Number = _jobs.Count + 1 };
            if (!Charges.TryTake(job.Id, price))
            {
                return _answer.Error(402, null, "Insufficient credits");
            }

            _jobs.Add(job.Id, job);
            return Results.Json(new JsonObject { ["id"] = job.Id, ["status"] = "IN_QUEUE" });
        }
    }

    private IResult Show(string id)
    {
        lock (_lock)
        {
            if (_jobs.GetValueOrDefault(id) is not { } job)
            {
                return _answer.Error(404, null, "Job not found");
            }

            // The clip must be there before its address is.
            JobPhase phase = job.Clock.Read();
            Settle();
            return Results.Json(job.ToJson(phase, _settings, Media.UriOf(job.ClipPath)));
        }
    }

    private byte[] ClipOf(PhantaisiaJob job) => SampleClip.Mp4(_settings.ClipSize, job.Number);

    private void Settle()
    {
        foreach (PhantaisiaJob job in _jobs.Values.Where(job => job.TakeEnd()))
        {
            if (job.IsMade(_settings))
            {
                Media.Put(job.ClipPath, ClipOf(job));
            }
            else
            {
                Charges.Refund(job.Id, job.Price);
            }
        }
    }
}
