using System.Net;
using VideoGen.Tracing;

namespace VideoGen.Http;

/// <summary>
/// The only place that makes handlers and clients. Two chains, each over its own connections: one for API calls, whose
/// answers are read whole within the attempt so that a cut answer is resent like a lost one, and one for downloads, which
/// resend themselves because they can resume. One pipeline serves all providers; what differs travels with each request.
/// </summary>
public sealed class HttpPipeline : IDisposable
{
    private readonly Lazy<HttpClient> _api;
    private readonly Lazy<HttpClient> _downloads;

    /// <param name="time">Delays and timeouts.</param>
    /// <param name="random">Jitter of the delays.</param>
    /// <param name="options">Null for the defaults.</param>
    public HttpPipeline(TimeProvider time, Random random, HttpPipelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        Options = options ?? new HttpPipelineOptions();
        Time = time;
        Jitter = new Jitter(random);

        Slots = new RequestSlots(Options.MostUnderWay);

        // A command that asks nobody loads neither Polly nor the network.
        _api = new Lazy<HttpClient>(CreateApi);
        _downloads = new Lazy<HttpClient>(CreateDownloads);
    }

    public HttpPipelineOptions Options { get; }

    internal HttpClient Api => _api.Value;

    internal HttpClient Downloads => _downloads.Value;

    internal RequestSlots Slots { get; }

    internal TimeProvider Time { get; }

    internal Jitter Jitter { get; }

    /// <summary>
    /// Reads a public address as it is, such as an image a user named: no key, redirects followed, resent after trouble, whole
    /// within <see cref="HttpPipelineOptions.AttemptTimeout"/>. The caller looks at the status and disposes the answer.
    /// </summary>
    /// <exception cref="VideoGenException"><c>InsecureEndpoint</c>; <c>InvalidResponse</c> when it is longer than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="HttpRequestException">There is no connection, or it broke.</exception>
    /// <exception cref="TimeoutException">No whole answer came in time.</exception>
    internal async Task<HttpResponseMessage> ReadPublicAsync(Uri uri, int maxBytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = Api.DefaultRequestVersion };
        request.Options.Set(RequestOptions.Kind, ApiCall.Read);
        request.Options.Set(RequestOptions.MaxAnswerBytes, maxBytes);
        return await Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (Lazy<HttpClient> client in new[] { _api, _downloads })
        {
            if (client.IsValueCreated)
            {
                client.Value.Dispose();
            }
        }
    }

    private HttpClient CreateApi()
    {
        var budget = new ResendBudget(Options.Retry.BudgetSize, Options.Retry.BudgetRefill, Time);
        return CreateClient(new ResilienceHandler(Options.Retry, budget, Time, Jitter)
        {
            InnerHandler = new RateLimitHandler(Time, Slots)
            {
                InnerHandler = new TraceHandler(Time, withBodies: true)
                {
                    InnerHandler = new WholeAnswerHandler(Options.AttemptTimeout, Options.MaxAnswerBytes, Time) { InnerHandler = CreateCore(DecompressionMethods.All) },
                },
            },
        });
    }

    /// <summary>Not decompressed: ranges, lengths and hashes are those of the bytes on the wire.</summary>
    private HttpClient CreateDownloads() => CreateClient(new TraceHandler(Time, withBodies: false) { InnerHandler = CreateCore(DecompressionMethods.None) });

    private RedirectHandler CreateCore(DecompressionMethods decompression) => new()
    {
        InnerHandler = new SecureEndpointHandler { InnerHandler = new CredentialHandler { InnerHandler = CreateNetwork(decompression) } },
    };

    private HttpMessageHandler CreateNetwork(DecompressionMethods decompression) => Options.Network is { } network
        ? new UnownedHandler(network)
        : new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = SystemProxy.Of(HttpClient.DefaultProxy),
            AutomaticDecompression = decompression,
            ConnectTimeout = Options.ConnectTimeout,
            PooledConnectionLifetime = Options.ConnectionLifetime,
            EnableMultipleHttp2Connections = true,
        };

    private HttpClient CreateClient(HttpMessageHandler chain)
    {
#pragma warning disable RS0030 // the one place
        var client = new HttpClient(chain, disposeHandler: true)
        {
            // Timeouts are the chain's, over a TimeProvider; this one would end with the headers.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
#pragma warning restore RS0030
        _ = client.DefaultRequestHeaders.UserAgent.TryParseAdd(Options.UserAgent);
        return client;
    }
}
