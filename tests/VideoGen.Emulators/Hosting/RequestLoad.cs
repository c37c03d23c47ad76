namespace VideoGen.Emulators.Hosting;

/// <summary>Counts requests, and how many are under way at once.</summary>
internal sealed class RequestLoad
{
    private readonly object _lock = new();
    private DateTimeOffset _since = TimeProvider.System.GetUtcNow();
    private int _requests;
    private int _underWay;
    private int _most;

    /// <summary>A request has begun, which ends when what is returned is disposed.</summary>
    public IDisposable Enter()
    {
        lock (_lock)
        {
            _requests++;
            _most = Math.Max(_most, ++_underWay);
        }

        return new UnderWay(this);
    }

    /// <summary>What was counted since this was called last.</summary>
    public (DateTimeOffset Since, int Requests, int Most) Take()
    {
        lock (_lock)
        {
            (DateTimeOffset, int, int) counted = (_since, _requests, _most);
            (_since, _requests, _most) = (TimeProvider.System.GetUtcNow(), 0, _underWay);
            return counted;
        }
    }

    private sealed class UnderWay(RequestLoad load) : IDisposable
    {
        public void Dispose()
        {
            lock (load._lock)
            {
                load._underWay--;
            }
        }
    }
}
