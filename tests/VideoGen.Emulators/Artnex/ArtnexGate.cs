using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Artnex;

/// <summary>The key and the requests of its last 24 hours, which roll: each request counts for a day.</summary>
internal sealed class ArtnexGate(ArtnexSettings settings, TimeProvider time, ArtnexAnswer answer)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Dictionary<string, Queue<DateTimeOffset>> _requests = new(StringComparer.Ordinal);

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        string authorization = context.Request.Headers.Authorization.ToString();
        string key = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization[7..] : "";
        if (!settings.Keys.Contains(key, StringComparer.Ordinal))
        {
            await answer.Error(401, "invalid_api_key", "The API key is missing, malformed, or revoked.").ExecuteAsync(context);
        }
        else if ((settings.PollsCount || HttpMethods.IsPost(context.Request.Method)) && !TryTake(key))
        {
            await answer.TooMany(context.Response, "You have exceeded your plan's daily request quota.").ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private bool TryTake(string key)
    {
        lock (_requests)
        {
            if (!_requests.TryGetValue(key, out Queue<DateTimeOffset>? taken))
            {
                _requests[key] = taken = new Queue<DateTimeOffset>();
            }

            while (taken.TryPeek(out DateTimeOffset oldest) && oldest + Day <= time.GetUtcNow())
            {
                _ = taken.Dequeue();
            }

            if (taken.Count >= settings.RequestsPerDay)
            {
                return false;
            }

            taken.Enqueue(time.GetUtcNow());
            return true;
        }
    }
}
