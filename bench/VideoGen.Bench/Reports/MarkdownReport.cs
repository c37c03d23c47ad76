using System.Globalization;
using System.Text;

namespace VideoGen.Bench.Reports;

/// <summary>All rows as a page.</summary>
internal static class MarkdownReport
{
    public static string Of(MachineFacts machine, IReadOnlyList<RowSummary> rows)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Bench of {machine.Date}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Commit {machine.Commit}; {machine.Processor}, {machine.Cores} cores, {machine.MemoryGiB} GiB; {machine.System}; ");
        page.AppendJoin("; ", machine.Versions.Select(version => $"{version.Key} {version.Value}")).Append(".\n");
        page.Append("Medians of the runs, with the least and the most. A ratio was taken within its run.\n");
        foreach (RowSummary row in rows)
        {
            Append(page, row);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, RowSummary row)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {row.Name}\n\n{row.Title}. Runs: {row.Runs}.\n\n");
        if (row.Skipped is { } reason)
        {
            page.Append(CultureInfo.InvariantCulture, $"Not measured: {reason}.\n\n");
        }

        if (row.Figures.Count > 0)
        {
            page.Append("| | median | least to most | reach |\n|---|---:|---|---|\n");
            foreach (FigureSummary figure in row.Figures)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {FigureText.Value(figure.Spread.Median, figure.Unit)} | {FigureText.Range(figure)} | {FigureText.Verdict(figure)} |\n");
            }

            page.Append('\n');
        }

        foreach (string note in row.Notes)
        {
            page.Append(CultureInfo.InvariantCulture, $"* {note}\n");
        }

        foreach (Plot plot in row.Plots)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n![{plot.Title}](plots/{plot.FileName})\n");
        }
    }
}
