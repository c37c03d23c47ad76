namespace VideoGen.Budgets;

/// <summary>A ceiling as it is set: of the cost, of the clips, or of both.</summary>
public sealed record Budget(string Provider, BudgetPeriod Per)
{
    public decimal? Limit { get; init; }

    /// <summary>Of <see cref="Limit"/>.</summary>
    public string? Unit { get; init; }

    public int? Clips { get; init; }

    /// <summary><c>500 credits and 20 clips a day</c>.</summary>
    public override string ToString()
    {
        string?[] ceilings = [Limit is { } limit ? FormattableString.Invariant($"{limit:0.####} {Unit}") : null, Clips is { } clips ? ClipText(clips) : null];
        return $"{string.Join(" and ", ceilings.Where(text => text is not null))} a {(Per == BudgetPeriod.Day ? "day" : "month")}";
    }

    internal static string ClipText(int clips) => FormattableString.Invariant($"{clips} {(clips == 1 ? "clip" : "clips")}");
}
