using VideoGen.Bench.Waiting;

namespace VideoGen.Bench;

/// <summary>The rows of the table, in its order.</summary>
internal static class BenchRows
{
    public static IReadOnlyList<IBenchRow> All { get; } =
    [
        new Downloads.DownloadsRow(),
        new Images.ImagesRow(),
        new Import.ImportRow(),
        new Batch.BatchRow(),
        new Rows.RowsRow(),
        new Local.LocalRow(),
        new WaitingRow(),
    ];
}
