using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The errors of jobs that a wait leaves open: each says that the job goes on and is paid for, and which command collects it.</summary>
internal static class OpenJobErrors
{
    /// <param name="waited">The limit of the whole wait.</param>
    /// <param name="trouble">What the last reading failed with; null when it did not.</param>
    public static VideoGenException TimeIsUp(VideoJob job, TimeSpan waited, VideoGenException? trouble)
    {
        string last = trouble is null ? "" : $" The last reading failed: {trouble.Message}";
        return new VideoGenException(
            VideoErrors.WaitTimeout,
            $"{job.Provider} still works on {job.ShortId} ({Told(job)}) after {DisplayText.Age(waited)}. Collect it later with: {Command(job)}{last}",
            trouble)
        {
            Job = job,
        };
    }

    /// <param name="unchanged">How long the service has told the same of it.</param>
    /// <param name="stop">How the service stops jobs; null where it cannot.</param>
    public static VideoGenException Stalled(VideoJob job, TimeSpan unchanged, IJobCancellation? stop) => new(
        VideoErrors.JobStalled,
        $"{job.Provider} has told nothing new of {job.ShortId} ({Told(job)}) for {DisplayText.Age(unchanged)}. The job is still open and may be paid for. Collect it later with: {Command(job)}")
    {
        Job = job,
        Remedy = stop is null
            ? $"Look at it later with the command in the message; {job.Provider} has no way to stop a job."
            : $"Look at it later with the command in the message, or give it up with Stop-VideoJob {job.ShortId} (cost: {stop.CancellationCost}).",
    };

    private static string Told(VideoJob job) => job.Progress is { } progress ? $"{job.Status}, {progress} %" : $"{job.Status}";

    /// <summary>Of a batch the one command that collects all of it: the same in the error of each of a hundred jobs.</summary>
    private static string Command(VideoJob job)
    {
        string jobs = job.Batch is { } batch ? $"-Batch '{batch.Replace("'", "''", StringComparison.Ordinal)}'" : job.ShortId;
        return $"Get-VideoJob {jobs} | Wait-VideoJob | Save-VideoJob -Destination .";
    }
}
