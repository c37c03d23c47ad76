namespace VideoGen.Cmdlets;

/// <summary>Sums up the jobs of a command in one line: how many are done, failed, running, and how far they are together.</summary>
internal sealed class BatchProgress(Action<string, string?, int> report) : IProgress<JobUpdate>
{
    private readonly object _gate = new();
    private readonly Dictionary<string, VideoJob> _jobs = [];

    public void Report(JobUpdate value)
    {
        lock (_gate)
        {
            _jobs[value.Job.Key] = value.Job;
            report(Summary(), Newest(value.Job), Percent());
        }
    }

    private string Summary()
    {
        int done = _jobs.Values.Count(job => job.Status == VideoStatus.Completed);
        int failed = _jobs.Values.Count(job => job.Status is VideoStatus.Failed or VideoStatus.Cancelled or VideoStatus.Expired or VideoStatus.Unknown);
        int running = _jobs.Values.Count(job => job.Status == VideoStatus.Running);
        int queued = _jobs.Count - done - failed - running;
        var parts = new List<string> { $"{done} of {_jobs.Count} done" };
        Add(running, "running");
        Add(queued, "queued");
        Add(failed, "failed");
        return string.Join(", ", parts);

        void Add(int count, string word)
        {
            if (count > 0)
            {
                parts.Add($"{count} {word}");
            }
        }
    }

    private int Percent() =>
        (int)_jobs.Values.Average(job => job.Status.IsSettled() || job.Status == VideoStatus.Unknown ? 100 : job.Progress ?? 0);

    private static string Newest(VideoJob job)
    {
        string percent = job.Progress is { } progress ? $" {progress} %" : "";
        return DisplayText.OneLine($"{job.Name ?? job.Prompt ?? job.ShortId} ({job.Status}{percent})", 70);
    }
}
