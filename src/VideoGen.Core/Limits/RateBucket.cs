using VideoGen.Providers;

namespace VideoGen.Limits;

/// <summary>What has been sent of one bucket, and what the service said of it last. Pure: the time is an argument.</summary>
internal sealed record RateBucket
{
    /// <summary>
    /// How much later than ours the service's count may begin: a request that leaves now is counted when it arrives, so that
    /// one sent just after our span could still fall into the service's.
    /// </summary>
    public static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(1);

    /// <summary>When requests left, the newest at the end; no more than can matter.</summary>
    public IReadOnlyList<DateTimeOffset> Sent { get; init; } = [];

    /// <summary>What the service still takes until <see cref="ResetAt"/>; null where it has not said.</summary>
    public int? Left { get; init; }

    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>Until there is room for one more request; zero when there is.</summary>
    public TimeSpan Pause(RateLimit limit, DateTimeOffset now)
    {
        RateBucket current = AsOf(limit, now);
        TimeSpan counted = current.Sent.Count < limit.Count ? TimeSpan.Zero : current.Sent[^limit.Count] + SpanOf(limit) - now;
        TimeSpan told = current is { Left: <= 0, ResetAt: { } reset } ? reset - now : TimeSpan.Zero;
        return counted > told ? counted : told;
    }

    /// <summary>With a request that leaves now.</summary>
    public RateBucket Take(RateLimit limit, DateTimeOffset now)
    {
        RateBucket current = AsOf(limit, now);
        return current with { Sent = [.. current.Sent.Append(now).TakeLast(limit.Count)], Left = current.Left - 1 };
    }

    /// <summary>With what an answer said.</summary>
    /// <param name="left">Requests the service still takes.</param>
    /// <param name="resetAt">When it counts anew. Bounded by the limit's own span: no word of a service blocks for longer.</param>
    public RateBucket Learn(RateLimit limit, int left, DateTimeOffset resetAt, DateTimeOffset now)
    {
        RateBucket current = AsOf(limit, now);
        DateTimeOffset latest = now + SpanOf(limit);
        DateTimeOffset reset = resetAt + OnTheWay < latest ? resetAt + OnTheWay : latest;
        if (reset <= now)
        {
            return this;
        }

        // Answers overtake each other, so within one span of the service the lowest number counts; and what blocks is not
        // unblocked by an answer to a request that left before.
        bool sameSpan = current.ResetAt is { } known && (known - reset).Duration() <= 2 * OnTheWay;
        return (current.Left <= 0 && left > 0) || (sameSpan && current.Left <= left) ? this : current with { Left = left, ResetAt = reset };
    }

    /// <summary>What two processes know together.</summary>
    public RateBucket Merge(RateBucket other)
    {
        // A moment counts as often as in the one that has it more often: both may have read it from the same file.
        ILookup<DateTimeOffset, DateTimeOffset> mine = Sent.ToLookup(moment => moment);
        ILookup<DateTimeOffset, DateTimeOffset> theirs = other.Sent.ToLookup(moment => moment);
        IEnumerable<DateTimeOffset> all = mine.Select(group => group.Key).Union(theirs.Select(group => group.Key)).Order()
            .SelectMany(moment => mine[moment].Count() >= theirs[moment].Count() ? mine[moment] : theirs[moment]);
        bool otherKnowsMore = ResetAt is null || other.ResetAt > ResetAt || (other.ResetAt == ResetAt && other.Left < Left);
        return otherKnowsMore ? other with { Sent = [.. all] } : this with { Sent = [.. all] };
    }

    /// <summary>
    /// Without what is over, and without what cannot be: a clock that was set back, or another host's that is ahead, must not
    /// block for as long as the clocks differ.
    /// </summary>
    private RateBucket AsOf(RateLimit limit, DateTimeOffset now)
    {
        TimeSpan span = SpanOf(limit);
        bool told = ResetAt > now && ResetAt <= now + span;
        return new RateBucket
        {
            Sent = [.. Sent.Where(moment => moment > now - span && moment <= now + OnTheWay).Order()],
            Left = told ? Left : null,
            ResetAt = told ? ResetAt : null,
        };
    }

    private static TimeSpan SpanOf(RateLimit limit) => limit.Period + OnTheWay;
}
