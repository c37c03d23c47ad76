using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Clips that are made and not saved.</summary>
/// <param name="Count">How many jobs.</param>
/// <param name="FirstExpiry">When the first link dies that is not dead yet; null where that is not known.</param>
public sealed record UnclaimedJobs(int Count, DateTimeOffset? FirstExpiry)
{
    /// <summary>Those of the journal as it is: one look at its open entries, and no service is asked.</summary>
    /// <param name="madeBefore">Later ones do not count.</param>
    internal static async Task<UnclaimedJobs> FindAsync(JobJournal journal, DateTimeOffset madeBefore, CancellationToken cancellationToken)
    {
        var query = new JobQuery { Unclaimed = true, Before = madeBefore };
        JournalListing open = await journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        VideoJob[] jobs = [.. open.Entries.Where(entry => query.Matches(entry.Job, entry.IsSaved, madeBefore)).Select(entry => entry.Job)];
        return new UnclaimedJobs(jobs.Length, jobs.Select(job => job.ExpiresAt).Where(end => end > madeBefore).Min());
    }
}
