namespace VideoGen.Bench;

/// <summary>One measured value of one run.</summary>
/// <param name="Name">The contender, or what was counted.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">Such as s, MiB, requests; × of a ratio.</param>
/// <param name="Reach">What it is to come to, or null where it is only shown.</param>
internal sealed record Figure(string Name, double Value, string Unit, Reach? Reach);

/// <summary>What a figure is to come to.</summary>
/// <param name="Limit">In the unit of the figure.</param>
/// <param name="IsMost">Whether the limit is the most, else it is the least.</param>
internal sealed record Reach(double Limit, bool IsMost)
{
    /// <summary>Whether a value is within it.</summary>
    public bool IsMetBy(double value) => IsMost ? value <= Limit : value >= Limit;
}

/// <summary>One point of a plot.</summary>
internal sealed record PlotPoint(string Plot, string Series, double X, double Y, string XLabel, string YLabel);
