using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Reads one job afresh.</summary>
internal sealed class JobRefresh(ClientServices services, JobReader reader)
{
    /// <summary>
    /// The job as its service has it now. One that has ended, or that no service knows yet, is answered from the journal; but one
    /// that is completed and not saved is asked about all the same, since links may be fresh and poster images come late.
    /// </summary>
    public async Task<JobReading> ReadAsync(VideoJob job, CancellationToken cancellationToken)
    {
        bool isSaved = job.File is not null;
        if (await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false) is { } entry && (entry.Job.Id is not null || job.Id is null))
        {
            JobReading settled = await reader.SettleAbandonedAsync(entry).ConfigureAwait(false);
            if (settled.Error is not null)
            {
                return settled;
            }

            (job, isSaved) = (settled.Job, entry.IsSaved);
        }

        if (job.Id is null || (!job.Status.IsUnderWay() && (job.Status != VideoStatus.Completed || isSaved)))
        {
            return new JobReading(job, null);
        }

        try
        {
            JobReading reading = (await reader.ReadAsync(services.Providers.Get(job.Provider), [job], cancellationToken).ConfigureAwait(false))[0].Reading;
            return reading.Error is null || job.Status.IsUnderWay() ? reading : new JobReading(job, null);
        }
        catch (VideoGenException) when (!job.Status.IsUnderWay())
        {
            // What is completed stays so, whoever cannot be asked.
            return new JobReading(job, null);
        }
    }
}
