using VideoGen.Bench.Waiting;

namespace VideoGen.Bench;

/// <summary>The rows of the table, in its order.</summary>
internal static class BenchRows
{
    public static IReadOnlyList<IBenchRow> All { get; } =
    [
        new Batch.BatchRow(),
        new Requests.RequestsRow(),
        new WaitingRow(),
    ];
}
