namespace VideoGen.Client;

/// <summary>Reports a download's progress not more often than anyone can look.</summary>
internal sealed class ProgressMeter(IProgress<DownloadProgress>? progress, PartFile part, TimeProvider time, TimeSpan interval)
{
    private long? _reported;

    public void Report(long? total)
    {
        long now = time.GetTimestamp();
        if (progress is not null && (_reported is not { } last || time.GetElapsedTime(last, now) >= interval))
        {
            _reported = now;
            progress.Report(new DownloadProgress(part.Length, total));
        }
    }

    /// <summary>The last report: all of it.</summary>
    public void Finish() => progress?.Report(new DownloadProgress(part.Length, part.Length));
}
