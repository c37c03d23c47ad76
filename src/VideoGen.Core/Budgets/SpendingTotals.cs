using VideoGen.Client;

namespace VideoGen.Budgets;

/// <summary>The running totals of a month, by day and unit.</summary>
internal sealed class SpendingTotals
{
    private const string Unknown = "?";

    public Dictionary<DateOnly, Dictionary<string, UnitTotal>> Days { get; init; } = [];

    /// <summary>Jobs that are set aside, of which only the journal knows whether they were sent: those on their way, and those of processes that died.</summary>
    public HashSet<string> Unsent { get; init; } = [];

    public void Apply(SpendingChange change)
    {
        Count(change.Was, -1);
        Count(change.Now, 1);
        _ = change.Now is { State: SpendingState.Reserved } ? Unsent.Add(change.Key) : Unsent.Remove(change.Key);
    }

    /// <param name="unit">The unit that is asked for; null takes the only one there is.</param>
    public SpendingSum Sum(PeriodWindow window, string? unit)
    {
        KeyValuePair<string, UnitTotal>[] totals = [.. Days.Where(day => window.Has(day.Key)).SelectMany(day => day.Value)];
        string[] units = [.. totals.Where(total => total.Value.Amount > 0).Select(total => total.Key).Distinct(StringComparer.OrdinalIgnoreCase)];
        string? chosen = unit ?? (units is [var only] ? only : null);
        UnitTotal[] priced = [.. totals.Where(total => chosen is not null && CostUnit.AreOne(total.Key, chosen)).Select(total => total.Value)];
        return new SpendingSum(
            chosen,
            priced.Sum(total => total.Amount),
            priced.Sum(total => total.Open),
            totals.Sum(total => total.Value.Clips),
            totals.Where(total => total.Key == Unknown || (total.Value.Amount > 0 && (chosen is null || !CostUnit.AreOne(total.Key, chosen)))).Sum(total => total.Value.Clips));
    }

    private void Count(SpendingRecord? record, int sign)
    {
        if (record is null or { State: SpendingState.Void })
        {
            return;
        }

        if (!Days.TryGetValue(record.Day, out Dictionary<string, UnitTotal>? units))
        {
            Days[record.Day] = units = [];
        }

        string unit = record.Amount is null ? Unknown : record.Unit ?? "";
        UnitTotal total = units.GetValueOrDefault(unit, new UnitTotal(0, 0, 0));
        decimal amount = sign * (record.Amount ?? 0);
        units[unit] = new UnitTotal(total.Amount + amount, total.Open + (record.State == SpendingState.Charged ? 0 : amount), total.Clips + (sign * record.Clips));
    }
}

/// <summary>What a day has of one unit.</summary>
/// <param name="Amount">Charges and estimates together.</param>
/// <param name="Open">The estimates among them.</param>
internal sealed record UnitTotal(decimal Amount, decimal Open, int Clips);
