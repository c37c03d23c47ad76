namespace VideoGen.Bench.Reports;

/// <summary>A plot of how the cost grows with the work.</summary>
/// <param name="Title">What is drawn.</param>
/// <param name="XLabel">The work and its unit.</param>
/// <param name="YLabel">The cost and its unit.</param>
/// <param name="Series">One a contender.</param>
internal sealed record Plot(string Title, string XLabel, string YLabel, IReadOnlyList<PlotSeries> Series)
{
    /// <summary>Gathers the points of all runs; of those with one x in a series, the median is drawn.</summary>
    public static IReadOnlyList<Plot> Of(IEnumerable<PlotPoint> points) =>
    [
        .. points.GroupBy(point => point.Plot).Select(plot => new Plot(
            plot.Key,
            plot.First().XLabel,
            plot.First().YLabel,
            [.. plot.GroupBy(point => point.Series).Select(series => new PlotSeries(
                series.Key,
                [.. series.GroupBy(point => point.X).OrderBy(same => same.Key).Select(same => (same.Key, Spread.Of(same.Select(point => point.Y)).Median))]))])),
    ];

    /// <summary>The name of its file, from the title.</summary>
    public string FileName => string.Join('-', Title.ToLowerInvariant().Split([' ', ',', ':', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries)) + ".svg";
}

/// <summary>One line of a plot.</summary>
internal sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
