using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Brings back what a <see cref="WaitedJob"/> has left in the journal.</summary>
internal sealed class WholeJobs(JobJournal journal)
{
    /// <param name="job">As it is known; what it says counts.</param>
    public async Task<VideoJob> FindAsync(VideoJob job, CancellationToken cancellationToken)
    {
        if (job.Status.IsSettled() && job.Prompt is not null && job.Raw is not null)
        {
            // As it was just written.
            return job;
        }

        try
        {
            VideoJob? kept = (await journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false))?.Job;
            return job with { Prompt = kept?.Prompt ?? job.Prompt, Raw = job.Raw ?? kept?.Raw };
        }
        catch (VideoGenException)
        {
            // Damaged meanwhile; what is known of it is told all the same.
            return job;
        }
    }
}
