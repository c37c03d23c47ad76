namespace VideoGen;

/// <summary>What a provider may cost in a period, over all sessions of a home, and what it has cost in the current one.</summary>
public sealed record VideoBudget
{
    public required string Provider { get; init; }

    public required BudgetPeriod Per { get; init; }

    /// <summary>The most that may be spent in a period, in <see cref="Unit"/>; null where only clips are limited.</summary>
    public decimal? Limit { get; init; }

    /// <summary>The unit of the amounts; null where nothing with a price was counted and no limit names one.</summary>
    public string? Unit { get; init; }

    /// <summary>The most clips in a period; null where only the cost is limited.</summary>
    public int? Clips { get; init; }

    /// <summary>All that counts: charges, and for what has none yet, the most it was expected to cost. Null where clips of several units were counted and none is chosen.</summary>
    public decimal? Spent { get; init; }

    public int SpentClips { get; init; }

    /// <summary>The part of <see cref="Spent"/> that was submitted or is under way and has no charge stated yet.</summary>
    public decimal? Reserved { get; init; }

    /// <summary>Never below zero: a charge above its estimate counts in full, and <see cref="Spent"/> may be above <see cref="Limit"/>.</summary>
    public decimal? Left { get; init; }

    public int? LeftClips { get; init; }

    /// <summary>Counted clips whose price nobody knows, so that <see cref="Spent"/> is without them.</summary>
    public int UnpricedClips { get; init; }

    /// <summary>Midnight in UTC, in the local zone.</summary>
    public DateTimeOffset PeriodStart { get; init; }

    /// <summary>When the next period begins and everything is left again; midnight in UTC, in the local zone.</summary>
    public DateTimeOffset PeriodEnd { get; init; }
}
