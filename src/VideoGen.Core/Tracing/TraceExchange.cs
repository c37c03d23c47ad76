using System.Net.Http.Headers;
using System.Security.Cryptography;
using VideoGen.Http;

namespace VideoGen.Tracing;

/// <summary>One exchange while it is made: the request as it leaves, then what came of it. Masked from the beginning.</summary>
internal sealed class TraceExchange
{
    /// <summary>Bytes of an answer that are looked at.</summary>
    private const int MostOfAnswer = 1024 * 1024;

    /// <summary>Characters of an answer about many jobs that are kept where a job's own part of it cannot be told.</summary>
    private const int MostOfShared = 4 * 1024;

    private static readonly string[] RequestHeaders = ["User-Agent", "Accept", "Idempotency-Key", "Range", "If-Range"];

    private static readonly string[] AnswerHeaders =
    [
        "Date", "Server", "Via", "Retry-After", "Location", "Content-Type", "Content-Length", "Content-Range", "Content-Encoding", "ETag",
        "X-Request-Id", "Request-Id", "X-Amzn-RequestId", "X-Amz-Request-Id", "X-Amz-Cf-Id", "CF-Ray", "X-Trace-Id", "X-Correlation-Id", "Traceparent",
        "RateLimit", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset",
    ];

    private readonly IReadOnlyList<TraceTarget> _targets;
    private readonly TraceText _text;
    private readonly TraceRecord _request;
    private readonly Lazy<Dictionary<string, ReadOnlyMemory<byte>>> _parts;
    private ReadOnlyMemory<byte> _answer;
    private Dictionary<string, string> _answerHeaders = [];
    private TraceRecord _end = new();
    private long? _bytes;
    private string? _requestId;

    private TraceExchange(IReadOnlyList<TraceTarget> targets, TraceText text, TraceRecord request)
    {
        (_targets, _text, _request) = (targets, text, request);
        _parts = new Lazy<Dictionary<string, ReadOnlyMemory<byte>>>(() => TracePart.All(_answer, targets.Select(target => target.Id).OfType<string>().ToHashSet(StringComparer.Ordinal)));
    }

    /// <summary>Before it leaves: what is sent may be gone afterwards.</summary>
    /// <param name="scope">Null where it is about no job.</param>
    public static TraceExchange Begin(TraceScope? scope, HttpRequestMessage request, DateTimeOffset at)
    {
        IReadOnlyList<TraceTarget> targets = scope?.Targets ?? [];
        TraceText text = scope?.Text ?? new TraceText(new TraceSecrets());
        OriginCredential? credential = request.Options.TryGetValue(RequestOptions.Credential, out OriginCredential? known) ? known : null;
        if (request.Options.TryGetValue(RequestOptions.Secrets, out IReadOnlyList<Secret>? secrets))
        {
            foreach (Secret secret in secrets)
            {
                _ = text.Secrets.Add(secret);
            }
        }

        Dictionary<string, string> headers = Clean(text, Pick(RequestHeaders, request.Headers, null));
        if (credential is not null)
        {
            string token = text.Secrets.Add(credential.Secret);
            if (credential.AppliesTo(request.RequestUri!))
            {
                headers[credential.HeaderName] = credential.Scheme is null ? token : $"{credential.Scheme} {token}";
            }
        }

        return new TraceExchange(targets, text, new TraceRecord
        {
            At = at,
            For = scope?.Purpose ?? "",
            Method = request.Method.Method,
            Address = text.Address(request.RequestUri!, credential?.AppliesTo(request.RequestUri!) ?? false),
            RequestHeaders = headers,
            RequestBody = request.Content is null || (targets.Count > 1 && RequestOptions.KindOf(request) == ApiCall.Read) ? null : TraceContent.Keep(request.Content, text),
            Jobs = targets.Count > 1 ? targets.Count : null,
        });
    }

