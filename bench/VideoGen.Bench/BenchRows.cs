namespace VideoGen.Bench;

/// <summary>The rows of the table, in its order.</summary>
internal static class BenchRows
{
    public static IReadOnlyList<IBenchRow> All { get; } =
    [
        new Import.ImportRow(),
        new Batch.BatchRow(),
        new Requests.RequestsRow(),
        new Downloads.DownloadsRow(),
        new Images.ImagesRow(),
        new Waiting.WaitingRow(),
        new JournalScale.JournalRow(),
        new Rows.RowsRow(),
        new Local.LocalRow(),
    ];
}
