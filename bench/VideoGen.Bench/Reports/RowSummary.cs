namespace VideoGen.Bench.Reports;

/// <summary>What all runs of a row come to.</summary>
/// <param name="Name">The row's.</param>
/// <param name="Title">What was done, and against what.</param>
/// <param name="Runs">How many were measured.</param>
/// <param name="Figures">In the order in which they were measured.</param>
/// <param name="Plots">How the cost grows with the work: medians over the runs.</param>
/// <param name="Notes">Each once.</param>
/// <param name="Skipped">Why it was not measured, or not all of it; null where it was.</param>
internal sealed record RowSummary(
    string Name, string Title, int Runs, IReadOnlyList<FigureSummary> Figures, IReadOnlyList<Plot> Plots, IReadOnlyList<string> Notes, string? Skipped)
{
    public static RowSummary Of(IBenchRow row, IReadOnlyList<RowResult> results) => new(
        row.Name,
        row.Title,
        results.Count,
        [.. results.SelectMany(result => result.Figures).GroupBy(figure => figure.Name).Select(FigureSummary.Of)],
        Plot.Of(results.SelectMany(result => result.Points)),
        [.. results.SelectMany(result => result.Notes).Distinct()],
        results.Select(result => result.Skipped).FirstOrDefault(reason => reason is not null));
}

/// <summary>One figure over all runs.</summary>
/// <param name="Name">The contender, or what was counted.</param>
/// <param name="Unit">Such as s, MiB; × of a ratio.</param>
/// <param name="Spread">Where its values lie.</param>
/// <param name="Values">One a run, in their order.</param>
/// <param name="Reach">What its median is to come to, or null.</param>
internal sealed record FigureSummary(string Name, string Unit, Spread Spread, IReadOnlyList<double> Values, Reach? Reach)
{
    /// <summary>Whether the median is within the reach; null without one.</summary>
    public bool? IsMet => Reach?.IsMetBy(Spread.Median);

    public static FigureSummary Of(IEnumerable<Figure> figures)
    {
        Figure[] all = [.. figures];
        double[] values = [.. all.Select(figure => figure.Value)];
        return new FigureSummary(all[0].Name, all[0].Unit, Spread.Of(values), values, all[0].Reach);
    }
}