    /// <param name="body">Null for a download: bytes of clips are nobody's business here.</param>
    public void End(HttpRequestMessage request, HttpResponseMessage answer, byte[]? body, TimeSpan took)
    {
        _answer = body.AsMemory(0, Math.Min(body?.Length ?? 0, MostOfAnswer));
        _answerHeaders = Pick(AnswerHeaders, answer.Headers, answer.Content.Headers);
        (_bytes, _requestId) = (body?.Length ?? answer.Content.Headers.ContentLength, RequestIds.Of(answer.Headers));
        _end = new TraceRecord { Milliseconds = (long)took.TotalMilliseconds, Status = (int)answer.StatusCode, Redirects = RedirectsOf(request) };
    }

    public void End(HttpRequestMessage request, Exception trouble, TimeSpan took) => _end = new TraceRecord
    {
        Milliseconds = (long)took.TotalMilliseconds,
        Trouble = $"{trouble.GetType().Name}: {Bounded(trouble.Message)}",
        Redirects = RedirectsOf(request),
    };

    public bool IsRead => _request.For == TracePurpose.Read;

    public DateTimeOffset At => _request.At;

    public string Address => $"{_request.Method} {_request.Address}";

    /// <summary>Equal where a job was told the same. What stays so for hours is looked at no further.</summary>
    public string Signature(TraceTarget target) =>
        $"{_end.Status} {_end.Trouble} {Convert.ToHexString(SHA256.HashData(PartOf(target).Span))}";

    /// <summary>What of it is one job's: of an answer about many, the object that has the job's id.</summary>
    public TraceRecord For(TraceTarget target)
    {
        ReadOnlyMemory<byte> part = PartOf(target);
        bool isShared = _targets.Count > 1 && part.Length == _answer.Length;
        return _request with
        {
            Milliseconds = _end.Milliseconds,
            Status = _end.Status,
            AnswerHeaders = _end.Status is null ? null : Clean(_text, _answerHeaders),
            AnswerBody = part.Length == 0 ? null : new TraceBody(_text).Keep(part.Span, isShared ? MostOfShared : TraceBody.Most),
            Trouble = _end.Trouble is { } trouble ? DisplayText.OneLine(_text.Clean(trouble), 500) : null,
            Redirects = _end.Redirects,
        };
    }

    /// <summary>The exchange as a whole, for whoever listens.</summary>
    public ExchangeReport Report(bool withBodies)
    {
        TraceRecord end = _end.Trouble is { } trouble ? _end with { Trouble = _text.Clean(trouble) } : _end;
        TraceRecord request = _request with { Address = _text.Clean(_request.Address ?? "") };
        return new ExchangeReport(
            ExchangeReport.SummaryOf(request, end, _bytes, _requestId is null ? null : _text.Clean(_requestId), _targets),
            withBodies && _request.RequestBody is { } sent ? DisplayText.OneLine(_text.Secrets.RemoveFrom(sent), ExchangeReport.MostOfBody) : null,
            withBodies && _answer.Length > 0 ? DisplayText.OneLine(new TraceBody(_text).Keep(_answer.Span, ExchangeReport.MostOfBody), ExchangeReport.MostOfBody) : null);
    }

    private ReadOnlyMemory<byte> PartOf(TraceTarget target) =>
        _targets.Count > 1 && target.Id is { } id && _parts.Value.TryGetValue(id, out ReadOnlyMemory<byte> part) ? part : _answer;

    private string[]? RedirectsOf(HttpRequestMessage request) => request.Options.TryGetValue(RequestOptions.Hops, out IReadOnlyList<Uri>? hops) && hops.Count > 0
        ? [.. hops.Select(hop => _text.Address(hop, isOwn: false))]
        : null;

    private static Dictionary<string, string> Pick(string[] names, HttpHeaders headers, HttpHeaders? ofContent)
    {
        var picked = new Dictionary<string, string>();
        foreach (string name in names)
        {
            if (headers.NonValidated.TryGetValues(name, out HeaderStringValues values) || (ofContent?.NonValidated.TryGetValues(name, out values) ?? false))
            {
                picked[name] = Bounded(values.ToString());
            }
        }

        return picked;
    }

    private static Dictionary<string, string> Clean(TraceText text, Dictionary<string, string> headers) =>
        headers.ToDictionary(header => header.Key, header => DisplayText.OneLine(text.Clean(header.Value), 300));

    private static string Bounded(string value) => value.Length <= 4096 ? value : value[..4096];
}
