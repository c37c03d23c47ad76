using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Looks at the jobs that come to a wait.</summary>
internal sealed class WaitArrivals(ClientServices services, JobReader reader)
{
    /// <summary>
    /// The job as the journal has it, which may know more than the object that came down the pipeline, and whether its service was asked
    /// to report it. With an error: it cannot be waited for.
    /// </summary>
    public async Task<(JobReading Known, bool IsReported)> RecallAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            JournalEntry? entry = await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);
            // Or less, where the disk was full when the service answered.
            JobReading reading = entry is null || (entry.Job.Id is null && job.Id is not null)
                ? new JobReading(job, null)
                : await reader.SettleAbandonedAsync(entry).ConfigureAwait(false);
            _ = services.Providers.Get(reading.Job.Provider);
            VideoGenException? error = reading.Error ?? (WaitRun.HasEnded(reading.Job) ? null : reader.WhyNothingComes(reading.Job, entry));
            if (ReferenceEquals(reading.Job, entry?.Job))
            {
                // A first answer that says the same need not be written then.
                services.News.Wrote(reading.Job);
            }

            return (reading with { Error = error }, entry?.Request is { } request && (request.WebhookUri is not null || request.Option?.ContainsKey("webhook") == true));
        }
        catch (VideoGenException e)
        {
            // One job that cannot be waited for must not end the wait for the others.
            return (new JobReading(job, e), false);
        }
    }
}
