using VideoGen.Client;

namespace VideoGen.Budgets;

/// <summary>Whether a budget has room for a request.</summary>
internal static class BudgetCheck
{
    /// <param name="spent">What counts in the budget's period, without the request itself.</param>
    /// <param name="wanted">The jobs of the request: all of them, or none.</param>
    /// <exception cref="VideoGenException"><c>BudgetReached</c>, <c>UnknownPrice</c>.</exception>
    public static void Require(Budget budget, SpendingSum spent, IReadOnlyList<SpendingRecord> wanted, bool allowUnknown, string? note, DateTimeOffset reset)
    {
        int clips = wanted.Sum(record => record.Clips);
        if (budget.Clips is { } most && spent.Clips + clips > most)
        {
            throw BudgetErrors.Reached(budget, Budget.ClipText(Math.Max(most - spent.Clips, 0)), $"make {Budget.ClipText(clips)}", reset);
        }

        if (budget.Limit is not { } limit || wanted.All(record => record.Amount == 0))
        {
            return;
        }

        string left = FormattableString.Invariant($"{Math.Max(limit - spent.Amount, 0):0.####} {budget.Unit}");
        if (wanted.FirstOrDefault(record => record.Amount is null || (record.Amount > 0 && (record.Unit is null || !CostUnit.AreOne(record.Unit, budget.Unit!)))) is { } unpriced)
        {
            if (!allowUnknown)
            {
                throw BudgetErrors.Unpriced(budget, unpriced.Amount is null ? $"what this costs is not known{(note is null ? "." : $": {note}")}" : $"this is paid in {unpriced.Unit ?? "another unit"}.");
            }

            if (spent.Amount >= limit)
            {
                // Allowed is a price that nobody knows, not a price where nothing is left.
                throw BudgetErrors.Reached(budget, left, "cost something", reset);
            }

            return;
        }

        decimal cost = wanted.Sum(record => record.Amount ?? 0);
        if (spent.Amount + cost > limit)
        {
            throw BudgetErrors.Reached(budget, left, FormattableString.Invariant($"cost {cost:0.####} {budget.Unit}"), reset);
        }
    }
}
