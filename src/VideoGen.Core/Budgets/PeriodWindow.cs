namespace VideoGen.Budgets;

/// <summary>One day or month, in UTC.</summary>
/// <param name="First">Its first day.</param>
/// <param name="End">The first day of the next.</param>
internal readonly record struct PeriodWindow(DateOnly First, DateOnly End)
{
    /// <summary>The period that a moment is in.</summary>
    public static PeriodWindow Of(BudgetPeriod per, DateTimeOffset now)
    {
        DateOnly day = DayOf(now);
        var first = new DateOnly(day.Year, day.Month, 1);
        return per == BudgetPeriod.Day ? new PeriodWindow(day, day.AddDays(1)) : new PeriodWindow(first, first.AddMonths(1));
    }

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    public bool Has(DateOnly day) => day >= First && day < End;

    /// <summary>When it begins, in the zone of a clock.</summary>
    public DateTimeOffset Start(TimeProvider time) => Midnight(First, time);

    /// <summary>When the next begins, in the zone of a clock.</summary>
    public DateTimeOffset Reset(TimeProvider time) => Midnight(End, time);

    private static DateTimeOffset Midnight(DateOnly day, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), time.LocalTimeZone);
}
