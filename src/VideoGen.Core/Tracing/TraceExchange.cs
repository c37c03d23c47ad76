using System.Net.Http.Headers;
using VideoGen.Http;
using VideoGen.Journal;

namespace VideoGen.Tracing;

/// <summary>One exchange while it is made: the request as it leaves, then what came of it. What is written of it is masked.</summary>
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

    private readonly TraceScope? _scope;
    private readonly IReadOnlyList<TraceTarget> _targets;
    private readonly TraceText _text;
    private readonly string _method;
    private readonly Uri _address;
    private readonly HttpRequestHeaders _requestHeaders;
    private readonly OriginCredential? _credential;
    private readonly IReadOnlyList<Secret> _secrets;
    private readonly string? _requestBody;
    private Dictionary<string, ReadOnlyMemory<byte>>? _parts;
    private ReadOnlyMemory<byte> _answer;
    private HttpResponseHeaders? _answerHeaders;
    private HttpContentHeaders? _contentHeaders;
    private long _milliseconds;
    private int? _status;
    private long? _bytes;
    private string? _requestId;
    private string? _trouble;
    private IReadOnlyList<Uri> _hops = [];

    private TraceExchange(TraceScope? scope, HttpRequestMessage request, DateTimeOffset at)
    {
        (_scope, _targets, _text) = (scope, scope?.Targets ?? [], scope?.Text ?? new TraceText(new TraceSecrets()));
        (At, _method, _address, _requestHeaders) = (at, request.Method.Method, request.RequestUri!, request.Headers);
        _credential = request.Options.TryGetValue(RequestOptions.Credential, out OriginCredential? credential) ? credential : null;
        _secrets = request.Options.TryGetValue(RequestOptions.Secrets, out IReadOnlyList<Secret>? secrets) ? secrets : [];
        if (request.Content is not null && (_targets.Count <= 1 || RequestOptions.KindOf(request) != ApiCall.Read))
        {
            Learn();
            _requestBody = TraceContent.Keep(request.Content, _text);
        }
    }

    /// <summary>
    /// Before it leaves: the body that is sent may be gone afterwards. Most reads bring what the last one brought, and nothing of them is
    /// written; so all the rest is looked at, and masked, when it is.
    /// </summary>
    /// <param name="scope">Null where it is about no job.</param>
    public static TraceExchange Begin(TraceScope? scope, HttpRequestMessage request, DateTimeOffset at) => new(scope, request, at);

    /// <param name="body">Null for a download: bytes of clips are nobody's business here.</param>
    public void End(HttpRequestMessage request, HttpResponseMessage answer, byte[]? body, TimeSpan took)
    {
        _answer = body.AsMemory(0, Math.Min(body?.Length ?? 0, MostOfAnswer));
        (_answerHeaders, _contentHeaders) = (answer.Headers, answer.Content.Headers);
        (_status, _bytes) = ((int)answer.StatusCode, body?.Length ?? answer.Content.Headers.ContentLength);
        _requestId = RequestIds.Of(answer.Headers);
        End(request, took);
    }

    public void End(HttpRequestMessage request, Exception trouble, TimeSpan took)
    {
        _trouble = $"{trouble.GetType().Name}: {Bounded(trouble.Message)}";
        End(request, took);
    }

    private void End(HttpRequestMessage request, TimeSpan took)
    {
        _milliseconds = (long)took.TotalMilliseconds;
        _hops = request.Options.TryGetValue(RequestOptions.Hops, out IReadOnlyList<Uri>? hops) ? hops : [];
    }

    public bool IsRead => _scope?.Purpose == TracePurpose.Read;

    public DateTimeOffset At { get; }

    /// <summary>Of what was asked where, to be compared and not to be shown.</summary>
    public ulong Address => StableHash.OfUtf8($"{_method} {_address.AbsoluteUri}");

    /// <summary>Equal where a job was told the same. What stays so for hours is looked at no further.</summary>
    public TraceSignature Signature(TraceTarget target) => new(_status, _trouble, StableHash.Of64(PartOf(target).Span));

    /// <summary>Makes the scope know the secrets of the request, before anything of the scope is written.</summary>
    public void Learn()
    {
        foreach (Secret secret in _secrets)
        {
            _ = _text.Secrets.Add(secret);
        }

        if (_credential is not null)
        {
            _ = _text.Secrets.Add(_credential.Secret);
        }
    }

    /// <summary>What of it is one job's, masked: of an answer about many, the object that has the job's id.</summary>
    public TraceRecord For(TraceTarget target)
    {
        Learn();
        ReadOnlyMemory<byte> part = PartOf(target);
        bool isShared = _targets.Count > 1 && part.Length == _answer.Length;
        Dictionary<string, string> headers = Clean(Pick(RequestHeaders, _requestHeaders, null));
        if (_credential is not null && IsOwn)
        {
            string token = _text.Secrets.Add(_credential.Secret);
            headers[_credential.HeaderName] = _credential.Scheme is null ? token : $"{_credential.Scheme} {token}";
        }

        return Outline() with
        {
            RequestHeaders = headers,
            RequestBody = _requestBody,
            Jobs = _targets.Count > 1 ? _targets.Count : null,
            AnswerHeaders = _answerHeaders is null ? null : Clean(Pick(AnswerHeaders, _answerHeaders, _contentHeaders)),
            AnswerBody = part.Length == 0 ? null : new TraceBody(_text).Keep(part.Span, isShared ? MostOfShared : TraceBody.Most),
            Trouble = _trouble is { } trouble ? DisplayText.OneLine(_text.Clean(trouble), 500) : null,
        };
    }

    /// <summary>The exchange as a whole, masked, for whoever listens.</summary>
    public ExchangeReport Report(bool withBodies)
    {
        Learn();
        TraceRecord outline = Outline();
        outline = outline with { Address = _text.Clean(outline.Address ?? ""), Trouble = _trouble is { } trouble ? _text.Clean(trouble) : null };
        return new ExchangeReport(
            ExchangeReport.SummaryOf(outline, outline, _bytes, _requestId is null ? null : _text.Clean(_requestId), _targets),
            withBodies && _requestBody is { } sent ? DisplayText.OneLine(_text.Secrets.RemoveFrom(sent), ExchangeReport.MostOfBody) : null,
            withBodies && _answer.Length > 0 ? DisplayText.OneLine(new TraceBody(_text).Keep(_answer.Span, ExchangeReport.MostOfBody), ExchangeReport.MostOfBody) : null);
    }

    private bool IsOwn => _credential?.AppliesTo(_address) ?? false;

    /// <summary>What is written without a look at headers and bodies.</summary>
    private TraceRecord Outline() => new()
    {
        At = At,
        For = _scope?.Purpose ?? "",
        Method = _method,
        Address = _text.Address(_address, IsOwn),
        Milliseconds = _milliseconds,
        Status = _status,
        Redirects = _hops.Count == 0 ? null : [.. _hops.Select(hop => _text.Address(hop, isOwn: false))],
    };

    private ReadOnlyMemory<byte> PartOf(TraceTarget target)
    {
        if (_targets.Count <= 1 || target.Id is not { } id)
        {
            return _answer;
        }

        _parts ??= TracePart.All(_answer, _targets.Select(other => other.Id).OfType<string>().ToHashSet(StringComparer.Ordinal));
        return _parts.TryGetValue(id, out ReadOnlyMemory<byte> part) ? part : _answer;
    }

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

    private Dictionary<string, string> Clean(Dictionary<string, string> headers) =>
        headers.ToDictionary(header => header.Key, header => DisplayText.OneLine(_text.Clean(header.Value), 300));

    private static string Bounded(string value) => value.Length <= 4096 ? value : value[..4096];
}
