namespace VideoGen;

/// <summary>How long a budget holds: calendar days and months in UTC, as services bill and as hosts of different zones agree on.</summary>
public enum BudgetPeriod
{
    Day,
    Month,
}
