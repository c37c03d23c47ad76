using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Waits until a service that takes no more at the moment may take one more.</summary>
internal sealed class Congestion(ClientServices services, JobReader reader)
{
    /// <summary>Longer than any clip takes. A service that is full for so long is full of somebody else's jobs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the refusal passes by waiting, and has not been waited out in vain.</summary>
    /// <param name="since">When the first refusal of this submission came.</param>
    public bool MayPass(VideoGenException refusal, DateTimeOffset since) =>
        (refusal.Kind == VideoErrors.ConcurrencyReached || refusal.Kind == VideoErrors.RateLimited)
        && !(refusal.RetryAfter > Patience) && services.Time.GetUtcNow() - since < Patience;

    /// <param name="tries">Refusals of this submission so far, at least 1.</param>
    public Task WaitAsync(string provider, VideoGenException refusal, int tries, CancellationToken cancellationToken)
    {
        if (refusal.Kind == VideoErrors.ConcurrencyReached)
        {
            return _lines.GetOrAdd(provider, _ => new Line()).WaitAsync(services, reader, services.Providers.Get(provider), cancellationToken);
        }

        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(tries - 1, 10));
        TimeSpan usual = pause < LongestPause ? pause : LongestPause;
        return Task.Delay(refusal.RetryAfter is { } asked && asked > FirstPause ? asked : usual, services.Time, cancellationToken);
    }

    /// <summary>The submissions that wait for a place at one service, one after the other.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release.")]
    private sealed class Line
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private HashSet<string>? _underWay;
        private int _freed;

        /// <summary>Until one of our own jobs has ended that no other submission took the place of; not for ever, since the account may have other users.</summary>
        public async Task WaitAsync(ClientServices services, JobReader reader, IVideoProvider provider, CancellationToken cancellationToken)
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                TimeSpan pause = provider.Descriptor.PollInterval > FirstPause ? provider.Descriptor.PollInterval : FirstPause;
                _underWay ??= await ReadUnderWayAsync(services, reader, provider, cancellationToken).ConfigureAwait(false);
                for (TimeSpan waited = TimeSpan.Zero; _freed == 0 && waited < LongestPause; waited += pause)
                {
                    await Task.Delay(pause, services.Time, cancellationToken).ConfigureAwait(false);
                    HashSet<string> now = await ReadUnderWayAsync(services, reader, provider, cancellationToken).ConfigureAwait(false);
                    _freed = _underWay.Except(now).Count();
                    _underWay = now;
                }

                _freed = Math.Max(_freed - 1, 0);
            }
            finally
            {
                _ = _turn.Release();
            }
        }

        /// <summary>The keys of our jobs that the service works on.</summary>
        private static async Task<HashSet<string>> ReadUnderWayAsync(ClientServices services, JobReader reader, IVideoProvider provider, CancellationToken cancellationToken)
        {
            JournalListing open = await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
            VideoJob[] jobs =
            [
                .. open.Entries.Select(entry => entry.Job).Where(job =>
                    job.Id is not null && job.Status.IsUnderWay() && job.Provider.Equals(provider.Descriptor.Name, StringComparison.OrdinalIgnoreCase)),
            ];
            var underWay = new HashSet<string>();
            foreach (VideoJob[] batch in jobs.Chunk(provider.Descriptor.ReadBatchSize))
            {
                foreach ((JobReading reading, _) in await reader.ReadAsync(provider, batch, cancellationToken).ConfigureAwait(false))
                {
                    if (reading.Job.Status.IsUnderWay())
                    {
                        _ = underWay.Add(reading.Job.Key);
                    }
                }
            }

            return underWay;
        }
    }
}
