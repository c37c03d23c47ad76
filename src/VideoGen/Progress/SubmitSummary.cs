using VideoGen.Client;

namespace VideoGen.Cmdlets.Progress;

/// <summary>What became of the rows of a run, in one sentence.</summary>
internal sealed class SubmitSummary
{
    private readonly CostSum _cost = new();
    private int _submitted;
    private int _known;
    private int _refused;

    public int Rows { get; set; }

    public void Add(SubmitResult result)
    {
        switch (result)
        {
            case { Job: { } job, IsNew: true }:
                _submitted++;
                _cost.Add(job.Cost, isSoFar: true);
                break;

            case { Job: not null, Error: null }:
                _known++;
                break;

            default:
                _refused++;
                break;
        }
    }

    /// <summary><c>12 rows: 9 jobs submitted for about 180 credits, 2 known already, 1 refused.</c></summary>
    public override string ToString()
    {
        string cost = _cost.ToString();
        var parts = new List<string> { $"{Count(_submitted, "job")} submitted{(cost.Length > 0 ? $" for {cost}" : "")}" };
        if (_known > 0)
        {
            parts.Add($"{_known} known already");
        }

        if (_refused > 0)
        {
            parts.Add($"{_refused} refused");
        }

        return $"{Count(Rows, "row")}: {string.Join(", ", parts)}.";
    }

    private static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
