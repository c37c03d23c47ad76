using System.Globalization;

namespace VideoGen.Bench.Reports;

/// <summary>Figures as people read them.</summary>
internal static class FigureText
{
    /// <summary>With three digits that mean something, and the unit.</summary>
    public static string Value(double value, string unit) => unit == "×" ? Digits(value) + "×" : $"{Digits(value)} {unit}";

    /// <summary>The least and the most of the runs.</summary>
    public static string Range(FigureSummary figure) => figure.Values.Count == 1 ? "" : $"{Digits(figure.Spread.Least)} to {Digits(figure.Spread.Most)}";

    /// <summary>Whether the reach was met, with the reach; empty without one.</summary>
    public static string Verdict(FigureSummary figure) => figure.Reach is not { } reach
        ? ""
        : $"{(figure.IsMet == true ? "met" : "NOT MET")}: at {(reach.IsMost ? "most" : "least")} {Value(reach.Limit, figure.Unit)}";

    private static string Digits(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
