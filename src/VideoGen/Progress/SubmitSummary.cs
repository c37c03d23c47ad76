using VideoGen.Client;

namespace VideoGen.Cmdlets.Progress;

/// <summary>What became of the rows of a run, in one sentence.</summary>
internal sealed class SubmitSummary
{
    private readonly CostSum _cost = new();
    private readonly Dictionary<string, (VideoGenException Reason, int Left)> _stopped = new(StringComparer.OrdinalIgnoreCase);
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

            case { Error: { Kind: var kind, Provider: { } provider, InnerException: VideoGenException reason } } when kind == VideoErrors.NotSubmitted:
                _stopped[provider] = (reason, _stopped.GetValueOrDefault(provider).Left + 1);
                break;

            default:
                _refused++;
                break;
        }
    }

    /// <summary>
    /// For each service that takes no more: why, how many rows are left, and what to do. <c>Artnex takes no more for now (QuotaReached): 412 rows
    /// were not sent. …</c>
    /// </summary>
    /// <param name="isBatch">Whether the rows that were sent are known to the next run.</param>
    public IEnumerable<string> Left(bool isBatch) => _stopped.Select(stop =>
        $"{stop.Key} takes no more for now ({stop.Value.Reason.ErrorId}): {Count(stop.Value.Left, "row")} {(stop.Value.Left == 1 ? "was" : "were")} not sent. "
        + $"{stop.Value.Reason.Remedy}{(isBatch ? " Rows that were sent are not sent twice." : " Without -Batch, leave out the rows that were sent.")}");

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

        if (_stopped.Values.Sum(stop => stop.Left) is var left and > 0)
        {
            parts.Add($"{left} not sent");
        }

        return $"{Count(Rows, "row")}: {string.Join(", ", parts)}.";
    }

    private static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
