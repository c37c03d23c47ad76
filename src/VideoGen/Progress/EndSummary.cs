namespace VideoGen.Cmdlets.Progress;

/// <summary>How jobs ended that were waited for, in one sentence.</summary>
internal sealed class EndSummary
{
    private readonly SortedDictionary<VideoStatus, int> _ends = [];
    private readonly CostSum _cost = new();
    private int _open;

    public int Jobs => _ends.Values.Sum() + _open;

    /// <param name="hasEnded">False where it is not waited for any longer and goes on.</param>
    public void Add(VideoJob job, bool hasEnded)
    {
        if (!hasEnded)
        {
            _open++;
            return;
        }

        _ends[job.Status] = _ends.GetValueOrDefault(job.Status) + 1;
        if (job.Status == VideoStatus.Completed || job.Cost is { Charged: true })
        {
            _cost.Add(job.Cost, isSoFar: true);
        }
    }

    /// <summary><c>12 jobs: 10 completed, 1 failed, 1 still open; 220 credits.</c></summary>
    public override string ToString()
    {
        IEnumerable<string> parts = _ends.Select(end => $"{end.Value} {end.Key.ToString().ToLowerInvariant()}").Concat(_open > 0 ? [$"{_open} still open"] : []);
        string cost = _cost.ToString();
        return $"{(Jobs == 1 ? "1 job" : $"{Jobs} jobs")}: {string.Join(", ", parts)}{(cost.Length > 0 ? $"; {cost}" : "")}.";
    }
}
