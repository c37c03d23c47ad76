namespace VideoGen.Providers;

/// <summary>What one job is expected to cost, from a dated table: exact, a range, or unknown.</summary>
/// <param name="Least">Null where the price is unknown.</param>
/// <param name="Most">Null where the price is unknown.</param>
/// <param name="Unit">The service's unit, known even where the price is not: <c>credits</c>, <c>CU</c>, <c>USD</c>; null where not even that.</param>
/// <param name="AsOf">The date of the table.</param>
/// <param name="Note">Why it is unknown or a range, one short sentence.</param>
public sealed record PriceQuote(decimal? Least, decimal? Most, string? Unit, DateOnly? AsOf, string? Note)
{
    public static PriceQuote Free { get; } = new(0, 0, null, null, null);

    public bool IsKnown => Most is not null;

    public static PriceQuote Exact(decimal amount, string unit, DateOnly asOf) => new(amount, amount, unit, asOf, null);

    public static PriceQuote Range(decimal least, decimal most, string unit, DateOnly asOf, string? note) => new(least, most, unit, asOf, note);

    public static PriceQuote Unknown(string? unit, string reason) => new(null, null, unit, null, reason);
}
