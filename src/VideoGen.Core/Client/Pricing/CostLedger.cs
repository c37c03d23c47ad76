using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// What the rows of one run cost together. Each reserves its price before it is sent; the charge replaces it as soon as the
/// service states one, and a charge above its estimate makes the rows still to come as much dearer.
/// </summary>
internal sealed class CostLedger(CostLimit? limit, bool allowUnknown)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, decimal> _spent = [];
    private readonly Dictionary<string, string> _units = [];
    private readonly Dictionary<string, decimal> _factors = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="VideoGenException"><c>CostLimitReached</c>, <c>UnknownPrice</c>.</exception>
    public CostReservation Reserve(string provider, PriceQuote quote)
    {
        if (limit is null || quote.Most == 0)
        {
            return new CostReservation(this, provider, "", 0, quote);
        }

        if (limit.For(provider) is not var (most, account))
        {
            throw new VideoGenException(VideoErrors.CostLimitReached, $"MaxCost names no amount for {provider}{limit.Others}.") { Remedy = $"Add {provider} to the table, or leave its rows out." };
        }

        if (quote.Most is not { } price)
        {
            return allowUnknown
                ? new CostReservation(this, provider, account, 0, quote)
                : throw new VideoGenException(VideoErrors.UnknownPrice, $"What {provider} takes for this is not known, so MaxCost cannot be kept{(quote.Note is { } note ? $": {note}" : ".")}");
        }

        lock (_lock)
        {
            string unit = UnitOf(account, most, quote.Unit!, provider);
            decimal cost = price * _factors.GetValueOrDefault(provider, 1);
            decimal spent = _spent.GetValueOrDefault(account);
            if (spent + cost > most.Value)
            {
                throw new VideoGenException(VideoErrors.CostLimitReached, FormattableString.Invariant($"This would cost {cost:0.####} {unit}, and {Math.Max(most.Value - spent, 0):0.####} of MaxCost's {most.Value:0.####} {unit} are left."));
            }

            _spent[account] = spent + cost;
            return new CostReservation(this, provider, account, cost, quote);
        }
    }

    internal void Replace(CostReservation reservation, decimal charged)
    {
        lock (_lock)
        {
            if (_spent.TryGetValue(reservation.Account, out decimal spent) || charged > 0)
            {
                _spent[reservation.Account] = spent - reservation.Amount + charged;
            }

            if (reservation.Quote.Most is > 0 and { } estimate && charged > estimate)
            {
                _factors[reservation.Provider] = Math.Max(_factors.GetValueOrDefault(reservation.Provider, 1), charged / estimate);
            }
        }
    }

    private string UnitOf(string account, CostAmount most, string unit, string provider)
    {
        string counted = most.Unit ?? (_units.TryGetValue(account, out string? first) ? first : _units[account] = unit);
        if (CostUnit.AreOne(counted, unit))
        {
            return unit;
        }

        throw new VideoGenException(VideoErrors.CostLimitReached, $"MaxCost is counted in {counted}, and {provider} takes {unit}.")
        {
            Remedy = "Give a table by provider, such as -MaxCost @{ Akool = '500 credits'; Phaseo = '2.50 USD' }.",
        };
    }
}

/// <summary>The price of one submission, set aside.</summary>
/// <param name="Ledger">Where it is counted.</param>
/// <param name="Provider">Whose estimates a charge tells of.</param>
/// <param name="Account">The part of the limit it is counted in.</param>
/// <param name="Amount">What was set aside.</param>
/// <param name="Quote">The estimate it came from.</param>
internal sealed record CostReservation(CostLedger Ledger, string Provider, string Account, decimal Amount, PriceQuote Quote)
{
    /// <summary>A charge that is larger is a mistake of the service, and no number to reckon with.</summary>
    public const decimal Highest = 1_000_000_000;

    /// <summary>Whether it is a charge of the service, and a number to reckon with.</summary>
    public static bool IsCharge(VideoCost? cost) => cost is { Charged: true, Amount: >= 0 and <= Highest };

    /// <summary>Nothing was made: nothing is charged.</summary>
    public void Release() => Ledger.Replace(this, 0);

    /// <summary>The service has stated its charge, in the unit of the estimate.</summary>
    public void Settle(VideoCost? cost)
    {
        if (IsCharge(cost) && (Quote.Unit is null || cost!.Unit.Equals(Quote.Unit, StringComparison.OrdinalIgnoreCase)))
        {
            Ledger.Replace(this, cost!.Amount);
        }
    }
}
