using System.Globalization;
using System.Text.Json;
using VideoGen.Bench.Import;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Rows;

/// <summary>What a plan and a price list of many rows cost.</summary>
internal sealed class RowsRow : IBenchRow
{
    private const string Plot = "Rows of a sheet: time against rows";

    private static readonly int[] Sizes = [500, 1500, 5000];

    private static readonly RowReading Asking = new("empty command that asks", EmptyModule.Path, EmptyModule.Command, IsPlan: true);

    private static readonly RowReading Planning = new("New-VideoJob -WhatIf", PowerShellProcess.Module, "New-VideoJob", IsPlan: true);

    private static readonly RowReading Reading = new("empty command that reads", EmptyModule.Path, EmptyModule.Command, IsPlan: false);

    private static readonly RowReading Pricing = new("Get-VideoPrice", PowerShellProcess.Module, "Get-VideoPrice", IsPlan: false);

    public string Name => "rows";

    public string Title => "Import-Csv of 5,000 rows through New-VideoJob -WhatIf and Get-VideoPrice, against an empty command over the same rows";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        if (!PowerShellProcess.IsThere)
        {
            result.Skip(PowerShellProcess.Missing);
            return;
        }

        RowReading[] readings = run.Number % 2 == 0 ? [Asking, Planning, Reading, Pricing] : [Pricing, Reading, Planning, Asking];
        foreach (int rows in run.Quick ? [100] : Sizes)
        {
            string csv = Path.Combine(run.Folder, string.Create(CultureInfo.InvariantCulture, $"{rows}.csv"));
            await ShotSheet.WriteAsync(csv, rows, cancellationToken);
            var told = new Dictionary<RowReading, JsonElement>();
            foreach (RowReading reading in readings)
            {
                told[reading] = await reading.RunAsync(csv, run.NewFolder(string.Create(CultureInfo.InvariantCulture, $"{rows}-{Array.IndexOf(readings, reading)}")), cancellationToken);
                result.Point(Plot, reading.Name, rows, told[reading].GetProperty("First").GetDouble(), ("rows", "seconds"));
            }

            if (run.Quick || rows == Sizes[^1])
            {
                Compare(result, Planning, Asking, told);
                Compare(result, Pricing, Reading, told);
            }
        }
    }

    private static void Compare(RowResult result, RowReading ours, RowReading empty, Dictionary<RowReading, JsonElement> told)
    {
        foreach (RowReading reading in new[] { empty, ours })
        {
            result.Measure($"first in a session, {reading.Name}", told[reading].GetProperty("First").GetDouble(), "s");
            result.Measure($"again in the session, {reading.Name}", told[reading].GetProperty("Again").GetDouble(), "s");
            result.Measure($"processor time, {reading.Name}", told[reading].GetProperty("Processor").GetDouble(), "s");
            result.Measure($"allocated, {reading.Name}", told[reading].GetProperty("Allocated").GetDouble() / (1 << 20), "MiB");
        }

        result.AtMost($"first in a session, {ours.Name} to the {empty.Name}", Ratio("First"), 3);
        result.AtMost($"again in the session, {ours.Name} to the {empty.Name}", Ratio("Again"), 3);

        double Ratio(string figure) => told[ours].GetProperty(figure).GetDouble() / told[empty].GetProperty(figure).GetDouble();
    }
}
