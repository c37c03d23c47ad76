using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Waits until a service that takes no more at the moment may take one more.</summary>
/// <param name="waiting">Told that rows wait, and for what.</param>
internal sealed class Congestion(ClientServices services, JobReader reader, Action<string>? waiting)
{
    /// <summary>Longer than any clip takes. A service that is full for so long is full of somebody else's jobs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks into the journal for a place that is free.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

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
            waiting?.Invoke($"{provider} has as many jobs as it takes at once; the other rows wait until one ends.");
            return _lines.GetOrAdd(provider, _ => new Line()).WaitAsync(services, reader, services.Providers.Get(provider), cancellationToken);
        }

        waiting?.Invoke($"{provider} takes no more requests for the moment; the other rows wait.");
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(tries - 1, 10));
        TimeSpan usual = pause < LongestPause ? pause : LongestPause;
        return Task.Delay(refusal.RetryAfter is { } asked && asked > FirstPause ? asked : usual, services.Time, cancellationToken);
    }

    /// <summary>The submissions that wait for a place at one service, one after the other.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release.")]
    private sealed class Line
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private TakenPlaces? _places;
        private int _freed;

        /// <summary>Until one of our own jobs has ended that no other submission took the place of; not for ever, since the account may have other users.</summary>
        public async Task WaitAsync(ClientServices services, JobReader reader, IVideoProvider provider, CancellationToken cancellationToken)
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                _places ??= TakenPlaces.Of(await OursAsync(services, provider, cancellationToken).ConfigureAwait(false));
                TimeSpan asked = TimeSpan.Zero;
                for (TimeSpan waited = Look; _freed == 0 && waited <= LongestPause; waited += Look)
                {
                    await Task.Delay(Look, services.Time, cancellationToken).ConfigureAwait(false);
                    VideoJob[] ours = await OursAsync(services, provider, cancellationToken).ConfigureAwait(false);
                    if (waited - asked >= provider.Descriptor.PollInterval)
                    {
                        ours = await AskAsync(reader, provider, ours, cancellationToken).ConfigureAwait(false);
                        asked = waited;
                    }

                    _freed = _places.CountFreed(ours);
                    _places = TakenPlaces.Of(ours);
                }

                _freed = Math.Max(_freed - 1, 0);
            }
            finally
            {
                _ = _turn.Release();
            }
        }

        /// <summary>Our jobs at the service as the journal has them, which whoever waits for them keeps up to date.</summary>
        private static async Task<VideoJob[]> OursAsync(ClientServices services, IVideoProvider provider, CancellationToken cancellationToken)
        {
            JournalListing open = await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
            return [.. open.Entries.Select(entry => entry.Job).Where(job => job.Provider.Equals(provider.Descriptor.Name, StringComparison.OrdinalIgnoreCase))];
        }

        /// <summary>The same as the service has them: perhaps nobody else waits for them.</summary>
        private static async Task<VideoJob[]> AskAsync(JobReader reader, IVideoProvider provider, VideoJob[] jobs, CancellationToken cancellationToken)
        {
            ILookup<bool, VideoJob> byReadable = jobs.ToLookup(job => job.Id is not null && job.Status.IsUnderWay());
            var read = new List<VideoJob>(byReadable[false]);
            foreach (VideoJob[] batch in byReadable[true].Chunk(provider.Descriptor.ReadBatchSize))
            {
                read.AddRange((await reader.ReadAsync(provider, batch, cancellationToken).ConfigureAwait(false)).Select(answer => answer.Reading.Job));
            }

            return [.. read];
        }
    }
}
