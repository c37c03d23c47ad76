namespace VideoGen.Budgets;

/// <summary>What was spent in a period.</summary>
/// <param name="Unit">The unit of the amounts; null where nothing has a price.</param>
/// <param name="Amount">Charges and estimates together.</param>
/// <param name="Open">The estimates among them, which no charge has replaced.</param>
/// <param name="Clips">All clips that count.</param>
/// <param name="Unpriced">Those of them whose price is unknown or in another unit.</param>
internal sealed record SpendingSum(string? Unit, decimal Amount, decimal Open, int Clips, int Unpriced);
