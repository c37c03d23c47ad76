using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>
/// Tells the addresses of jobs what becomes of them, both with the clock and with the reads that move a job on: each event once, those of a job
/// in their order. April tries once, August again after 1, 5 and 15 minutes.
/// </summary>
internal sealed class PhaseoWebhooks(TimeProvider time, PhaseoSettings settings, PhaseoVideos videos) : IDisposable
{
    private const int Steps = 10;
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) });
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<(string Job, string Key), bool> _seen = new();
    private readonly Dictionary<string, Task> _tails = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PhaseoDelivery> _deliveries = new();
    private readonly ConcurrentBag<ITimer> _timers = [];

    public IReadOnlyList<PhaseoDelivery> Deliveries => [.. _deliveries];

    /// <summary>Begins to watch a job that was just made.</summary>
    public void Watch(PhaseoJob job, string origin, JobPace pace)
    {
        if (job.Request.Webhook is null)
        {
            return;
        }

        Raise(job, origin, "created", null, null);
        Observe(job, origin);
        if (pace.QueuedReads + pace.RunningReads == 0)
        {
            for (int step = 0; step < Steps; step++)
            {
                _timers.Add(time.CreateTimer(_ => Observe(job, origin), null, pace.Queued + pace.Running * step / Steps, Timeout.InfiniteTimeSpan));
            }

            ObserveEnd(job, origin, pace.Queued + pace.Running, 50);
        }
    }

    /// <summary>A real timer may fire a moment before the clock says so.</summary>
    private void ObserveEnd(PhaseoJob job, string origin, TimeSpan after, int again) => _timers.Add(time.CreateTimer(
        _ =>
        {
            if (!Observe(job, origin) && again > 0 && !_end.IsCancellationRequested)
            {
                ObserveEnd(job, origin, TimeSpan.FromMilliseconds(20), again - 1);
            }
        },
        null,
        after,
        Timeout.InfiniteTimeSpan));

    /// <summary>Raises whatever has become true since the last time. True when the end was among it, or before.</summary>
    public bool Observe(PhaseoJob job, string origin)
    {
        // Before the status, which may be the last one a moment later: the end would be told under another name, and not again.
        bool ended = job.Ended;
        job.Settle();
        if (job.Request.Webhook is null)
        {
            return ended;
        }

        string status = videos.Status(job);
        if (job.Clock.Phase != JobPhase.Queued)
        {
            Raise(job, origin, "status_changed", null, ended ? "running" : "queued");
        }

        if (job.Clock.Phase == JobPhase.Running && job.Progress is > 0 and < 100)
        {
            Raise(job, origin, "progress", Math.Clamp((int)Math.Round(job.Progress / 10.0) * 10, 5, 95), null);
        }

        if (ended)
        {
            Raise(job, origin, status, null, null);
        }

        return ended;
    }

    public void Dispose()
    {
        _end.Cancel();
        foreach (ITimer timer in _timers)
        {
            timer.Dispose();
        }

        _client.Dispose();
        _end.Dispose();
    }

    private void Raise(PhaseoJob job, string origin, string phase, int? bucket, string? previous)
    {
        bool august = settings.Contract == PhaseoContract.Aug;
        foreach (string prefix in august ? new[] { "job", "video" } : ["video"])
        {
            string type = $"{prefix}.{phase}";
            string key = (bucket, phase) switch
            {
                ({ } percent, _) => string.Create(CultureInfo.InvariantCulture, $"{type}:{percent}"),
                (_, "status_changed") => $"{type}:{videos.Status(job)}",
                _ => type,
            };
            if (job.Request.Webhook!.Events.Contains(type) && (august || phase is not "status_changed" and not "expired") && _seen.TryAdd((job.Id, key), true))
            {
                JsonObject data = Data(job, origin, bucket);
                long created = time.GetUtcNow().ToUnixTimeSeconds();
                string? now = previous is null ? null : videos.Status(job);
                lock (_tails)
                {
                    _tails[job.Id] = AfterAsync(_tails.GetValueOrDefault(job.Id, Task.CompletedTask), () => DeliverAsync(job, type, key, created, data, previous, now, 1));
                }
            }
        }
    }

    private static async Task AfterAsync(Task before, Func<Task> next)
    {
        await Task.Yield();
        await before;
        await next();
    }

    private async Task DeliverAsync(PhaseoJob job, string type, string key, long created, JsonObject data, string? previous, string? status, int attempt)
    {
        string body = Body(job, type, key, created, data, previous, status, attempt);
        using HttpRequestMessage request = Request(job, type, key, body, attempt);
        PhaseoDelivery delivery;
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request, _end.Token);
            delivery = new PhaseoDelivery(job.Id, key, attempt, answer.StatusCode);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
        catch (Exception e) when (e is HttpRequestException or NotSupportedException)
        {
            // Nobody there, or an address that is no web address.
            delivery = new PhaseoDelivery(job.Id, key, attempt, null);
        }

        _deliveries.Enqueue(delivery);
        if (delivery.Status is not { } code || (int)code is < 200 or > 299)
        {
            if (settings.Contract == PhaseoContract.Aug && attempt <= Pauses.Length)
            {
                // Later events of the job do not wait for it.
                _ = AgainAsync();
            }
        }

        async Task AgainAsync()
        {
            try
            {
                await Task.Delay(Pauses[attempt - 1], time, _end.Token);
                await DeliverAsync(job, type, key, created, data, previous, status, attempt + 1);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                // The emulator ends.
            }
        }
    }

    private HttpRequestMessage Request(PhaseoJob job, string type, string key, string body, int attempt)
    {
        bool august = settings.Contract == PhaseoContract.Aug;
        PhaseoWebhook webhook = job.Request.Webhook!;
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Uri) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.Add("Content-Type", "application/json");
        request.Headers.Add("User-Agent", august ? "Phaseo-Async-Webhook/1.0" : "AI-Stats-Video-Webhook/1.0");
        if (webhook.Secret is { } secret)
        {
            string generation = august ? "x-phaseo" : "x-ai-stats";
            string timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            request.Headers.Add($"{generation}-timestamp", timestamp);
            request.Headers.Add($"{generation}-signature", PhaseoSignature.Of(secret, $"{timestamp}.{body}"));
        }

        if (august)
        {
            request.Headers.Add("x-phaseo-event-id", EventId(job, key));
            request.Headers.Add("x-phaseo-event-type", type);
            request.Headers.Add("x-phaseo-delivery-key", key);
            request.Headers.Add("x-phaseo-attempt", attempt.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("x-phaseo-max-attempts", (Pauses.Length + 1).ToString(CultureInfo.InvariantCulture));
        }

        return request;
    }

    private string Body(PhaseoJob job, string type, string key, long created, JsonObject data, string? previous, string? status, int attempt)
    {
        var body = new JsonObject();
        if (settings.Contract == PhaseoContract.Aug)
        {
            body["id"] = EventId(job, key);
        }

        body["type"] = type;
        body["created_at"] = created;
        if (settings.Contract == PhaseoContract.Aug)
        {
            body["delivery"] = new JsonObject { ["key"] = key, ["attempt"] = attempt, ["max_attempts"] = Pauses.Length + 1 };
        }

        body["data"] = data.DeepClone();
        if (previous is not null)
        {
            body["status_change"] = new JsonObject { ["previous_status"] = previous, ["status"] = status };
        }

        return body.ToJsonString();
    }

    private JsonObject Data(PhaseoJob job, string origin, int? progress)
    {
        (string? Uri, long? ExpiresAt) link = job.Completed ? videos.Link(job, origin, 0) : (null, null);
        return new JsonObject
        {
            ["id"] = job.Id,
            ["object"] = "video",
            ["status"] = videos.Status(job),
            ["progress"] = progress is null ? (job.Completed ? 100 : 0) : job.Progress,
            ["provider"] = job.Route.PublicProvider,
            ["model"] = job.Model.Id,
            ["polling_url"] = $"{origin}/v1/videos/{job.Id}",
            ["content_url"] = PhaseoVideos.Content(job, origin, 0),
            ["download_url"] = link.Uri,
            ["expires_at"] = link.ExpiresAt,
            ["asset"] = videos.Asset(job),
            ["billing"] = videos.Billing(job, webhook: true),
        };
    }

    private static string EventId(PhaseoJob job, string key) => $"evt_video_{job.Id}_{key.Replace('.', '_').Replace(':', '_')}";
}
