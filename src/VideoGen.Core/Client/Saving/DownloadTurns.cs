namespace VideoGen.Client;

/// <summary>Lets so many jobs be saved at once. Of those that wait, the one whose links die soonest goes next; safe for many threads.</summary>
internal sealed class DownloadTurns(int atOnce)
{
    private readonly object _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, (DateTimeOffset Expires, long Arrival)> _waiting = new();
    private int _free = atOnce;
    private long _arrivals;

    /// <summary>Ends when it is the job's turn, which lasts until what is returned is disposed.</summary>
    /// <param name="expiresAt">When its links die; one of which nobody knows goes last.</param>
    public async Task<IDisposable> TakeAsync(DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return new Turn(this);
            }

            _waiting.Enqueue(turn, (expiresAt ?? DateTimeOffset.MaxValue, _arrivals++));
        }

        using (cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)))
        {
            await turn.Task.ConfigureAwait(false);
        }

        return new Turn(this);
    }

    private void Release()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out TaskCompletionSource? next, out _))
            {
                // Not one that has given up.
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _free++;
        }
    }

    private sealed class Turn(DownloadTurns turns) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                turns.Release();
            }
        }
    }
}
