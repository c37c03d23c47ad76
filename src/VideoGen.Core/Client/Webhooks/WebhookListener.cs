using System.Collections.Concurrent;
using System.Net;

namespace VideoGen.Client;

/// <summary>
/// Listens for requests and answers them: a status and nothing else, so that nothing of a request ever comes back. What is no
/// report is answered here; reports go to <paramref name="take"/>.
/// </summary>
/// <param name="take">Deals with a report; what it returns is answered, then told.</param>
/// <param name="tell">Told after each answer, on any thread.</param>
internal sealed class WebhookListener(
    WebhookPrefix prefix, WebhookLimits limits, TimeProvider time, Func<WebhookRequest, CancellationToken, Task<WebhookReport>> take, Action<WebhookReport> tell) : IDisposable
{
    /// <summary>What is being answered when the listener ends gets so long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly HttpListener _listener = new() { IgnoreWriteExceptions = true };
    private readonly ConcurrentDictionary<Task, bool> _pending = new();
    private readonly WebhookBody _body = new(limits);

    /// <summary>Takes the port.</summary>
    /// <exception cref="VideoGenException"><c>CannotListen</c>.</exception>
    public void Start()
    {
        try
        {
            _listener.Prefixes.Add(prefix.ToString());
            _listener.Start();
            if (OperatingSystem.IsWindows())
            {
                // Elsewhere the runtime limits no header: one that stays unfinished keeps its connection until the listener ends.
                _listener.TimeoutManager.HeaderWait = limits.Deadline;
                _listener.TimeoutManager.EntityBody = limits.Deadline;
            }
        }
        catch (Exception e) when (e is HttpListenerException or ArgumentException or System.Net.Sockets.SocketException)
        {
            throw ListenErrors.Of(prefix, e);
        }
    }

    /// <summary>Answers requests until <paramref name="stopping"/>, and then those that have come.</summary>
    /// <exception cref="VideoGenException"><c>CannotListen</c>: the listener ended by itself.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var slots = new SemaphoreSlim(limits.AtOnce);
        try
        {
            while (true)
            {
                await slots.WaitAsync(stopping).ConfigureAwait(false);
                HttpListenerContext context = await AcceptAsync(stopping).ConfigureAwait(false);
                Task work = Task.Run(() => AnswerAsync(context), CancellationToken.None);
                _pending[work] = true;
                _ = work.ContinueWith(
                    done =>
                    {
                        _ = _pending.TryRemove(done, out _);
                        Release(slots);
                    },
                    TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAny(Task.WhenAll(_pending.Keys), Task.Delay(Grace, time, CancellationToken.None)).ConfigureAwait(false);
        }
        finally
        {
            _listener.Close();
        }
    }

    public void Dispose() => _listener.Close();

    private async Task<HttpListenerContext> AcceptAsync(CancellationToken stopping)
    {
        Task<HttpListenerContext> accept = _listener.GetContextAsync();
        try
        {
            return await accept.WaitAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It ends with the listener, and what it says then is nobody's concern.
            _ = accept.ContinueWith(ended => ended.Exception, TaskScheduler.Default);
            throw;
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            throw ListenErrors.Of(prefix, e);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var deadline = new CancellationTokenSource(limits.Deadline, time);
        WebhookReport report;
        try
        {
            (WebhookRequest? request, HttpStatusCode fault) = await _body.ReadAsync(context.Request, deadline.Token).ConfigureAwait(false);
            report = request is null ? Malformed(fault) : await take(request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            report = Malformed(HttpStatusCode.RequestTimeout);
        }
        catch (Exception e) when (e is HttpListenerException or IOException)
        {
            report = Malformed(HttpStatusCode.BadRequest);
        }
        catch (Exception e)
        {
            // One report that nobody foresaw must not end the others.
            report = new WebhookReport(WebhookOutcome.Failed, HttpStatusCode.ServiceUnavailable, $"A report could not be dealt with: {VideoGenException.Of(e).Message}");
        }

        Close(context.Response, report.Answer);
        tell(report);
    }

    private static WebhookReport Malformed(HttpStatusCode status) =>
        new(WebhookOutcome.Malformed, status, $"A request that is no report was answered with {(int)status}.");

    private static void Close(HttpListenerResponse response, HttpStatusCode status)
    {
        try
        {
            response.StatusCode = (int)status;
            if (status == HttpStatusCode.MethodNotAllowed)
            {
                response.AddHeader("Allow", "POST");
            }

            // What is left of a request that was not read to its end is not waited for.
            response.KeepAlive = status == HttpStatusCode.OK;
            response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Nobody is there any more.
            response.Abort();
        }
    }

    private static void Release(SemaphoreSlim slots)
    {
        try
        {
            _ = slots.Release();
        }
        catch (ObjectDisposedException)
        {
            // It came to its end after the listener.
        }
    }
}
