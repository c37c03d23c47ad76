using VideoGen.Http;

namespace VideoGen.Tracing;

/// <summary>
/// Records each attempt that is made while a <see cref="TraceScope"/> is open, and tells it where an <see cref="ExchangeListener"/> hears.
/// Whatever goes wrong with that is nobody's trouble.
/// </summary>
/// <param name="withBodies">False for downloads.</param>
internal sealed class TraceHandler(TimeProvider time, bool withBodies) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TraceScope? scope = TraceScope.Current;
        if (scope is null && ExchangeListener.Current is null)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        TraceExchange? exchange = Begin(scope, request);
        long start = time.GetTimestamp();
        try
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await EndAsync(scope, exchange, request, answer, time.GetElapsedTime(start)).ConfigureAwait(false);
            return answer;
        }
        catch (Exception e)
        {
            End(scope, exchange, request, e, time.GetElapsedTime(start));
            throw;
        }
    }

    private TraceExchange? Begin(TraceScope? scope, HttpRequestMessage request)
    {
        try
        {
            return TraceExchange.Begin(scope, request, time.GetUtcNow());
        }
        catch (Exception)
        {
            return null;
        }
    }

    private async Task EndAsync(TraceScope? scope, TraceExchange? exchange, HttpRequestMessage request, HttpResponseMessage answer, TimeSpan took)
    {
        try
        {
            if (exchange is not null)
            {
                // Whole by now, so this waits for nothing; not for a download, whose bytes come later.
                byte[]? body = withBodies ? await WholeAnswer.BytesOfAsync(answer, CancellationToken.None).ConfigureAwait(false) : null;
                exchange.End(request, answer, body, took);
                Tell(scope, exchange);
            }
        }
        catch (Exception)
        {
            // The answer counts, and not what is written about it.
        }
    }

    private static void End(TraceScope? scope, TraceExchange? exchange, HttpRequestMessage request, Exception trouble, TimeSpan took)
    {
        try
        {
            if (exchange is not null)
            {
                exchange.End(request, trouble, took);
                Tell(scope, exchange);
            }
        }
        catch (Exception)
        {
            // The trouble counts.
        }
    }

    private static void Tell(TraceScope? scope, TraceExchange exchange)
    {
        scope?.Add(exchange);
        if (ExchangeListener.Current is { } listener)
        {
            listener.Hear(exchange.Report(listener.WithBodies));
        }
    }
}
