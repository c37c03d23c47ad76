namespace VideoGen.Providers;

/// <summary>The lengths a model makes: a range of whole seconds, or a list.</summary>
public sealed record DurationRule
{
    private DurationRule(IReadOnlyList<int> values, bool isRange)
    {
        Values = values;
        IsRange = isRange;
    }

    /// <summary>The ends of the range, or the list in ascending order.</summary>
    public IReadOnlyList<int> Values { get; }

    public bool IsRange { get; }

    public static DurationRule Range(int least, int most) => new([least, most], true);

    public static DurationRule OneOf(params int[] seconds) => new([.. seconds.Order()], false);

    public bool Allows(int seconds) => IsRange ? seconds >= Values[0] && seconds <= Values[1] : Values.Contains(seconds);

    /// <summary>The allowed length closest to <paramref name="seconds"/>; of two equally close ones the shorter.</summary>
    public int Nearest(int seconds) =>
        IsRange ? Math.Clamp(seconds, Values[0], Values[1]) : Values.MinBy(value => Math.Abs((long)value - seconds));

    /// <summary>For messages: <c>1 to 60</c>, or <c>4, 6 or 8</c>.</summary>
    public override string ToString() => IsRange ? $"{Values[0]} to {Values[1]}" : Choices.Join(Values.Select(value => $"{value}"));
}
