using System.Globalization;
using System.Text;

namespace VideoGen.Bench.Reports;

/// <summary>A row as the terminal shows it.</summary>
internal static class TextReport
{
    public static string Of(RowSummary row)
    {
        var text = new StringBuilder();
        foreach (FigureSummary figure in row.Figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {figure.Name,-46} {FigureText.Value(figure.Spread.Median, figure.Unit),12}   {FigureText.Range(figure),-22} {FigureText.Verdict(figure)}").AppendLine();
        }

        foreach (string note in row.Notes)
        {
            text.Append("  ").AppendLine(note);
        }

        return text.ToString();
    }
}
