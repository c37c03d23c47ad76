using VideoGen.Budgets;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The budgets of the providers: what may be spent with each in a day or a month, over all sessions of the home.</summary>
public sealed class ClientBudgets
{
    private readonly ClientServices _services;

    internal ClientBudgets(ClientServices services) => _services = services;

    /// <summary>The budget that comes of what a user gave: what is not given stays as it was. Nothing is written.</summary>
    /// <param name="limit"><c>500 credits</c>; a bare number in the provider's own unit. Null leaves the limit as it was.</param>
    /// <param name="clips">Null leaves them as they were.</param>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>InvalidParameterValue</c>, <c>MissingValue</c>, <c>DamagedBudget</c>.</exception>
    public async Task<(Budget Budget, string? Warning)> CheckAsync(string provider, BudgetPeriod per, string? limit, int? clips, CancellationToken cancellationToken)
    {
        if (limit is null && clips is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "A budget needs a -Limit such as '500 credits', or a number of -Clips, or both.");
        }

        ProviderDescriptor descriptor = _services.Options.Catalog.Find(provider).Descriptor;
        Budget before = await _services.BudgetStore.ReadAsync(descriptor.Name, per, cancellationToken).ConfigureAwait(false) ?? new Budget(descriptor.Name, per);
        Budget budget = before with { Provider = descriptor.Name, Clips = clips ?? before.Clips };
        if (limit is not null)
        {
            (decimal value, string unit) = ReadLimit(descriptor, limit);
            budget = budget with { Limit = value, Unit = unit };
        }

        string? warning = budget.Limit is null || descriptor.HasPriceTable ? null
            : $"What {descriptor.Name} takes for a clip is not known beforehand, so with a limit of the cost every submission to it is refused (UnknownPrice) unless it says -AllowUnknownCost; then what the service charges counts, where it tells. -Clips limits them in any case.";
        return (budget, warning);
    }

    /// <summary>Sets a budget that was checked.</summary>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>, <c>DamagedBudget</c>.</exception>
    public async Task<VideoBudget> SetAsync(Budget budget, CancellationToken cancellationToken)
    {
        await _services.BudgetStore.WriteAsync(budget, cancellationToken).ConfigureAwait(false);
        VideoBudget described = Describe(budget);

        // Until now nobody needed the sums. Whoever submits next reads on from here.
        using IDisposable held = await _services.Spending.EnterAsync(budget.Provider, cancellationToken).ConfigureAwait(false);
        await _services.Spending.MonthOf(budget.Provider, PeriodWindow.DayOf(_services.Time.GetUtcNow())).SaveTotalsAsync(cancellationToken).ConfigureAwait(false);
        return described;
    }

    /// <summary>The budgets of the providers whose name matches, and what is wrong with those that cannot be read.</summary>
    /// <param name="pattern">A name, with the wildcards * and ?.</param>
    /// <param name="per">Null for both.</param>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c> for a name without wildcards that is not there and has no budget.</exception>
    public async Task<IReadOnlyList<(string Provider, VideoBudget? Budget, VideoGenException? Trouble)>> ListAsync(string pattern, BudgetPeriod? per, CancellationToken cancellationToken)
    {
        var found = new List<(string, VideoBudget?, VideoGenException?)>();
        foreach ((string provider, BudgetPeriod period) in Find(pattern, per))
        {
            try
            {
                if (await _services.BudgetStore.ReadAsync(provider, period, cancellationToken).ConfigureAwait(false) is { } budget)
                {
                    found.Add((budget.Provider, Describe(budget), null));
                }
            }
            catch (VideoGenException e)
            {
                found.Add((provider, null, e));
            }
        }

        return found;
    }

    /// <summary>The budgets that are set for the providers whose name matches, damaged ones too.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>DamagedBudget</c>.</exception>
    public IReadOnlyList<(string Provider, BudgetPeriod Per)> Find(string pattern, BudgetPeriod? per)
    {
        IReadOnlyList<string> all = _services.BudgetStore.Providers();
        string[] providers = [.. all.Where(name => CatalogView.Like(pattern, name))];
        if (providers.Length == 0)
        {
            // A name that nobody has is a slip, and no provider without a budget.
            _ = new CatalogView(_services.Options.Catalog).Find(pattern);
        }

        string[] known = [.. _services.Options.Catalog.All.Select(entry => entry.Name)];
        providers = [.. providers.Select(name => known.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name)];
        return [.. providers.SelectMany(_ => per is { } only ? [only] : Enum.GetValues<BudgetPeriod>(), (name, period) => (name, period)).Where(item => _services.BudgetStore.Has(item.name, item.period))];
    }

    /// <summary>Removes a budget. What was spent stays known, and counts when one is set again.</summary>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public void Remove(string provider, BudgetPeriod per) => _services.BudgetStore.Remove(provider, per);

    private VideoBudget Describe(Budget budget)
    {
        PeriodWindow window = PeriodWindow.Of(budget.Per, _services.Time.GetUtcNow());
        SpendingSum spent = _services.Spending.MonthOf(budget.Provider, window.First).Read(totals => totals.Sum(window, budget.Unit));
        return new VideoBudget
        {
            Provider = budget.Provider,
            Per = budget.Per,
            Limit = budget.Limit,
            Unit = spent.Unit,
            Clips = budget.Clips,
            Spent = spent.Unit is null ? null : spent.Amount,
            SpentClips = spent.Clips,
            Reserved = spent.Unit is null ? null : spent.Open,
            Left = budget.Limit is { } limit ? Math.Max(limit - spent.Amount, 0) : null,
            LeftClips = budget.Clips is { } clips ? Math.Max(clips - spent.Clips, 0) : null,
            UnpricedClips = spent.Unpriced,
            PeriodStart = window.Start(_services.Time),
            PeriodEnd = window.Reset(_services.Time),
        };
    }

    private static (decimal Value, string Unit) ReadLimit(ProviderDescriptor provider, string text)
    {
        CostAmount given = CostLimit.Parse(text);
        if (provider is { Endpoint: null, Quote: null })
        {
            throw Invalid($"{provider.Name} costs nothing, so a Limit of its cost means nothing.", $"Limit its clips: Set-VideoBudget {provider.Name} … -Clips 20.");
        }

        if (given.Value > BudgetStore.Most || (given.Unit is not null && !CostAmount.IsUnit(given.Unit)))
        {
            throw Invalid($"'{DisplayText.OneLine(text, 60)}' is no limit that anybody could reach.", "Write an amount and its unit, such as '500 credits'.");
        }

        return (given.Unit, provider.BillingUnit) switch
        {
            (null, null) => throw Invalid($"What {provider.Name} is paid in is not known, so Limit needs a unit.", "Write it behind the amount, such as -Limit '10 USD'."),
            (null, { } own) => (given.Value, own),
            ({ } unit, null) => (given.Value, unit),
            ({ } unit, { } own) when CostUnit.AreOne(unit, own) => (given.Value, own),
            ({ } unit, { } own) => throw Invalid($"{provider.Name} is paid in {own}, and Limit is in {unit}.", FormattableString.Invariant($"Write the limit in {own}, such as -Limit '{given.Value:0.####} {own}'.")),
        };
    }

    private static VideoGenException Invalid(string message, string remedy) => new(VideoErrors.InvalidParameterValue, message) { Remedy = remedy };
}
