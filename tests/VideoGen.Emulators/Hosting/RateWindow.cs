namespace VideoGen.Emulators.Hosting;

/// <summary>So many requests in a window that begins with its first one, counted apart for every name, such as a key and a bucket.</summary>
public sealed class RateWindow(TimeProvider time, TimeSpan length)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, (DateTimeOffset Began, int Count)> _windows = new(StringComparer.Ordinal);

    public RateVerdict Take(string name, int limit)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            (DateTimeOffset began, int count) = _windows.GetValueOrDefault(name, (now, 0));
            if (now >= began + length)
            {
                (began, count) = (now, 0);
            }

            bool allowed = count < limit;
            count += allowed ? 1 : 0;
            _windows[name] = (began, count);
            return new RateVerdict(limit, limit - count, began + length - now, allowed);
        }
    }
}
