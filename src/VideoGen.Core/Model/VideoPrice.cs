using System.Globalization;

namespace VideoGen;

/// <summary>What one row is expected to cost. Nothing was sent for it.</summary>
public sealed record VideoPrice
{
    public required string Provider { get; init; }

    public string? Model { get; init; }

    public string? Name { get; init; }

    public string? Prompt { get; init; }

    /// <summary>Whole seconds.</summary>
    public int? Duration { get; init; }

    public string? Resolution { get; init; }

    /// <summary>Clips the row makes.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Of all its clips; null where the price is unknown.</summary>
    public decimal? Least { get; init; }

    /// <summary>Of all its clips; null where the price is unknown.</summary>
    public decimal? Most { get; init; }

    public string? Unit { get; init; }

    /// <summary>The date of the price table; null where there is none.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Why the price is a range or unknown.</summary>
    public string? Note { get; init; }

    public bool IsKnown => Most is not null;

    /// <summary><c>20 credits</c>, <c>0.2 to 0.4 USD</c>, <c>free</c> or <c>unknown</c>.</summary>
    public string Price => (Least, Most) switch
    {
        (_, null) => "unknown",
        (_, 0m) => "free",
        var (least, most) when least == most => Text(most.Value),
        var (least, most) => FormattableString.Invariant($"{least:0.####} to ") + Text(most.Value),
    };

    public override string ToString() => Price;

    private string Text(decimal amount) => $"{amount.ToString("0.####", CultureInfo.InvariantCulture)} {Unit}";
}
