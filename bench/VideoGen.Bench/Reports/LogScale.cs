namespace VideoGen.Bench.Reports;

/// <summary>Places values along an axis by their logarithm, so that an even growth is a straight line.</summary>
/// <param name="From">The smallest value on it.</param>
/// <param name="To">The largest.</param>
/// <param name="Start">Where the smallest is drawn.</param>
/// <param name="End">Where the largest is drawn.</param>
internal sealed record LogScale(double From, double To, double Start, double End)
{
    /// <param name="values">What is to be placed; nothing below a thousandth is told apart.</param>
    /// <param name="start">Where the axis begins.</param>
    /// <param name="end">Where it ends.</param>
    public static LogScale Of(IEnumerable<double> values, double start, double end)
    {
        double[] all = [.. values.Select(value => Math.Max(value, 0.001))];
        double from = Steps.Last(step => step <= all.Min());
        double to = Steps.First(step => step >= all.Max() && step > from);
        return new LogScale(from, to, start, end);
    }

    /// <summary>1, 2 and 5 of each power of ten on the axis; only the powers where there are many.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            double[] all = [.. Steps.Where(step => step >= From && step <= To)];
            return all.Length <= 8 ? all : all.Where(step => Math.Log10(step) is var power && Math.Abs(power - Math.Round(power)) < 1e-9);
        }
    }

    public double Place(double value) =>
        Start + ((Math.Log(Math.Max(value, 0.001)) - Math.Log(From)) / (Math.Log(To) - Math.Log(From)) * (End - Start));

    private static readonly double[] Steps = [.. Enumerable.Range(-4, 14).SelectMany(power => new[] { 1.0, 2, 5 }.Select(digit => digit * Math.Pow(10, power)))];
}
