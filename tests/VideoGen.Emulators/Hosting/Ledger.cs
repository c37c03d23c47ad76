namespace VideoGen.Emulators.Hosting;

/// <summary>Every request an emulator got, in order of arrival. It is what a test asks who paid, how often, and with which headers.</summary>
public sealed class Ledger
{
    private readonly object _lock = new();
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public IReadOnlyList<LedgerEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(LedgerEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
            foreach ((int count, TaskCompletionSource reached) in _waiters)
            {
                if (_entries.Count >= count)
                {
                    _ = reached.TrySetResult();
                }
            }
        }
    }

    /// <summary>The entries so far, which are then forgotten.</summary>
    public IReadOnlyList<LedgerEntry> Drain()
    {
        lock (_lock)
        {
            LedgerEntry[] drained = [.. _entries];
            _entries.Clear();
            return drained;
        }
    }

    /// <summary>Ends when at least <paramref name="count"/> requests have come.</summary>
    public Task WaitForAsync(int count)
    {
        lock (_lock)
        {
            if (_entries.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }
}
