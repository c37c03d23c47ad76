namespace VideoGen.Http;

/// <summary>
/// The limit of resends over all requests: a bucket that starts full, loses one token a resend and regains one each refill
/// time. With hundreds of jobs polled at once, a service in trouble would otherwise get a multiple of its usual load.
/// </summary>
internal sealed class ResendBudget(int size, TimeSpan refill, TimeProvider time)
{
    private readonly object _lock = new();
    private double _tokens = size;
    private long _updated = time.GetTimestamp();

    /// <summary>False when nothing is left: the trouble is reported as it is.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _tokens = Math.Min(size, _tokens + (time.GetElapsedTime(_updated, now) / refill));
            _updated = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
