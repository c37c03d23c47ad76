using System.Text.Json;

namespace VideoGen.Bench.Reports;

/// <summary>Writes what was measured: a page and its data by date and commit, and the plots, which the next results replace.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, IncludeFields = true };

    public static async Task WriteAsync(
        string folder, bool areAll, MachineFacts machine, IReadOnlyList<RowSummary> rows, TextWriter output, CancellationToken cancellationToken)
    {
        string plots = Directory.CreateDirectory(Path.Combine(folder, "plots")).FullName;
        foreach (Plot plot in rows.SelectMany(row => row.Plots))
        {
            await File.WriteAllTextAsync(Path.Combine(plots, plot.FileName), SvgPlot.Draw(plot), cancellationToken);
        }

        string name = Path.Combine(folder, $"{machine.Date}-{machine.Commit.TrimEnd('+')}{(areAll ? "" : "-" + string.Join('-', rows.Select(row => row.Name)))}");
        await File.WriteAllTextAsync(name + ".md", MarkdownReport.Of(machine, rows), cancellationToken);
        await File.WriteAllTextAsync(name + ".json", JsonSerializer.Serialize(new { machine, rows }, Json) + "\n", cancellationToken);
        await output.WriteLineAsync($"{Environment.NewLine}{name}.md and .json, plots in {plots}");
    }
}
