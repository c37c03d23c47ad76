using System.Globalization;
using VideoGen.Bench.Reports;

namespace VideoGen.Bench;

/// <summary>Measures the chosen rows, run after run, and reports.</summary>
internal sealed class BenchSession(BenchOptions options, TextWriter output)
{
    private readonly List<string> _left = [];

    /// <returns>Whether every row ran to its end; a reach that is not met is reported and fails nothing.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunRowsAsync(await MachineFacts.ReadAsync(TimeProvider.System, cancellationToken), cancellationToken);
        }
        finally
        {
            _left.ForEach(folder => Directory.Delete(folder, recursive: true));
        }
    }

    private async Task<bool> RunRowsAsync(MachineFacts machine, CancellationToken cancellationToken)
    {
        bool sound = true;
        List<RowSummary> summaries = [];
        foreach (IBenchRow row in BenchRows.All.Where(row => options.Rows.Count == 0 || options.Rows.Contains(row.Name)))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{row.Name}: {row.Title}"));
            List<RowResult> results = [];
            for (int number = 0; number < options.Runs; number++)
            {
                var result = new RowResult();
                results.Add(result);
                try
                {
                    await MeasureAsync(row, number, result, cancellationToken);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    // The other rows are worth having all the same.
                    result.Skip($"the run broke off: {error.Message}");
                    await output.WriteLineAsync(error.ToString());
                    sound = false;
                }

                if (result.Skipped is { } reason)
                {
                    await output.WriteLineAsync($"  skipped: {reason}");
                    break;
                }
            }

            var summary = RowSummary.Of(row, results);
            summaries.Add(summary);
            await output.WriteAsync(TextReport.Of(summary));
        }

        if (!options.Quick)
        {
            await ResultFiles.WriteAsync(options.Results, options.Rows.Count == 0, machine, summaries, output, cancellationToken);
        }

        return sound;
    }

    private async Task MeasureAsync(IBenchRow row, int number, RowResult result, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory($"videogen-bench-{row.Name}-").FullName;
        try
        {
            await row.MeasureAsync(new BenchRun(number, folder, options), result, cancellationToken);
        }
        finally
        {
            if (row.LeavesFiles)
            {
                _left.Add(folder);
            }
            else
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
