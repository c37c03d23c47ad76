using VideoGen.Limits;
using VideoGen.Providers;

namespace VideoGen.Http;

/// <summary>What the handlers are told about a request.</summary>
internal static class RequestOptions
{
    /// <summary>Absent means <see cref="ApiCall.Submit"/>: what nobody declared harmless is treated as billable.</summary>
    public static readonly HttpRequestOptionsKey<ApiCall> Kind = new("VideoGen.Kind");

    public static readonly HttpRequestOptionsKey<OriginCredential> Credential = new("VideoGen.Credential");

    /// <summary>What no record of the request may show.</summary>
    public static readonly HttpRequestOptionsKey<IReadOnlyList<Secret>> Secrets = new("VideoGen.Secrets");

    /// <summary>Where redirects led, in order; absent where none did.</summary>
    public static readonly HttpRequestOptionsKey<IReadOnlyList<Uri>> Hops = new("VideoGen.Hops");

    public static readonly HttpRequestOptionsKey<ErrorReader> ErrorReader = new("VideoGen.ErrorReader");

    /// <summary>Bytes of the answer that are read at most, where the pipeline's limit does not fit.</summary>
    public static readonly HttpRequestOptionsKey<int> MaxAnswerBytes = new("VideoGen.MaxAnswerBytes");

    /// <summary>The least pause before the request is sent again.</summary>
    public static readonly HttpRequestOptionsKey<TimeSpan> LeastPause = new("VideoGen.LeastPause");

    /// <summary>True once a redirect has led to another origin. The credential stays away from then on, even when the chain comes back.</summary>
    public static readonly HttpRequestOptionsKey<bool> LeftOrigin = new("VideoGen.LeftOrigin");

    /// <summary>See <see cref="ApiRequest.IsHeld"/>.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsHeld = new("VideoGen.IsHeld");

    /// <summary>Absent for a service that documents no limits.</summary>
    public static readonly HttpRequestOptionsKey<RateGate> Gate = new("VideoGen.Gate");

    public static readonly HttpRequestOptionsKey<string> Bucket = new("VideoGen.Bucket");

    /// <summary>See <see cref="ApiRequest.Stopping"/>.</summary>
    public static readonly HttpRequestOptionsKey<CancellationToken> Stopping = new("VideoGen.Stopping");

    /// <summary>See <see cref="ApiRequest.HeldBack"/>.</summary>
    public static readonly HttpRequestOptionsKey<Action<RateLimit>> HeldBack = new("VideoGen.HeldBack");

    /// <summary>True while an attempt of the request may have reached the service; false again once the service has refused to look at it.</summary>
    public static readonly HttpRequestOptionsKey<bool> HasLeft = new("VideoGen.HasLeft");

    public static ApiCall KindOf(HttpRequestMessage request) => request.Options.TryGetValue(Kind, out ApiCall kind) ? kind : ApiCall.Submit;
}
