using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using VideoGen.Providers;

namespace VideoGen.Limits;

/// <summary>Holds requests of one key at one service back until their bucket has room.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release.")]
internal sealed class RateGate(IReadOnlyList<RateLimit> limits, RateStateFile file, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Shorter waits are not worth a word.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(2);

    // One request a bucket looks for room, the others stand in line behind it.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _lines = new();

    /// <summary>Ends when the request may leave; it is counted then.</summary>
    /// <param name="heldBack">Told that the request has to wait.</param>
    public async Task EnterAsync(string bucket, Action<RateLimit>? heldBack, CancellationToken cancellationToken)
    {
        if (Find(bucket) is not { } limit)
        {
            return;
        }

        SemaphoreSlim line = _lines.GetOrAdd(limit.Bucket, _ => new SemaphoreSlim(1, 1));
        await line.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (await TryTakeAsync(limit, cancellationToken).ConfigureAwait(false) is { } pause)
            {
                if (pause >= Noticed)
                {
                    heldBack?.Invoke(limit);
                }

                // Whole ticks of the system's timers: waking up a fraction too early would ask again and again.
                await Task.Delay(Tick * Math.Ceiling(pause / Tick), time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _ = line.Release();
        }
    }

    /// <summary>Takes what an answer says of its bucket. Never throws.</summary>
    /// <param name="sentAt">When the request left: the service may have counted then, and held the answer since.</param>
    /// <param name="isRefusal">The answer is the service's own refusal for too many requests.</param>
    public async Task LearnAsync(string bucket, HttpResponseMessage answer, DateTimeOffset sentAt, bool isRefusal)
    {
        if (Find(bucket) is { } limit && RateNews.Read(answer, sentAt, isRefusal, time.GetUtcNow()) is { } news)
        {
            await file.UpdateAsync(
                state =>
                {
                    RateBucket before = state[limit.Bucket];
                    RateBucket after = before.Learn(limit, news.Left, news.ResetAt, time.GetUtcNow());
                    return ReferenceEquals(before, after) ? state : state.With(limit.Bucket, after);
                },
                CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Null when there was room, and is one less now; else until there may be.</summary>
    private async Task<TimeSpan?> TryTakeAsync(RateLimit limit, CancellationToken cancellationToken)
    {
        TimeSpan pause = TimeSpan.Zero;
        await file.UpdateAsync(
            state =>
            {
                DateTimeOffset now = time.GetUtcNow();
                pause = state[limit.Bucket].Pause(limit, now);
                return pause > TimeSpan.Zero ? state : state.With(limit.Bucket, state[limit.Bucket].Take(limit, now));
            },
            cancellationToken).ConfigureAwait(false);
        return pause > TimeSpan.Zero ? pause : null;
    }

    private RateLimit? Find(string bucket) => limits.FirstOrDefault(limit => limit.Bucket == bucket);
}
