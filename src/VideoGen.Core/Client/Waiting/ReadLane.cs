namespace VideoGen.Client;

/// <summary>
/// Ordinary reads of one provider's jobs: no more at once than a service is to be bothered with, each with as many ids as it may carry.
/// The others stand in line as what they are, and not as tasks.
/// </summary>
/// <param name="batchSize">Ids one read may carry.</param>
/// <param name="read">Reads some jobs; throws nothing.</param>
internal sealed class ReadLane(int batchSize, Func<WaitedJob[], CancellationToken, Task> read)
{
    private const int MostAtOnce = 32;

    private readonly object _lock = new();
    private readonly Queue<WaitedJob> _waiting = new();
    private int _readers;

    public void Add(IEnumerable<WaitedJob> jobs, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (WaitedJob job in jobs)
            {
                _waiting.Enqueue(job);
            }

            int more = Math.Min(MostAtOnce - _readers, (_waiting.Count + batchSize - 1) / batchSize);
            for (; more > 0; more--)
            {
                _readers++;
                _ = Task.Run(() => ReadAsync(cancellationToken), CancellationToken.None);
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (Take(cancellationToken.IsCancellationRequested) is { } batch)
        {
            await read(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Null when this reader is not needed any more.</summary>
    private WaitedJob[]? Take(bool isOver)
    {
        lock (_lock)
        {
            int count = isOver ? 0 : Math.Min(batchSize, _waiting.Count);
            if (count == 0)
            {
                _readers--;
                return null;
            }

            var batch = new WaitedJob[count];
            for (int i = 0; i < count; i++)
            {
                batch[i] = _waiting.Dequeue();
            }

            return batch;
        }
    }
}
