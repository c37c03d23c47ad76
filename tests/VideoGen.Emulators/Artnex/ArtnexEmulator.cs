using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Artnex;

/// <summary>Artnex's video endpoint as docs.artnex.app describes it. Clips lie on another origin, for 24 hours.</summary>
public sealed class ArtnexEmulator : Emulator
{
    private const string Root = "/v1";
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly ArtnexSettings _settings;
    private readonly TimeProvider _time;
    private readonly ArtnexAnswer _answer;
    private readonly Dictionary<string, ArtnexJob> _jobs = new(StringComparer.Ordinal);

    public ArtnexEmulator(ArtnexSettings? settings = null, TimeProvider? time = null)
    {
        (_settings, _time) = (settings ?? new ArtnexSettings(), time ?? TimeProvider.System);
        _answer = new ArtnexAnswer(_settings);
        Charges = new Charges(_settings.Balance, "credits");
    }

    public override Charges Charges { get; }

    public MediaServer Media { get; } = new();

    public Uri ApiUri => new(BaseUri, Root);

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
        [("VIDEOGEN_ARTNEX_URI", ApiUri.AbsoluteUri), ("VIDEOGEN_ARTNEX_KEY", _settings.Keys[0])];

    protected override IReadOnlyList<Emulator> Parts => [Media];

    protected override void Map(IEndpointRouteBuilder routes)
    {
        routes.FillEmptyAnswers(status => status == 404
            ? _answer.ErrorBody("not_found", "Not found.")
            : _answer.ErrorBody("method_not_allowed", "Method not allowed."));
        routes.UseBeforeEndpoints(new ArtnexGate(_settings, _time, _answer).RunAsync);
        _ = routes.MapPost($"{Root}/video", (Delegate)CreateAsync);
        foreach (string path in _settings.StatusPaths)
        {
            _ = routes.MapGet(Root + path, (HttpContext context, string id) => Show(context.Response, id));
        }
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        JsonBody body = await JsonBody.ReadAsync(context.Request);
        if (ArtnexRequest.Read(body, _settings, out (int Status, string Code, string Message) error) is not { } request)
        {
            return _answer.Error(error.Status, error.Code, error.Message);
        }

        lock (_lock)
        {
            Settle();
            if (_jobs.Values.Where(job => !job.IsSettled).Sum(job => job.Credits) + request.Model.Credits > Charges.Balance)
            {
                return _answer.Error(402, "insufficient_credits", "Your account does not have enough credits.");
            }

            var made = new ArtnexJob(request, new JobClock(_time, _settings.Pace), request.Prompt.Contains(_settings.FailureWord, StringComparison.Ordinal)) { Number = _jobs.Count + 1 };
            _jobs.Add(made.Id, made);
            return Results.Json(new JsonObject { ["success"] = true, ["request_id"] = made.Id, ["status"] = "pending" }, statusCode: _settings.CreatedStatus);
        }
    }

    private IResult Show(HttpResponse response, string id)
    {
        lock (_lock)
        {
            if (!_jobs.TryGetValue(id, out ArtnexJob? job))
            {
                return _answer.Error(404, "not_found", "No such request.");
            }

            DateTimeOffset now = _time.GetUtcNow();
            bool isTooSoon = _settings.ThrottlesPolls && job.LastPoll is { } last && now < last + PollPause;
            if (isTooSoon)
            {
                return _answer.TooMany(response, "Do not poll more frequently than once per 5 seconds.");
            }

            // The clip must be there before its address is.
            job.LastPoll = now;
            JobPhase phase = job.Clock.Read();
            Settle();
            return Results.Json(job.ToJson(phase, _settings, Media.UriOf(job.ClipPath)));
        }
    }

    private byte[] ClipOf(ArtnexJob job) => SampleClip.Mp4(_settings.ClipSize, job.Number);

    private void Settle()
    {
        foreach (ArtnexJob job in _jobs.Values.Where(job => !job.IsSettled && job.Clock.Phase == JobPhase.Ended))
        {
            job.IsSettled = true;
            if (!job.Fails)
            {
                _ = Charges.TryTake(job.Id, job.Credits);
                Media.Put(job.ClipPath, new MediaFile(ClipOf(job))
                {
                    ETag = new EntityTagHeaderValue($"\"{job.Id}\""),
                    Expired = () => _time.GetUtcNow() >= job.Clock.Ended + _settings.LinkLifetime,
                });
            }
        }
    }
}
