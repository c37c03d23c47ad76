namespace VideoGen.Cmdlets;

/// <summary>Sums up the downloads of a command: how many files, how many bytes.</summary>
internal sealed class SaveProgress(Action<string, string?, int> report) : IProgress<JobUpdate>
{
    private readonly object _gate = new();
    private readonly Dictionary<string, JobUpdate> _downloads = [];

    public void Report(JobUpdate value)
    {
        lock (_gate)
        {
            _downloads[value.Job.Key] = value;
            long done = _downloads.Values.Sum(update => update.BytesDone ?? 0);
            long? total = _downloads.Values.All(update => update.BytesTotal is not null) ? _downloads.Values.Sum(update => update.BytesTotal) : null;
            string files = _downloads.Count == 1 ? "1 job" : $"{_downloads.Count} jobs";
            string status = total is null ? $"{files}, {DisplayText.Size(done)}" : $"{files}, {DisplayText.Size(done)} of {DisplayText.Size(total)}";
            report(status, DisplayText.OneLine(value.Job.Name ?? value.Job.Prompt ?? value.Job.ShortId, 70), total is > 0 ? (int)(done * 100 / total) : -1);
        }
    }
}
