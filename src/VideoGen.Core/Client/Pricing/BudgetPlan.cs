using VideoGen.Budgets;

namespace VideoGen.Client;

/// <summary>Tells a plan, of which nothing is sent, where it would go over a budget. For one command and one thread.</summary>
public sealed class BudgetPlan
{
    private readonly ClientServices _services;
    private readonly bool _allowUnknown;
    private readonly Dictionary<string, List<PlannedBudget>> _providers = new(StringComparer.OrdinalIgnoreCase);

    internal BudgetPlan(ClientServices services, bool allowUnknown) => (_services, _allowUnknown) = (services, allowUnknown);

    /// <summary>Adds a row. Returns what is to be told of it, once a budget.</summary>
    public async ValueTask<IReadOnlyList<string>> AddAsync(VideoPrice price, CancellationToken cancellationToken)
    {
        if (!_providers.TryGetValue(price.Provider, out List<PlannedBudget>? budgets))
        {
            _providers[price.Provider] = budgets = [];
            try
            {
                foreach (Budget budget in await _services.BudgetStore.ReadAsync(price.Provider, cancellationToken).ConfigureAwait(false))
                {
                    budgets.Add(new PlannedBudget(budget, _services));
                }
            }
            catch (VideoGenException e)
            {
                return [$"{e.Message} {e.Remedy}"];
            }
        }

        return budgets.Count == 0 ? [] : [.. budgets.SelectMany(budget => budget.Add(price, _allowUnknown))];
    }

    /// <summary>A budget and what the plan takes of it.</summary>
    private sealed class PlannedBudget(Budget budget, ClientServices services)
    {
        private readonly PeriodWindow _window = PeriodWindow.Of(budget.Per, services.Time.GetUtcNow());
        private SpendingSum? _spent;
        private decimal _cost;
        private int _clips;
        private bool _isOver;
        private bool _isUnpriced;

        public IEnumerable<string> Add(VideoPrice price, bool allowUnknown)
        {
            if (_spent is null)
            {
                _spent = services.Spending.MonthOf(budget.Provider, _window.First).Read(totals => totals.Sum(_window, budget.Unit));
            }

            _clips += price.Count;
            bool isPriced = price.Most == 0 || (price is { Most: not null, Unit: { } unit } && budget.Unit is not null && CostUnit.AreOne(unit, budget.Unit));
            _cost += isPriced ? price.Most!.Value : 0;
            if (budget.Limit is not null && !isPriced && !allowUnknown && !_isUnpriced)
            {
                _isUnpriced = true;
                yield return $"{budget.Provider}'s budget of {budget} keeps back what has no known price in {budget.Unit}: such rows are sent with -AllowUnknownCost only.";
            }

            if (!_isOver && (_spent.Clips + _clips > budget.Clips || (_cost > 0 && _spent.Amount + _cost > budget.Limit)))
            {
                _isOver = true;
                string?[] left =
                [
                    budget.Limit is { } limit ? FormattableString.Invariant($"{Math.Max(limit - _spent.Amount, 0):0.####} {budget.Unit}") : null,
                    budget.Clips is { } clips ? Budget.ClipText(Math.Max(clips - _spent.Clips, 0)) : null,
                ];
                yield return $"This goes over {budget.Provider}'s budget of {budget}: {string.Join(" and ", left.Where(text => text is not null))} left until {BudgetErrors.Moment(_window.Reset(services.Time))} (local time). What does not fit is not sent.";
            }
        }
    }
}
