using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VideoGen.Http;

/// <summary>
/// So many requests are under way at one origin at once, whatever they are for: submissions, reads and downloads of all commands of a
/// session stand in one line. More would not make a service faster, and each of them slower.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release.")]
internal sealed class RequestSlots(int most)
{
    private readonly object _lock = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _lines = new(StringComparer.OrdinalIgnoreCase);
    private int _most = most;

    /// <summary>Takes a slot, which is free again when what is returned is disposed.</summary>
    public async Task<IDisposable> EnterAsync(Uri uri, CancellationToken cancellationToken)
    {
        SemaphoreSlim line = Find(uri.GetLeftPart(UriPartial.Authority));
        await line.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Slot(line);
    }

    /// <summary>Lets at least so many be under way from now on: a user asked for them.</summary>
    public void AtLeast(int most)
    {
        lock (_lock)
        {
            if (most > _most)
            {
                foreach (SemaphoreSlim line in _lines.Values)
                {
                    _ = line.Release(most - _most);
                }

                _most = most;
            }
        }
    }

    private SemaphoreSlim Find(string origin)
    {
        if (_lines.TryGetValue(origin, out SemaphoreSlim? line))
        {
            return line;
        }

        lock (_lock)
        {
            return _lines.GetOrAdd(origin, _ => new SemaphoreSlim(_most));
        }
    }

    private sealed class Slot(SemaphoreSlim line) : IDisposable
    {
        private int _free;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _free, 1) == 0)
            {
                _ = line.Release();
            }
        }
    }
}
